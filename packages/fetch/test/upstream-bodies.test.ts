import { describe, expect, it, vi } from "vitest";
import { bytesOf } from "../src/bytes.js";
import { readUpTo } from "../src/read-up-to.js";
import { countOf, errorOf, gateway, hello } from "./gateway.js";

const json = { "content-type": "application/json" };
const bytes = (text: string) => new TextEncoder().encode(text);

/** A body that says something and then nothing more; tells whether it was cancelled. */
function hanging(text: string) {
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes(text)),
    cancel: () => {
      state.cancelled = true;
    },
  });
  return { state, body };
}

describe("a body that hangs after its head", () => {
  it.each([true, false])("of a success ends in a 504 (stream: %s)", async (stream) => {
    const { state, body } = hanging("{");
    const fetch = async () => new Response(body, { headers: json });
    await using gate = await gateway({ upstream: { apiKey: "k", fetch }, timeouts: { idle: 50 } });
    const response = await gate.post({ ...hello, stream });
    expect([response.status, (await errorOf(response)).type]).toEqual([504, "timeout_error"]);
    expect(state.cancelled).toBe(true);
  });

  it.each([true, false])("of a failure keeps its status and what it said (stream: %s)", async (stream) => {
    const { state, body } = hanging('{"error":{"code":"context_length_exceeded","message":"Too long');
    const fetch = async () => new Response(body, { status: 400, headers: json });
    await using gate = await gateway({ upstream: { apiKey: "k", fetch }, timeouts: { idle: 50 } });
    const response = await gate.post({ ...hello, stream });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toMatch(/^prompt is too long/);
    expect(state.cancelled).toBe(true);
  });

  it("of a count is given up, and the local count stands", async () => {
    const { state, body } = hanging("{");
    const fetch = async () => new Response(body, { headers: json });
    const options = { upstream: { apiKey: "k", fetch }, timeouts: { idle: 50 }, countTokens: "upstream" as const };
    await using gate = await gateway(options);
    expect(await countOf(await gate.post(hello, "/v1/messages/count_tokens"))).toBeGreaterThan(0);
    expect(state.cancelled).toBe(true);
  });
});

describe("a head that never comes", () => {
  it.each([true, false])("ends in a 504 even where `fetch` ignores its signal (stream: %s)", async (stream) => {
    const fetch = () => new Promise<Response>(() => {});
    await using gate = await gateway({ upstream: { apiKey: "k", fetch }, timeouts: { head: 50 } });
    const response = await gate.post({ ...hello, stream });
    expect([response.status, (await errorOf(response)).type]).toEqual([504, "timeout_error"]);
  });
});

describe("an error body that is large", () => {
  const answer = (body: string | ReadableStream) => async () => new Response(body, { status: 400, headers: json });

  it.each<[string, object]>([
    ["before its code", { message: "x".repeat(70_000), code: "context_length_exceeded" }],
    ["after its code", { code: "context_length_exceeded", message: "x".repeat(3_000_000) }],
  ])("%s is still understood", async (_, error) => {
    await using gate = await gateway({ upstream: { apiKey: "k", fetch: answer(JSON.stringify({ error })) } });
    const response = await gate.post(hello);
    expect([response.status, (await errorOf(response)).message]).toEqual([
      400,
      expect.stringMatching(/^prompt is too long/),
    ]);
  });

  it("is read up to a bound only", async () => {
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        if (sent > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(97));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await using gate = await gateway({ upstream: { apiKey: "k", fetch: answer(endless) } });
    expect((await gate.post(hello)).status).toBe(400);
    expect(sent).toBeLessThan(2_000_000);
    expect(cancelled).toBe(true);
  });
});

describe("timers", () => {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const completed = { type: "response.completed", response: { id: "r", status: "completed", output: [], usage } };

  it("of an idle limit, a head and a whole answer are gone with what they watched", async () => {
    vi.useFakeTimers();
    try {
      const { body } = hanging("a");
      expect(await readUpTo(bytesOf(body), 0, 1000)).toMatchObject({ stopped: "limit" });
      expect(vi.getTimerCount()).toBe(0);
      const fetch = async () =>
        new Response(`data: ${JSON.stringify(completed)}\n\n`, { headers: { "content-type": "text/event-stream" } });
      const { createHandler } = await import("../src/index.js");
      const handler = createHandler({ upstream: { apiKey: "k", fetch }, model: "gpt-5.4", authenticate: false });
      const ask = new Request("http://g/v1/messages", { method: "POST", body: JSON.stringify(hello) });
      expect((await handler(ask)).status).toBe(200);
      await vi.advanceTimersByTimeAsync(0);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
