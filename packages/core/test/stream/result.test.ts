import { describe, expect, it, vi } from "vitest";
import { encodeServerSentEvents, type MessageStream, streamTranslator, TranspondError } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { officialMessage } from "../support/official-accumulator.js";
import { collect, iterate, silent, textOf } from "../support/sources.js";
import { callItem, created, done, messageItem, terminal, textStream, toSse } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const items = [messageItem("Hi"), callItem("Read", '{"file_path":"/a","limit":5}')];
const twoBlocks = [created(), ...items.map((item, index) => done(index, item)), terminal(items)];
/** Longer than what is kept unasked. */
const long = textStream(...Array.from({ length: 17 }, () => "x".repeat(64 * 1024)));

describe("result is the whole message", () => {
  it("asked for before, during or after the iteration, or alone", async () => {
    const before = streamTranslator(iterate(stream), context);
    const asked = before.result;
    await collect(before);
    const during = streamTranslator(iterate(stream), context);
    let late: Promise<unknown> | undefined;
    for await (const event of during) if (event.type === "content_block_delta") late = during.result;
    const after = streamTranslator(iterate(stream), context);
    await collect(after);
    const alone = streamTranslator(iterate(stream), context);
    const results = await Promise.all([asked, late, after.result, alone.result]);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(textOf((await asked).message)).toBe("Hello");
  });

  it("is the same promise each time", async () => {
    const translated = streamTranslator(iterate(stream), context);
    expect(translated.result).toBe(translated.result);
    await translated.result;
  });

  it("is what the official SDK accumulates from the bytes", async () => {
    const { message } = await streamTranslator(twoBlocks, context).result;
    const official = await officialMessage(encodeServerSentEvents(streamTranslator(twoBlocks, context)));
    // The SDK adds fields of its own for what it parses.
    expect(official).toMatchObject(message);
    expect(message.content).toMatchObject([{ text: "Hi" }, { input: { file_path: "/a", limit: 5 } }]);
  });

  it("holds the losses of the answer", async () => {
    const unknown = { type: "response.unheard_of" };
    const { losses } = await streamTranslator([unknown, ...stream], context).result;
    expect(losses).toMatchObject([{ code: "unknown_event" }]);
  });
});

