import { getEventListeners } from "node:events";
import OpenAI from "openai";
import { describe, expect, it, vi } from "vitest";
import {
  createTranslator,
  encodeServerSentEvents,
  type Message,
  type StreamEvent,
  streamTranslator,
  TranspondError,
} from "../../src/index.js";
import { testContext } from "../support/context.js";
import {
  callItem,
  created,
  done,
  messageItem,
  textStream,
  toSse,
  type UpstreamEvent,
} from "../support/upstream-events.js";

const context = testContext();

async function collect(events: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const all: StreamEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function* iterate<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** A source that hangs in its first read after `values`, and tells whether it was cancelled. */
function hanging<T>(...values: T[]) {
  const state = { cancelled: false };
  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => {
      const value = values.shift();
      return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value });
    },
    return: async () => {
      state.cancelled = true;
      return { done: true, value: undefined };
    },
  };
  return { iterator, state };
}

const stream = textStream("Hel", "lo");
const bytes = new TextEncoder().encode(toSse(stream));
const expected = await collect(streamTranslator(iterate(stream), context));

const textOf = (message: Message) => message.content.map((block) => (block.type === "text" ? block.text : "")).join("");

describe("streamTranslator takes what people have in hand", () => {
  const sources: Record<string, () => Parameters<typeof streamTranslator>[0]> = {
    "an async iterable of parsed events": () => iterate(stream),
    "an array of parsed events": () => stream,
    "an async iterable of bytes": () => iterate([bytes.subarray(0, 100), bytes.subarray(100)]),
    "an async iterable of text": () => iterate([toSse(stream)]),
    "a fetch body": () => new Response(bytes).body ?? [],
    "a Response": () => new Response(bytes, { headers: { "content-type": "text/event-stream" } }),
    "a promise of a Response": () => Promise.resolve(new Response(bytes)),
    "a JSON Response": () => Response.json((stream.at(-1) as { response?: object }).response),
    "the stream of the official client": () => {
      const client = new OpenAI({
        apiKey: "sk-test",
        fetch: async () => new Response(bytes, { headers: { "content-type": "text/event-stream" } }),
      });
      return client.responses.create({ model: "gpt-5.6-sol", input: "hi", stream: true });
    },
  };
  it.each(Object.entries(sources))("%s", async (_name, source) => {
    const events = await collect(streamTranslator(source(), context));
    const { message } = await streamTranslator(source(), context).result;
    expect(textOf(message)).toBe("Hello");
    expect(events.at(-1)).toEqual({ type: "message_stop" });
    expect(events.at(-2)).toEqual(expected.at(-2));
  });

  it("tells an HTTP failure of a Response as one error event", async () => {
    const body = {
      error: { message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded", param: null },
    };
    const onError = vi.fn();
    const events = await collect(streamTranslator(Response.json(body, { status: 429 }), context, { onError }));
    expect(events).toMatchObject([{ type: "error", error: { type: "rate_limit_error" } }]);
    expect(onError.mock.calls).toMatchObject([[{ status: 429 }]]);
  });

  it("keeps the status of a failure whose body breaks off", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) });
    const events = await collect(streamTranslator(new Response(body, { status: 503 }), context));
    expect(events).toMatchObject([{ type: "error", error: { type: "overloaded_error" } }]);
  });

  it("tells what the official client throws as one error event", async () => {
    const client = new OpenAI({
      apiKey: "sk-test",
      maxRetries: 0,
      fetch: async () => Response.json({ error: { message: "no", type: "server_error", code: null } }, { status: 503 }),
    });
    const source = client.responses.create({ model: "gpt-5.6-sol", input: "hi", stream: true });
    const events = await collect(streamTranslator(source, context));
    expect(events).toMatchObject([{ type: "error", error: { type: "overloaded_error" } }]);
  });

  it("tells what a source throws midway as an error event", async () => {
    async function* broken(): AsyncGenerator<UpstreamEvent> {
      yield* stream.slice(0, 3);
      throw new TypeError("terminated");
    }
    const events = await collect(streamTranslator(broken(), context));
    expect(events.map((event) => event.type)).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "error",
    ]);
  });
});

