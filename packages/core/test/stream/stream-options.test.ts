import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { type Chunk, createTranslator, fromOpenAIResponse, streamTranslator, TranspondError } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { collect, endOf, iterate, silent } from "../support/sources.js";
import { created, textStream, type UpstreamEvent } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const keepalive = { type: "keepalive" };

describe("throwOnError", () => {
  it("throws a TranspondError, yields no pings, and ends", async () => {
    const source = [created(), keepalive, ...stream.slice(1, 3), keepalive, { type: "error", message: "x" }];
    const translated = streamTranslator(iterate(source), context, { throwOnError: true });
    const types: string[] = [];
    const iterating = (async () => {
      for await (const event of translated) types.push(event.type);
    })();
    await expect(iterating).rejects.toBeInstanceOf(TranspondError);
    expect(types).toEqual(["message_start", "content_block_start", "content_block_delta"]);
    expect(await translated.next()).toEqual({ done: true, value: undefined });
  });

  it("is off unless it is asked for", async () => {
    expect(await collect(streamTranslator([], context, {}))).toMatchObject([{ type: "error" }]);
  });

  it("yields no pings that came with other events in one read", async () => {
    const text = [...stream.slice(0, 3), keepalive, ...stream.slice(3)]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join("");
    const types = (await collect(streamTranslator([text], context, { throwOnError: true }))).map(({ type }) => type);
    expect(types).not.toContain("ping");
    expect(types).toHaveLength(7);
  });
});

describe("what watches a stream", () => {
  it("onResponse names the upstream once, onMessageEnd tells once how it ended", async () => {
    const onResponse = vi.fn();
    const onMessageEnd = vi.fn();
    const again = { ...created(), type: "response.in_progress" };
    const source = [created(), again, ...stream.slice(1)];
    await collect(streamTranslator(iterate(source), context, { onResponse, onMessageEnd }));
    expect(onResponse.mock.calls).toEqual([[{ id: "resp_1", model: "gpt-5.6-sol" }]]);
    expect(onMessageEnd.mock.calls).toMatchObject([[{ stopReason: "end_turn", usage: { output_tokens: 20 } }]]);
  });

  it("onError is told once, before the event goes out, and onMessageEnd never", async () => {
    const onMessageEnd = vi.fn();
    const order: string[] = [];
    const onError = ({ type }: TranspondError) => order.push(type);
    const options = { onError, onMessageEnd };
    for await (const event of streamTranslator(iterate(stream.slice(0, 2)), context, options)) order.push(event.type);
    expect(order).toEqual(["message_start", "api_error", "error"]);
    expect(onMessageEnd).not.toHaveBeenCalled();
  });
});

describe("a callback that fails", () => {
  const unknown = { type: "response.unheard_of" };
  const loses = [unknown, ...stream];
  const fails = [...stream.slice(0, 2), { type: "error", message: "x" }];

  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("own");
      },
    ],
    ["rejects", async () => Promise.reject(new Error("own"))],
    ["rejects in a promise of another realm", () => runInNewContext("Promise.reject(new Error('own'))")],
  ])("disturbs nothing: one that %s", async (_name, fail) => {
    // No mock: those take care of what they return.
    let calls = 0;
    const callback = () => {
      calls++;
      return fail();
    };
    const hooks = ["onContentBlock", "onLoss", "onError", "onMessageEnd", "onResponse"] as const;
    const options = Object.fromEntries(hooks.map((name) => [name, () => callback()]));
    await withoutUnhandledRejections(async () => {
      expect(endOf(await collect(streamTranslator(iterate(loses), context, options)))).toBe("message_stop");
      expect(calls).toBe(4);
      expect((await collect(streamTranslator(iterate(fails), context, options))).at(-1)?.type).toBe("error");
      expect(calls).toBe(6);
      const translator = createTranslator(context, options);
      for (const event of loses) translator.push(event);
      expect(translator.ended).toBe(true);
      const response = stream.at(-1)?.response;
      expect(fromOpenAIResponse(response ?? {}, context, options).message.content).toHaveLength(1);
      expect(() => fromOpenAIResponse({ error: "x" }, context, options)).toThrow(TranspondError);
    });
  });
});

describe("start()", () => {
  it("begins the message while the upstream is silent", async () => {
    const translated = streamTranslator(silent<UpstreamEvent>().iterator, context, { newId: () => "msg_own" });
    const pending = translated.next();
    translated.start();
    expect(await pending).toMatchObject({ value: { type: "message_start", message: { id: "msg_own" } } });
    await translated.return();
  });

  it("begins it once, whatever follows", async () => {
    const translated = streamTranslator(iterate(stream), context);
    translated.start();
    translated.start();
    const types = (await collect(translated)).map(({ type }) => type);
    expect(types.filter((type) => type === "message_start")).toHaveLength(1);
  });

  it("gives nothing to who has left", async () => {
    const translated = streamTranslator(iterate(stream), context);
    await translated.return();
    translated.start();
    expect(await collect(translated)).toEqual([]);
  });
});

describe("watchRead", () => {
  it("stands around each wait for the upstream", async () => {
    const watchRead = vi.fn((read: Promise<Chunk | undefined>) => read);
    await collect(streamTranslator(iterate(stream), context, { watchRead }));
    // The last is that of the source's end, behind the message.
    expect(watchRead).toHaveBeenCalledTimes(stream.length + 1);
  });

  it("ends when the stream is left, so that no timer stays behind", async () => {
    const ended = vi.fn();
    const watchRead = (read: Promise<Chunk | undefined>) => read.finally(ended);
    const translated = streamTranslator(silent<UpstreamEvent>().iterator, context, { watchRead });
    const pending = translated.next();
    await Promise.resolve();
    expect(ended).not.toHaveBeenCalled();
    await translated.return();
    await pending;
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it("sees a read fail", async () => {
    const failed = vi.fn();
    const source = async function* () {
      yield* stream.slice(0, 3);
      throw new TypeError("terminated");
    };
    const watchRead = (read: Promise<Chunk | undefined>) => {
      read.catch(failed);
      return read;
    };
    const events = await collect(streamTranslator(source(), context, { watchRead }));
    expect(events.at(-1)).toMatchObject({ type: "error" });
    expect(failed).toHaveBeenCalledExactlyOnceWith(new TypeError("terminated"));
  });

  it("ends a stream in the error with which it rejects, and cancels the source", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...stream.slice(0, 3));
    const watchRead = (read: Promise<Chunk | undefined>) =>
      state.reads < 4 ? read : Promise.reject(new DOMException("Silent.", "TimeoutError"));
    const events = await collect(streamTranslator(iterator, context, { watchRead }));
    expect(events.map(({ type }) => type).slice(-2)).toEqual(["content_block_delta", "error"]);
    expect(events.at(-1)).toMatchObject({ error: { type: "timeout_error" } });
    expect(state.cancelled).toBe(true);
  });
});
