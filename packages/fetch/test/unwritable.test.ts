import { describe, expect, it, vi } from "vitest";
import { gateway, hello } from "./gateway.js";

/** What the encoder of the core does where something cannot be written; arrays are what is written first. */
const broken = vi.hoisted((): { how: "throws" | "tells" | "" } => ({ how: "" }));
vi.mock("@transpond/core", async (original) => {
  const core = await original<typeof import("@transpond/core")>();
  const eventBytes: typeof core.eventBytes = (events, options) => {
    const bytes = core.eventBytes(events, options);
    if (Array.isArray(events) || broken.how === "") return bytes;
    const error = { type: "error", error: { type: "api_error", message: "Internal server error" }, request_id: null };
    const frame = new TextEncoder().encode(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
    const steps = {
      throws: () => Promise.reject(new RangeError("secret")),
      tells: async () => ({ done: false, value: frame }) as const,
    };
    let next: typeof bytes.next = steps[broken.how];
    bytes.next = () => {
      const step = next();
      next = async () => ({ done: true, value: undefined }) as const;
      return step;
    };
    return bytes;
  };
  return { ...core, eventBytes };
});

const deep = `{"x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
const call = { type: "function_call", id: "fc", call_id: "c1", name: "f", arguments: deep, status: "completed" };
const usage = { input_tokens: 1, output_tokens: 1 };
const events = [
  { type: "response.output_item.added", output_index: 0, item: { ...call, arguments: "" } },
  { type: "response.output_item.done", output_index: 0, item: call },
  { type: "response.completed", response: { id: "r", status: "completed", output: [call], usage } },
];
const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
const request = { ...hello, tools: [{ name: "f", input_schema: { type: "object" } }] };

/** Asks for the answer that cannot be written; the log and the id under which it must be found. */
async function ask(path: string, asked: object) {
  let signal: AbortSignal | null | undefined;
  const told: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    signal = init?.signal;
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  await using gate = await gateway({ upstream: { apiKey: "k", fetch }, onError: (error) => told.push(error) });
  const response = await gate.post(asked, path);
  const id = response.headers.get("request-id");
  return { response, text: await response.text(), id, logged: gate.logged, told, signal };
}

describe("an answer that cannot be written", () => {
  it("is logged as failed, not as completed, where it is not streamed", async () => {
    const { response, text, id, logged, told } = await ask("/v1/messages", request);
    // Where depth has no limit in the engine, or is written another way, the answer is whole.
    const whole = response.status === 200;
    expect(whole ? text.includes(deep) : text.includes(`"request_id":"${id}"`)).toBe(true);
    expect(logged).toMatchObject([
      { status: response.status, outcome: whole ? "completed" : "failed", errorType: whole ? null : "api_error" },
    ]);
    expect(told).toHaveLength(whole ? 0 : 1);
  });

  it.each(["throws", "tells"] as const)(
    "ends a stream in an error with its id, and is logged as failed: the encoder %s",
    async (how) => {
      broken.how = how;
      try {
        const { text, id, logged, told, signal } = await ask("/v1/messages/stream", request);
        const last = text.trimEnd().split("\n").at(-1);
        expect(last).toBe(
          `data: {"type":"error","error":{"type":"api_error","message":"Internal server error"},"request_id":"${id}"}`,
        );
        expect(text.match(/^event: error$/gm)).toHaveLength(1);
        expect(logged).toMatchObject([{ status: 200, outcome: "failed", errorType: "api_error" }]);
        expect(told).toHaveLength(1);
        expect(signal?.aborted).toBe(true);
      } finally {
        broken.how = "";
      }
    },
  );

  it("is whole as a stream, however deep a tool's input nests", async () => {
    for (const path of ["/v1/messages", "/v1/messages/stream"]) {
      const { text, logged } = await ask(path, { ...request, stream: true });
      expect(text).toContain("event: message_stop");
      expect(logged).toMatchObject([{ outcome: "completed" }]);
    }
  });
});