describe("cancellation", () => {
  const opening = () => hanging(...stream.slice(0, 3));

  it("leaving the loop cancels the source", async () => {
    const { iterator, state } = opening();
    for await (const event of streamTranslator(iterator, context)) if (event.type === "content_block_delta") break;
    expect(state.cancelled).toBe(true);
  });

  it("return() ends a pending next() at once", async () => {
    const { iterator, state } = hanging<UpstreamEvent>();
    const translated = streamTranslator(iterator, context);
    const pending = translated.next();
    await translated.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(state.cancelled).toBe(true);
  });

  it("the signal ends a pending next() at once and result rejects with its reason", async () => {
    const { iterator, state } = hanging<UpstreamEvent>();
    const controller = new AbortController();
    const translated = streamTranslator(iterator, context, { signal: controller.signal });
    const pending = translated.next();
    controller.abort();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(state.cancelled).toBe(true);
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("the signal ends the iteration even when the upstream is done, and is let go of at the end", async () => {
    const controller = new AbortController();
    const listening = () => getEventListeners(controller.signal, "abort").length;
    const options = { signal: controller.signal };
    await collect(streamTranslator(iterate([bytes]), context, options));
    expect(listening()).toBe(0);
    const left = streamTranslator(iterate([bytes]), context, options);
    await left.next();
    controller.abort("gone");
    expect(await left.next()).toEqual({ done: true, value: undefined });
    expect(listening()).toBe(0);
  });

  it("throw() leaves the stream and rejects with its error", async () => {
    const { iterator, state } = opening();
    const translated = streamTranslator(iterator, context);
    await translated.next();
    await expect(translated.throw(new Error("own"))).rejects.toThrow("own");
    expect(state.cancelled).toBe(true);
  });

  it("a source whose return() throws does not disturb", async () => {
    const { iterator } = opening();
    iterator.return = () => {
      throw new Error("broken");
    };
    const translated = streamTranslator(iterator, context);
    await translated.next();
    expect(await translated.return()).toEqual({ done: true, value: undefined });
  });

  it("cancels the body of a failure that never ends", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      pull: () => new Promise(() => {}),
      cancel: () => {
        cancelled = true;
      },
    });
    const translated = streamTranslator(new Response(body, { status: 500 }), context);
    const pending = translated.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await translated.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(cancelled).toBe(true);
  });

  it("a signal that is aborted already never reads the source", async () => {
    const { iterator, state } = opening();
    const translated = streamTranslator(iterator, context, { signal: AbortSignal.abort() });
    expect(await collect(translated)).toEqual([]);
    await Promise.resolve();
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });

  it("aborts the request of the official client", async () => {
    const aborted = vi.fn();
    const client = new OpenAI({
      apiKey: "sk-test",
      fetch: async (_url, init) => {
        init?.signal?.addEventListener("abort", aborted);
        return new Response(new ReadableStream({ start: (controller) => controller.enqueue(bytes.subarray(0, 700)) }));
      },
    });
    const translated = streamTranslator(client.responses.create({ model: "m", input: "", stream: true }), context);
    const silence = () => new Promise<"silence">((resolve) => setTimeout(resolve, 20, "silence"));
    let pending = translated.next();
    while ((await Promise.race([pending, silence()])) !== "silence") pending = translated.next();
    await translated.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(aborted).toHaveBeenCalledOnce();
  });

  it("cancels a source that a promise brings too late", async () => {
    const { iterator, state } = opening();
    let bring: (source: typeof iterator) => void = () => {};
    const translated = streamTranslator(
      new Promise<typeof iterator>((resolve) => {
        bring = resolve;
      }),
      context,
    );
    const pending = translated.next();
    await translated.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    bring(iterator);
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });

  it("a stop sequence cancels the upstream at the match", async () => {
    const { iterator, state } = hanging(...textStream("one STOP two").slice(0, 3));
    const events = await collect(streamTranslator(iterator, testContext({ stopSequences: ["STOP"] })));
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "stop_sequence", stop_sequence: "STOP" } });
    expect(state.cancelled).toBe(true);
  });
});

