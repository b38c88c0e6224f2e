import { describe, expect, it, vi } from "vitest";
import { type Bytes, streamOf } from "../src/bytes.js";
import { withPings } from "../src/pings.js";

const piece = (text: string) => new TextEncoder().encode(text);
const lastFrame = () => piece("event: error\n\n");
const ping = 'event: ping\ndata: {"type":"ping"}\n\n';

/** Bytes that do what each step says, and tell when they are left. */
function bytesOf(
  ...steps: (() => string | undefined | Promise<string | undefined>)[]
): Bytes & { isLeft: () => boolean } {
  let isLeft = false;
  return {
    async next() {
      const text = await steps.shift()?.();
      return text === undefined ? { done: true, value: undefined } : { done: false, value: piece(text) };
    },
    async return() {
      isLeft = true;
    },
    isLeft: () => isLeft,
  };
}

const never = () => new Promise<undefined>(() => {});
const after = (ms: number, text: string) => () =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve(text), ms);
  });

describe("a stream that breaks", () => {
  it("ends in an error frame, and its source is left", async () => {
    const bytes = bytesOf(
      () => "one",
      () => {
        throw new RangeError("too deep");
      },
    );
    const onEnd = vi.fn();
    const body = streamOf(withPings(bytes, { pingMs: 1000, lastFrame, onEnd }));
    expect(await new Response(body).text()).toBe("oneevent: error\n\n");
    expect(onEnd.mock.calls).toEqual([["failed", new RangeError("too deep")]]);
    expect(bytes.isLeft()).toBe(true);
  });
});

describe("silence", () => {
  it("is filled with pings while somebody reads, at their distance from the last piece", async () => {
    vi.useFakeTimers();
    try {
      const bytes = withPings(
        bytesOf(after(900, "one"), after(2500, "two"), () => undefined),
        { pingMs: 1000, lastFrame },
      );
      const began = Date.now();
      const seen: [number, string][] = [];
      const read = async () => {
        for (;;) {
          const { done, value } = await bytes.next();
          if (done) return;
          seen.push([Date.now() - began, new TextDecoder().decode(value)]);
        }
      };
      const reading = read();
      await vi.advanceTimersByTimeAsync(10_000);
      await reading;
      expect(seen).toEqual([
        [900, "one"],
        [1900, ping],
        [2900, ping],
        [3400, "two"],
      ]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not filled while nobody reads", async () => {
    vi.useFakeTimers();
    try {
      const bytes = withPings(
        bytesOf(() => "one", never),
        { pingMs: 1000, lastFrame },
      );
      await bytes.next();
      await vi.advanceTimersByTimeAsync(5000);
      const next = bytes.next();
      await vi.advanceTimersByTimeAsync(999);
      const isPending = await Promise.race([next, "pending"]);
      expect(isPending).toBe("pending");
      await vi.advanceTimersByTimeAsync(1);
      expect(new TextDecoder().decode((await next).value)).toBe(ping);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a client that leaves while a read is pending", () => {
  it("ends the stream once, with no timer and no frame left over", async () => {
    const bytes = bytesOf(never);
    const onEnd = vi.fn();
    vi.useFakeTimers();
    try {
      const reader = streamOf(withPings(bytes, { pingMs: 1000, lastFrame, onEnd })).getReader();
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
    expect(bytes.isLeft()).toBe(true);
  });
});
