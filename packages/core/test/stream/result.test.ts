import { describe, expect, it, vi } from "vitest";
import { encodeServerSentEvents, streamTranslator, TranspondError } from "../../src/index.js";
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

  it("reads on for who stopped taking, and keeps the rest for them", async () => {
    const peeked = streamTranslator(iterate(stream), context);
    expect(await peeked.next()).toMatchObject({ value: { type: "message_start" } });
    expect(textOf((await peeked.result).message)).toBe("Hello");
    const rest = await collect(peeked);
    expect(rest.map(({ type }) => type)).toEqual([
      "content_block_start",
      "content_block_delta",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  it("keeps many events for them in linear time", { timeout: 10_000 }, async () => {
    const peeked = streamTranslator(iterate(textStream(..."x".repeat(50_000))), context);
    await peeked.next();
    expect(textOf((await peeked.result).message)).toHaveLength(50_000);
    expect(await collect(peeked)).toHaveLength(50_000 + 4);
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

  it("gives what was not taken to nobody where nobody iterates", async () => {
    const translated = streamTranslator(iterate(stream), context);
    await translated.result;
    expect((await collect(translated)).length).toBeLessThan(7);
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