describe("result and whoever iterates", () => {
  it("does not take events away from them", async () => {
    const translated = streamTranslator(iterate(stream), context);
    const { result } = translated;
    expect(await collect(translated)).toEqual(await collect(streamTranslator(iterate(stream), context)));
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("does not read ahead of them", async () => {
    const { iterator, state } = silent<object>(...stream);
    const translated = streamTranslator(iterator, context);
    const { result } = translated;
    await translated.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(state.reads).toBe(2);
    await collect(translated);
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("does not read ahead of them either where it is asked for in the loop", async () => {
    let produced = 0;
    const source = (async function* () {
      for (const event of textStream(..."x".repeat(1000))) {
        produced++;
        yield event;
      }
    })();
    const translated = streamTranslator(source, context);
    let taken = 0;
    for await (const _ of translated) {
      if (taken++ === 0) void translated.result;
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(produced).toBeLessThanOrEqual(taken + 2);
      if (taken === 20) break;
    }
    expect(taken).toBe(20);
  });

  it.each<[string, (translated: MessageStream) => unknown]>([
    ["encoded", (translated) => encodeServerSentEvents(translated)],
    ["iterated", (translated) => translated[Symbol.asyncIterator]()],
  ])("waits for who holds the stream, %s, however long that takes", async (_name, claim) => {
    const { iterator, state } = silent<object>(...stream);
    const translated = streamTranslator(iterator, context);
    await claim(translated);
    const { reads } = state;
    let settled = false;
    const { result } = translated;
    void result.then(() => {
      settled = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([settled, state.reads]).toEqual([false, reads]);
    await collect(translated);
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("reads on for a hand that took single events, and keeps the rest for it", async () => {
    const expected = await collect(streamTranslator(iterate(stream), context));
    const translated = streamTranslator(iterate(stream), context);
    const { value: first } = await translated.next();
    expect(textOf((await translated.result).message)).toBe("Hello");
    expect([first, ...(await collect(translated))]).toEqual(expected);
  });

  it("stops to read on once the rest is iterated", async () => {
    const { iterator, state } = silent<object>(...stream);
    const translated = streamTranslator(iterator, context);
    await translated.next();
    const { result } = translated;
    translated[Symbol.asyncIterator]();
    const { reads } = state;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state.reads).toBeLessThanOrEqual(reads + 1);
    await collect(translated);
    expect(textOf((await result).message)).toBe("Hello");
  });

  it.each<[string, (translated: MessageStream) => unknown]>([
    ["before", (translated) => translated.result],
    ["not", () => undefined],
  ])("leaves a body whole that is read late, asked for %s and behind it", async (_name, before) => {
    const translated = streamTranslator(iterate(stream), context);
    void before(translated);
    const body = new Response(encodeServerSentEvents(translated));
    const { result } = translated;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const text = await body.text();
    expect(text).toBe(await new Response(encodeServerSentEvents(streamTranslator(iterate(stream), context))).text());
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("rejects when the body that they read is cancelled", async () => {
    const translated = streamTranslator(iterate(stream), context);
    const body = encodeServerSentEvents(translated);
    const { result } = translated;
    await body.cancel();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("whoever iterates when result has begun to read", () => {
  const message = "The stream was read for `result` already: begin to iterate before, or in the same turn.";
  const late = [{ type: "error", error: { type: "api_error", message }, request_id: "req_1" }];
  const delayed = async function* () {
    for (const event of stream) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      yield event;
    }
  };

  it("gets one error at once, never the middle of a message, and result is whole", async () => {
    const translated = streamTranslator(delayed(), context, { requestId: "req_1" });
    translated.start();
    const { result } = translated;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await collect(translated)).toEqual(late);
    expect(await collect(translated)).toEqual([]);
    expect(textOf((await result).message)).toBe("Hello");
  });

  it("does not wait for an upstream that is silent", async () => {
    const translated = streamTranslator(silent<object>(...stream.slice(0, 3)).iterator, context, {
      requestId: "req_1",
    });
    void translated.result;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await collect(translated)).toEqual(late);
    await translated.return();
  });

  it("gets it too when result is there", async () => {
    const translated = streamTranslator(iterate(stream), context, { requestId: "req_1" });
    await translated.result;
    expect(await new Response(encodeServerSentEvents(translated)).text()).toBe(
      `event: error\ndata: ${JSON.stringify(late[0])}\n\n`,
    );
  });

  it("has it thrown with throwOnError", async () => {
    const translated = streamTranslator(iterate(stream), context, { throwOnError: true });
    await translated.result;
    await expect(translated.next()).rejects.toThrow(message);
    expect(await translated.next()).toEqual({ done: true, value: undefined });
  });

  it("gets nothing where the stream was left", async () => {
    const translated = streamTranslator(delayed(), context);
    const { result } = translated;
    await new Promise((resolve) => setTimeout(resolve, 3));
    await translated.return();
    expect(await collect(translated)).toEqual([]);
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("result rejects", () => {
  it.each<[string, object[], object]>([
    ["when the upstream ends early", stream.slice(0, 3), { status: 500, type: "api_error" }],
    [
      "when the upstream fails",
      [...stream.slice(0, 3), { type: "error", code: "rate_limit_exceeded" }],
      { status: 429 },
    ],
    ["when there is nothing", [], { status: 500 }],
  ])("with a TranspondError %s, asked for early, late or alone", async (_name, source, error) => {
    await withoutUnhandledRejections(async () => {
      const early = streamTranslator(iterate(source), context);
      const { result } = early;
      await collect(early);
      for (const failed of [result, early.result, streamTranslator(iterate(source), context).result]) {
        await expect(failed).rejects.toBeInstanceOf(TranspondError);
        await expect(failed).rejects.toMatchObject(error);
      }
    });
  });

  it("and nobody who did not ask hears of it", async () => {
    await withoutUnhandledRejections(async () => {
      expect((await collect(streamTranslator(iterate(stream.slice(0, 3)), context))).at(-1)?.type).toBe("error");
    });
  });

  it("nor who asked and looked away", async () => {
    await withoutUnhandledRejections(async () => {
      void streamTranslator(iterate(stream.slice(0, 3)), context).result;
    });
  });
});

describe("a message that nobody asked for", () => {
  it("is not kept when it is long, and a late result says so", async () => {
    const unasked = streamTranslator(iterate(long), context);
    await collect(unasked);
    await expect(unasked.result).rejects.toThrow("ask for `result` before the stream is read");
    await expect(unasked.result).rejects.toMatchObject({ status: 500, type: "api_error" });
  });

  it("is kept up to 1 Mi UTF-16 units", async () => {
    const unasked = streamTranslator(iterate(textStream(...Array(16).fill("x".repeat(64 * 1024)))), context);
    await collect(unasked);
    expect(textOf((await unasked.result).message)).toHaveLength(1024 * 1024);
  });

  it("is kept whole however long it is, when somebody asked before", async () => {
    expect(textOf((await streamTranslator(iterate(long), context).result).message)).toHaveLength(17 * 64 * 1024);
  });

  it("still has its blocks handed out", async () => {
    const onContentBlock = vi.fn();
    const item = messageItem("y".repeat(2 * 1024 * 1024));
    const source = [created(), done(0, item), done(1, { ...items[1], id: "x" }), terminal([])];
    const unasked = streamTranslator(iterate(source), context, { onContentBlock });
    await collect(unasked);
    expect(onContentBlock.mock.calls.map(([block, index]) => [block.type, block.text?.length, index])).toEqual([
      ["text", 2 * 1024 * 1024, 0],
      ["tool_use", undefined, 1],
    ]);
    await expect(unasked.result).rejects.toThrow("ask for `result`");
  });
});

describe("onContentBlock", () => {
  it("hands out each finished block with its index, tool input parsed", async () => {
    const onContentBlock = vi.fn();
    await collect(streamTranslator(iterate(twoBlocks), context, { onContentBlock }));
    expect(onContentBlock.mock.calls).toMatchObject([
      [{ type: "text", text: "Hi" }, 0],
      [{ type: "tool_use", id: "call_1", name: "Read", input: { file_path: "/a", limit: 5 } }, 1],
    ]);
  });

  it("hands out none of a stream that breaks within it", async () => {
    const onContentBlock = vi.fn();
    await collect(streamTranslator(iterate(stream.slice(0, 4)), context, { onContentBlock }));
    expect(onContentBlock).not.toHaveBeenCalled();
  });

  it("that throws does not disturb the stream", async () => {
    const onContentBlock = () => {
      throw new Error("own");
    };
    const events = await collect(streamTranslator(toSseParts(), context, { onContentBlock }));
    expect(events.at(-1)).toEqual({ type: "message_stop" });
  });
});

const toSseParts = () => iterate([toSse(twoBlocks)]);
