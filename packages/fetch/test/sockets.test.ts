import { get, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import OpenAI from "openai";
import { describe, expect, it, vi } from "vitest";
import { localServer } from "../../core/test/support/local-server.js";
import { type RespondOptions, respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { added, created, delta, names } from "./upstream-words.js";

type Source = Parameters<typeof respondWithStream>[0];

/** A server that answers with a translated stream over a real socket, and tells the stream when its client leaves. */
function gatewayOf(open: (signal: AbortSignal) => Source, options: RespondOptions = {}) {
  return localServer(async (_request, outgoing) => {
    const leave = new AbortController();
    outgoing.on("close", () => leave.abort());
    const { status, headers, body } = await respondWithStream(open(leave.signal), context, {
      ...options,
      signal: leave.signal,
    });
    outgoing.writeHead(status, Object.fromEntries(headers));
    if (body) await pipeline(Readable.fromWeb(body), outgoing).catch(() => {});
  });
}

/** Asks and gives the answer, of which nothing is read yet. */
const ask = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on("error", reject);
  });

const pieceLength = 16 * 1024;
/** More than the buffers of both ends of a local connection hold. */
const inFlight = 16 * 1024 * 1024;

/** An upstream that never ends, and counts what was taken of it. */
function endless() {
  const state = { pulls: 0, cancelled: false };
  const source = (async function* () {
    try {
      yield created;
      yield added;
      for (;;) {
        state.pulls++;
        yield delta("x".repeat(pieceLength));
      }
    } finally {
      state.cancelled = true;
    }
  })();
  return { source, state };
}

/** Waits until nothing more is taken; fails where that never comes. */
async function standstill(state: { pulls: number }): Promise<number> {
  for (let before = -1; before !== state.pulls; ) {
    before = state.pulls;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(state.pulls * pieceLength).toBeLessThan(inFlight);
  }
  return state.pulls;
}

describe("a client that reads slowly, over a real socket", () => {
  it("holds the upstream, and lets it go on when it reads", async () => {
    const { source, state } = endless();
    await using server = await gatewayOf(() => source);
    const answer = await ask(server.url);
    const held = await standstill(state);
    expect(held).toBeGreaterThan(0);
    let read = 0;
    for await (const chunk of answer) {
      read += chunk.length;
      if (read > 2 * inFlight) break;
    }
    expect(state.pulls).toBeGreaterThan(held);
    expect(state.pulls * pieceLength).toBeLessThan(read + inFlight);
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });
});

// A busy machine may be late once, but not each time.
describe("a client that leaves, over real sockets (F47)", { retry: 3 }, () => {
  it("closes the connection to a silent upstream of the official client within 100 ms", async () => {
    let closed = 0;
    await using upstream = await localServer((_request, response) => {
      response.on("close", () => {
        closed = performance.now();
      });
      const events = [created, added, delta("Hi")].map((event) => `data: ${JSON.stringify(event)}\n\n`);
      response.writeHead(200, { "content-type": "text/event-stream" }).write(events.join(""));
    });
    const client = new OpenAI({ apiKey: "sk-test", baseURL: upstream.url, maxRetries: 0 });
    const open = (signal: AbortSignal) =>
      client.responses.create({ model: "m", input: "Hi", stream: true }, { signal });
    await using server = await gatewayOf(open, { pingMs: 20 });
    const answer = await ask(server.url);
    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) {
      text += chunk;
      if (names(text).filter((name) => name === "ping").length === 3) break;
    }
    const left = performance.now();
    await vi.waitFor(() => expect(closed).toBeGreaterThan(0), { interval: 1 });
    expect(closed - left).toBeLessThan(100);
    expect(text).toContain('"text":"Hi"');
  });

  it("ends a request to an upstream that has not answered yet", async () => {
    let asked = false;
    let closed = false;
    await using upstream = await localServer((_request, response) => {
      asked = true;
      response.on("close", () => {
        closed = true;
      });
    });
    const client = new OpenAI({ apiKey: "sk-test", baseURL: upstream.url, maxRetries: 0 });
    const open = (signal: AbortSignal) =>
      client.responses.create({ model: "m", input: "Hi", stream: true }, { signal });
    await using server = await gatewayOf(open);
    const request = get(server.url).on("error", () => {});
    await vi.waitFor(() => expect(asked).toBe(true), { interval: 1 });
    request.destroy();
    await vi.waitFor(() => expect(closed).toBe(true), { interval: 1 });
  });
});