describe("result", () => {
  it("is the message that the events make up, asked for early, late, or without iterating", async () => {
    const early = streamTranslator(iterate(stream), context);
    const { result } = early;
    await collect(early);
    const late = streamTranslator(iterate(stream), context);
    await collect(late);
    const alone = streamTranslator(iterate(stream), context);
    const results = await Promise.all([result, late.result, alone.result]);
    for (const { message } of results) expect(textOf(message)).toBe("Hello");
    expect(results[0]).toEqual(results[1]);
    expect(results[1]).toEqual(results[2]);
  });

  it("rejects with a TranspondError when the upstream failed, and is never unhandled", async () => {
    const unhandled = vi.fn();
    process.once("unhandledRejection", unhandled);
    const translated = streamTranslator(iterate(stream.slice(0, 3)), context);
    expect((await collect(translated)).at(-1)?.type).toBe("error");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(unhandled).not.toHaveBeenCalled();
    process.removeListener("unhandledRejection", unhandled);
    await expect(translated.result).rejects.toBeInstanceOf(TranspondError);
  });

  it("does not take events away from who iterates, and reads on for who stopped iterating", async () => {
    const iterating = streamTranslator(iterate(stream), context);
    const { result } = iterating;
    expect(await collect(iterating)).toEqual(expected);
    expect(textOf((await result).message)).toBe("Hello");
    const peeked = streamTranslator(iterate(stream), context);
    expect(await peeked.next()).toMatchObject({ value: { type: "message_start" } });
    expect(textOf((await peeked.result).message)).toBe("Hello");
    expect((await collect(peeked)).at(-1)).toEqual({ type: "message_stop" });
  });

  it("keeps many events for who stopped iterating in linear time", async () => {
    const long = textStream(...Array.from({ length: 100_000 }, () => "x"));
    const peeked = streamTranslator(iterate(long), context);
    await peeked.next();
    expect(textOf((await peeked.result).message)).toHaveLength(100_000);
    expect(await collect(peeked)).toHaveLength(100_000 + 4);
  }, 5_000);

  it("does not read ahead of who iterates", async () => {
    let reads = 0;
    async function* counted(): AsyncGenerator<UpstreamEvent> {
      for (const event of stream) {
        reads++;
        yield event;
      }
    }
    const translated = streamTranslator(counted(), context);
    const { result } = translated;
    await translated.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(reads).toBe(2);
    await collect(translated);
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("a source that fails before anybody reads is not unhandled", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const translated = streamTranslator(Promise.reject(new TypeError("fetch failed")), context);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.removeListener("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(await collect(translated)).toMatchObject([{ type: "error" }]);
  });

  it("rejects with an AbortError when the loop was left", async () => {
    const translated = streamTranslator(iterate(stream), context);
    for await (const _ of translated) break;
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("does not keep a long message that nobody asked for, and says so", async () => {
    const long = textStream("x".repeat(2 * 1024 * 1024));
    const unasked = streamTranslator(iterate(long), context);
    await collect(unasked);
    await expect(unasked.result).rejects.toThrow("ask for `result` before");
    const asked = streamTranslator(iterate(long), context);
    expect(textOf((await asked.result).message)).toHaveLength(2 * 1024 * 1024);
  });
});

describe("options", () => {
  it("throwOnError throws a TranspondError and yields no pings", async () => {
    const source = [
      created(),
      { type: "keepalive" },
      ...stream.slice(1, 3),
      { type: "keepalive" },
      { type: "error", message: "x" },
    ];
    const types: string[] = [];
    const iterating = (async () => {
      for await (const event of streamTranslator(iterate(source), context, { throwOnError: true }))
        types.push(event.type);
    })();
    await expect(iterating).rejects.toBeInstanceOf(TranspondError);
    expect(types).toEqual(["message_start", "content_block_start", "content_block_delta"]);
  });

  it("onContentBlock hands out each finished block, tool input parsed", async () => {
    const blocks: unknown[] = [];
    const items = [messageItem("Hi"), callItem("Read", '{"file_path":"/a","limit":5}')];
    const source = [
      created(),
      done(0, items[0] ?? {}),
      done(1, items[1] ?? {}),
      { type: "response.completed", response: { output: items } },
    ];
    await collect(
      streamTranslator(iterate(source), context, { onContentBlock: (block, index) => blocks.push([index, block]) }),
    );
    expect(blocks).toMatchObject([
      [0, { type: "text", text: "Hi" }],
      [1, { type: "tool_use", id: "call_1", name: "Read", input: { file_path: "/a", limit: 5 } }],
    ]);
  });

  it("onResponse names the upstream once, onMessageEnd tells how it ended", async () => {
    const onResponse = vi.fn();
    const onMessageEnd = vi.fn();
    const again = { ...created(), type: "response.in_progress" };
    await collect(
      streamTranslator(iterate([created(), again, ...stream.slice(1)]), context, { onResponse, onMessageEnd }),
    );
    expect(onResponse.mock.calls).toEqual([[{ id: "resp_1", model: "gpt-5.6-sol" }]]);
    expect(onMessageEnd.mock.calls).toMatchObject([[{ stopReason: "end_turn", usage: { output_tokens: 20 } }]]);
  });

  it("start() begins the message while the upstream is silent", async () => {
    const { iterator } = hanging<UpstreamEvent>();
    const translated = streamTranslator(iterator, context, { newId: () => "msg_own" });
    const pending = translated.next();
    translated.start();
    expect(await pending).toMatchObject({ value: { type: "message_start", message: { id: "msg_own" } } });
    await translated.return();
  });
});

describe("createTranslator and encodeServerSentEvents", () => {
  it("gives the same events as streamTranslator", () => {
    const translator = createTranslator(context);
    const events = [
      ...translator.push(bytes.subarray(0, 333)),
      ...translator.push(bytes.subarray(333)),
      ...translator.end(),
    ];
    expect(events.filter((event) => event.type !== "content_block_delta")).toEqual(
      expected.filter((event) => event.type !== "content_block_delta"),
    );
    expect(translator.ended).toBe(true);
  });

  it("writes frames that parse back to the events", async () => {
    const text = await new Response(encodeServerSentEvents(streamTranslator(iterate(stream), context))).text();
    const frames = text.trimEnd().split("\n\n");
    const parsed = frames.map((frame) => {
      const [head = "", data = ""] = frame.split("\n");
      const event: StreamEvent = JSON.parse(data.slice("data: ".length));
      expect(head).toBe(`event: ${event.type}`);
      return event;
    });
    expect(parsed).toEqual(expected);
  });

  it("puts the finished block on content_block_stop where asked", async () => {
    const encoded = encodeServerSentEvents(streamTranslator(iterate(stream), context), { completedBlocks: true });
    const text = await new Response(encoded).text();
    expect(text).toContain('"type":"content_block_stop","index":0,"content_block":{"type":"text","text":"Hello"');
  });

  it("tells the client when an event cannot be written", async () => {
    let left = false;
    async function* circular(): AsyncGenerator<StreamEvent> {
      try {
        const input: Record<string, unknown> = {};
        input.self = input;
        const block = { type: "tool_use", id: "a", name: "b", input, caller: { type: "direct" } } as const;
        yield { type: "content_block_start", index: 0, content_block: block };
      } finally {
        left = true;
      }
    }
    const text = await new Response(encodeServerSentEvents(circular())).text();
    expect(text).toMatch(/^event: error\ndata: \{"type":"error"/);
    expect(left).toBe(true);
  });

  it("reads no faster than it is read, and cancels the source with the body", async () => {
    let reads = 0;
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          reads++;
          controller.enqueue(bytes.subarray(0, 900));
        },
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const reader = encodeServerSentEvents(streamTranslator(source, context)).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(reads).toBe(1);
    await reader.cancel();
    expect(cancelled).toBe(true);
  });
});
