import { describe, expect, it, vi } from "vitest";
import { withPings } from "../src/pings.js";

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
