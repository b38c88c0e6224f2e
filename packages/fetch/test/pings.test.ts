import { describe, expect, it, vi } from "vitest";
import { withPings } from "../src/pings.js";
import { gateway, hello } from "./gateway.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const lastFrame = () => bytes("event: error\n\n");

describe("a part of a stream that breaks", () => {
  it("ends in an error frame, and the other parts are cancelled", async () => {
    let cancelled = false;
    const good = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes("one"));
        controller.close();
      },
    });
    const bad = new ReadableStream<Uint8Array>(
      {
        pull: () => {
          throw new RangeError("too deep");
        },
      },
      { highWaterMark: 0 },
    );
    const third = new ReadableStream<Uint8Array>({
      cancel: () => {
        cancelled = true;
      },
    });
    const onEnd = vi.fn();
    const body = withPings([good, bad, third], { pingMs: 1000, lastFrame, onEnd });
    expect(await new Response(body).text()).toBe("oneevent: error\n\n");
    expect(onEnd.mock.calls).toEqual([["failed", new RangeError("too deep")]]);
    expect(cancelled).toBe(true);
  });

  it("is logged once and leaves no broken body, however deep a tool's input nests", async () => {
    const deep = `{"x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const call = { type: "function_call", id: "fc", call_id: "c1", name: "f", arguments: deep, status: "completed" };
    const usage = { input_tokens: 1, output_tokens: 1 };
    const events = [
      { type: "response.output_item.added", output_index: 0, item: { ...call, arguments: "" } },
      { type: "response.output_item.done", output_index: 0, item: call },
      { type: "response.completed", response: { id: "r", status: "completed", output: [call], usage } },
    ];
    let signal: AbortSignal | null | undefined;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      signal = init?.signal;
      const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
      return new Response(text, { headers: { "content-type": "text/event-stream" } });
    };
    await using gate = await gateway({ upstream: { apiKey: "k", fetch } });
    const request = { ...hello, tools: [{ name: "f", input_schema: { type: "object" } }] };
    const response = await gate.post(request, "/v1/messages/stream");
    expect((await response.text()).trimEnd().split("\n").at(-1)).toMatch(/^data: \{"type":"(?:error|message_stop)"/);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(gate.logged).toHaveLength(1);
    expect(signal?.aborted).toBe(true);
  });
});

describe("a client that leaves while a read is pending", () => {
  it("ends the stream once, with no timer and no frame left over", async () => {
    const cancelled: string[] = [];
    const part = (name: string) => new ReadableStream<Uint8Array>({ cancel: () => void cancelled.push(name) });
    const onEnd = vi.fn();
    vi.useFakeTimers();
    try {
      const reader = withPings([part("first"), part("second")], { pingMs: 1000, lastFrame, onEnd }).getReader();
      const pending = reader.read();
      await vi.advanceTimersByTimeAsync(10);
      await reader.cancel();
      expect(await pending).toEqual({ done: true, value: undefined });
      await vi.advanceTimersByTimeAsync(5000);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(onEnd.mock.calls).toEqual([["cancelled", undefined]]);
    expect(cancelled).toEqual(["first", "second"]);
  });
});
