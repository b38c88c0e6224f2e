import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { type MessageStream, streamTranslator } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { collect, iterate, silent } from "../support/sources.js";
import { encodeUpstream } from "../support/translate.js";
import { textStream, type UpstreamEvent } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const opening = stream.slice(0, 3);
const bytes = encodeUpstream(opening);
const ended = { done: true, value: undefined };

describe("leaving", () => {
  it("the loop cancels the source, and result rejects", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...opening);
    const translated = streamTranslator(iterator, context);
    for await (const event of translated) if (event.type === "content_block_delta") break;
    expect(state.cancelled).toBe(true);
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("twice cancels once", async () => {
    const { iterator } = silent<UpstreamEvent>(...opening);
    const cancel = vi.spyOn(iterator, "return");
    const translated = streamTranslator(iterator, context);
    await translated.next();
    await translated.return();
    await translated.return();
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it("throws away what was not taken", async () => {
    const translated = streamTranslator([encodeUpstream(stream)], context);
    await translated.next();
    await translated.return();
    expect(await translated.next()).toEqual(ended);
  });

  it.each(["onContentBlock", "onResponse"])("from a callback, %s, gives nothing of what came with it", async (name) => {
    const { iterator, state } = silent<Uint8Array | UpstreamEvent>(
      ...(name === "onResponse" ? stream : [encodeUpstream(stream)]),
    );
    const { signal } = new AbortController();
    const translated: MessageStream = streamTranslator(iterator, context, {
      signal,
      [name]: () => void translated.return(),
    });
    expect(await translated.next()).toEqual(ended);
    expect(await translated.next()).toEqual(ended);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(state).toEqual({ cancelled: true, reads: 1 });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("ends every pending next()", async () => {
    const translated = streamTranslator(silent<UpstreamEvent>().iterator, context);
    const pending = [translated.next(), translated.next(), translated.next()];
    await translated.return();
    expect(await Promise.all(pending)).toEqual([ended, ended, ended]);
  });

  it("by throw() rejects with the error given, as does result", async () => {
    const translated = streamTranslator(silent<UpstreamEvent>(...opening).iterator, context);
    await translated.next();
    await expect(translated.throw(new Error("own"))).rejects.toThrow("own");
    await expect(translated.result).rejects.toThrow("own");
  });

  it("by throw() without an error counts as leaving for result", async () => {
    const translated = streamTranslator(silent<UpstreamEvent>(...opening).iterator, context);
    await expect(translated.throw()).rejects.toBeUndefined();
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is not disturbed by a source whose return() throws, rejects or is missing", async () => {
    await withoutUnhandledRejections(async () => {
      const rejecting = () => Promise.reject(new Error("broken"));
      const throwing = () => {
        throw new Error("broken");
      };
      for (const cancel of [throwing, rejecting, undefined]) {
        const { next } = silent<UpstreamEvent>(...opening).iterator;
        const source = { [Symbol.asyncIterator]: () => ({ next, ...(cancel && { return: cancel }) }) };
        const translated = streamTranslator(source, context);
        await translated.next();
        expect(await translated.return()).toEqual(ended);
      }
    });
  });

  it("is not disturbed by a web stream that cannot be cancelled", async () => {
    await withoutUnhandledRejections(async () => {
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(bytes),
        cancel: () => Promise.reject(new Error("broken")),
      });
      const translated = streamTranslator(body, context);
      await translated.next();
      await translated.return();
    });
  });

  it("cancels a source that a promise brings too late", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...opening);
    let bring: (source: typeof iterator) => void = () => {};
    const arriving = new Promise<typeof iterator>((resolve) => {
      bring = resolve;
    });
    const translated = streamTranslator(arriving, context);
    const pending = translated.next();
    await translated.return();
    expect(await pending).toEqual(ended);
    bring(iterator);
    await vi.waitFor(() => expect(state).toEqual({ cancelled: true, reads: 1 }));
  });

  it("swallows the failure of a source that a promise would have brought", async () => {
    await withoutUnhandledRejections(async () => {
      let fail: (reason: unknown) => void = () => {};
      const arriving = new Promise<UpstreamEvent[]>((_resolve, reject) => {
        fail = reject;
      });
      const translated = streamTranslator(arriving, context);
      const pending = translated.next();
      await translated.return();
      fail(new Error("too late"));
      expect(await pending).toEqual(ended);
    });
  });
});

describe("the signal", () => {
  const listening = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

  it("that is aborted already never reads the source", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...opening);
    const translated = streamTranslator(iterator, context, { signal: AbortSignal.abort("why") });
    expect(await collect(translated)).toEqual([]);
    await vi.waitFor(() => expect(state).toEqual({ cancelled: true, reads: 0 }));
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError", cause: "why" });
  });

  it("that is aborted already leaves nothing to iterate behind result either", async () => {
    const translated = streamTranslator(iterate(stream), context, { signal: AbortSignal.abort() });
    await expect(translated.result).rejects.toMatchObject({ name: "AbortError" });
    expect(await collect(translated)).toEqual([]);
  });

  it("gives its reason to result", async () => {
    const controller = new AbortController();
    const { iterator } = silent<UpstreamEvent>(...opening);
    const { result } = streamTranslator(iterator, context, { signal: controller.signal });
    controller.abort("the user pressed Esc");
    await expect(result).rejects.toMatchObject({
      name: "AbortError",
      message: "The stream was left before its end.",
      cause: "the user pressed Esc",
    });
  });

  it("ends the iteration also where the upstream is done and events wait to be taken", async () => {
    const controller = new AbortController();
    const translated = streamTranslator([encodeUpstream(stream)], context, { signal: controller.signal });
    await translated.next();
    controller.abort();
    expect(await translated.next()).toEqual(ended);
    expect(listening(controller.signal)).toBe(0);
  });

  it("that is aborted after the end changes nothing", async () => {
    const controller = new AbortController();
    const translated = streamTranslator(iterate(stream), context, { signal: controller.signal });
    const events = await collect(translated);
    controller.abort();
    expect(events.at(-1)).toEqual({ type: "message_stop" });
    expect((await translated.result).message.content).toHaveLength(1);
  });

  it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
    ["the last event was taken", (signal) => collect(streamTranslator(iterate(stream), context, { signal }))],
    ["result was asked for alone", (signal) => streamTranslator(iterate(stream), context, { signal }).result],
    [
      "an error was thrown",
      async (signal) => {
        const translated = streamTranslator([], context, { signal, throwOnError: true });
        await expect(translated.next()).rejects.toThrow("ended before");
      },
    ],
  ])("is let go of when %s", async (_name, use) => {
    const { signal } = new AbortController();
    await use(signal);
    // The source is read to its end behind the message.
    await vi.waitFor(() => expect(listening(signal)).toBe(0), { interval: 1 });
  });
});
