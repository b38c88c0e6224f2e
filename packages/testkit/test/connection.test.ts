import { describe, expect, it } from "vitest";
import { call, cut, delay, stall, startSimulatedOpenAI, text } from "../src/index.js";
import { framesOf, hi, send, start } from "./helpers.js";

const streamed = { ...hi, stream: true };

/** Reads a body up to its end or its failure. */
const read = async (response: Response) => {
  const decoder = new TextDecoder();
  let words = "";
  try {
    for await (const chunk of response.body ?? []) words += decoder.decode(chunk, { stream: true });
    return { words, failed: false };
  } catch {
    return { words, failed: true };
  }
};

const within = <T>(ms: number, promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms)),
  ]);

describe("the connection", () => {
  it("is reset where the script cuts it", async () => {
    const upstream = await start();
    upstream.script(text("one two three"), cut());
    const { words, failed } = await read(await send(upstream, streamed));
    expect(failed).toBe(true);
    expect(words).not.toContain("response.completed");
    expect(upstream.requests[0]).toMatchObject({ aborted: false });
    expect(await upstream.requests[0]?.closed).toBe("cut");
  });

  it("ends cleanly after so many events", async () => {
    const upstream = await start();
    upstream.script(text("one two three"), cut({ how: "end", after: 5 }));
    const { words, failed } = await read(await send(upstream, streamed));
    expect(failed).toBe(false);
    expect(framesOf(words)).toHaveLength(5);
    expect(upstream.requests[0]?.sentEvents).toBe(5);
  });

  it("is cut for a JSON answer as well", async () => {
    const upstream = await start();
    upstream.script(text("x"), cut());
    await expect(send(upstream, hi)).rejects.toThrow();
  });

  it("stalls until the client leaves, and records that at once", async () => {
    const upstream = await start();
    upstream.script(text("one"), stall());
    const client = new AbortController();
    const response = await send(upstream, streamed, { signal: client.signal });
    const body = read(response);
    await expect(within(100, body)).rejects.toThrow("not within");
    const [request] = upstream.requests;
    expect(request?.aborted).toBe(false);
    client.abort();
    expect(await within(500, request?.closed ?? Promise.reject(new Error("no request")))).toBe("aborted");
    expect(request?.aborted).toBe(true);
    expect((await body).words).toContain("response.output_text.done");
  });

  it("records a client that leaves before the headers", async () => {
    const upstream = await start();
    upstream.script(delay(60_000), text("x"));
    const client = new AbortController();
    const arrived = upstream.nextRequest();
    const response = send(upstream, streamed, { signal: client.signal });
    const request = await arrived;
    client.abort();
    await expect(response).rejects.toThrow();
    expect(await within(500, request.closed)).toBe("aborted");
    expect(request.sentBytes).toBe(0);
  });

  it("delays the headers when the delay comes first, the events when it comes later", async () => {
    const upstream = await start();
    const clock = async (body: object) => {
      const begin = performance.now();
      const response = await send(upstream, { ...body });
      const head = performance.now() - begin;
      await response.text();
      return { head, total: performance.now() - begin };
    };
    upstream.script(delay(150), text("x"));
    expect((await clock(streamed)).head).toBeGreaterThan(140);
    upstream.script(text("x"), delay(150), text("y"));
    const late = await clock(streamed);
    expect(late.head).toBeLessThan(140);
    expect(late.total).toBeGreaterThan(140);
  });

  it("waits for a slow reader", async () => {
    const upstream = await start();
    upstream.script(call("Write", { content: "x".repeat(10_000_000) }, { chunks: 50_000 }));
    const response = await send(upstream, streamed);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = upstream.requests[0]?.sentBytes ?? 0;
    expect((await read(response)).words).toContain("response.completed");
    const after = upstream.requests[0]?.sentBytes ?? 0;
    expect(after).toBeGreaterThan(30_000_000);
    expect(before).toBeLessThan(after / 2);
  });

  it("ends with the server, even while it stalls", async () => {
    const upstream = await startSimulatedOpenAI();
    upstream.script(stall());
    const body = read(await send(upstream, streamed));
    await within(1000, upstream.close());
    expect((await within(1000, body)).failed).toBe(true);
    await expect(send(upstream, hi)).rejects.toThrow();
    await within(1000, upstream.close());
  });
});
