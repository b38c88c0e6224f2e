import { getEventListeners } from "node:events";
import OpenAI from "openai";
import { describe, expect, it, vi } from "vitest";
import { type Chunk, type StreamSource, streamTranslator } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { eventStream, localServer } from "../support/local-server.js";
import { collect, endOf, iterate, silent } from "../support/sources.js";
import { encodeUpstream } from "../support/translate.js";
import { textStream, type UpstreamEvent } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const kibibyte = 1024;

/** A source that goes on behind its message, and tells what was taken of that. */
function goingOn(rest: (at: number) => Chunk) {
  const state = { reads: 0, cancelled: false };
  const source = (async function* () {
    try {
      yield* stream;
      while (state.reads < 10_000) yield rest(state.reads++);
    } finally {
      state.cancelled = true;
    }
  })();
  return { source, state };
}

describe("what stands behind a complete message", () => {
  it("is read to the end of the source, and ignored", async () => {
    const rest = ["data: [DONE]\n\n", "data: {]\n\n", { type: "error", message: "late" }, new Uint8Array(3)];
    let ended = false;
    const source = (async function* (): AsyncGenerator<Chunk> {
      yield* stream;
      yield* rest;
      ended = true;
    })();
    const translated = streamTranslator(source, context);
    expect(endOf(await collect(translated))).toBe("message_stop");
    await vi.waitFor(() => expect(ended).toBe(true));
    expect((await translated.result).message.stop_reason).toBe("end_turn");
  });

  it.each<[string, (at: number) => Chunk, number]>([
    ["of bytes", () => new Uint8Array(kibibyte), 64],
    ["of text", () => "x".repeat(kibibyte), 64],
    ["of events", () => ({ type: "keepalive", text: "x".repeat(kibibyte) }), 64],
    ["of empty pieces", () => new Uint8Array(0), 2048],
  ])("is read up to 64 KiB: %s", async (_name, rest, most) => {
    const { source, state } = goingOn(rest);
    await collect(streamTranslator(source, context));
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
    expect(state.reads).toBeLessThanOrEqual(most);
    expect(state.reads).toBeGreaterThan(most * 0.9);
  });

  it("is waited for by nobody", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...stream);
    const translated = streamTranslator(iterator, context);
    expect(endOf(await collect(translated))).toBe("message_stop");
    expect((await translated.result).message.content).toHaveLength(1);
    expect(state).toEqual({ reads: stream.length + 1, cancelled: false });
  });

  it.each<[string, (leave: () => Promise<unknown>, controller: AbortController) => unknown]>([
    ["return()", (leave) => leave()],
    ["the signal", (_, controller) => controller.abort()],
  ])("is given up at once by %s", async (_name, leave) => {
    const { iterator, state } = silent<UpstreamEvent>(...stream);
    const controller = new AbortController();
    const translated = streamTranslator(iterator, context, { signal: controller.signal });
    await collect(translated);
    expect(state.cancelled).toBe(false);
    await leave(() => translated.return(), controller);
    expect(state.cancelled).toBe(true);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect((await translated.result).message.content).toHaveLength(1);
  });

  it("is given up where the host's watch of a read rejects, and that is no failure", async () => {
    await withoutUnhandledRejections(async () => {
      const { iterator, state } = silent<UpstreamEvent>(...stream);
      let ended = false;
      const onError = vi.fn();
      const translated = streamTranslator(iterator, context, {
        onError,
        onMessageEnd: () => {
          ended = true;
        },
        watchRead: (read) => (ended ? Promise.reject(new Error("enough")) : read),
      });
      expect(endOf(await collect(translated))).toBe("message_stop");
      await vi.waitFor(() => expect(state.cancelled).toBe(true));
      expect(onError).not.toHaveBeenCalled();
    });
  });

  it.each<[string, object[]]>([
    ["an error", [...stream.slice(0, 3), { type: "error", message: "x" }]],
    ["a failed response", [...stream.slice(0, 3), { type: "response.failed", response: { status: "failed" } }]],
    ["a stop sequence", textStream("one STOP two").slice(0, 3)],
  ])("is not read after %s: the source is cancelled at once", async (_name, events) => {
    const { iterator, state } = silent<object>(...events);
    await collect(streamTranslator(iterator, testContext({ stopSequences: ["STOP"] })));
    expect(state).toEqual({ reads: events.length, cancelled: true });
  });

  it("may break off without a word", async () => {
    await withoutUnhandledRejections(async () => {
      const source = (async function* () {
        yield* iterate(stream);
        throw new Error("reset");
      })();
      expect(endOf(await collect(streamTranslator(source, context)))).toBe("message_stop");
    });
  });
});

describe("a connection whose answer was read to its end", () => {
  const bytes = encodeUpstream(stream);
  const ways: [string, (url: string) => StreamSource][] = [
    ["fetch", (url) => fetch(url)],
    [
      "the official client",
      (baseURL) =>
        new OpenAI({ apiKey: "sk-test", baseURL }).responses.create({ model: "m", input: "Hi", stream: true }),
    ],
  ];

  it.each(ways)("of %s is used again", async (_name, ask) => {
    const connections = new Set<unknown>();
    await using server = await localServer((request, response) => {
      connections.add(request.socket);
      response.writeHead(200, eventStream).write(bytes);
      // The end of the body comes behind the message, as it does from real servers.
      setTimeout(() => response.end("data: [DONE]\n\n"), 3);
    });
    for (let i = 0; i < 5; i++) {
      expect(endOf(await collect(streamTranslator(ask(server.url), context)))).toBe("message_stop");
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(connections.size).toBe(1);
  });
});
