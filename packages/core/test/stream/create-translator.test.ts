import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { createTranslator, fromOpenAIResponse, streamTranslator, TranspondError } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { collect, iterate, silent } from "../support/sources.js";
import { encodeUpstream } from "../support/translate.js";
import { textStream } from "../support/upstream-events.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const bytes = encodeUpstream(stream);

describe("createTranslator", () => {
  it("gives the same events as streamTranslator, and says when the upstream is not needed any more", async () => {
    const translator = createTranslator(context);
    const first = translator.push(bytes.subarray(0, 633));
    expect(translator.ended).toBe(false);
    const rest = translator.push(bytes.subarray(633));
    expect(translator.ended).toBe(true);
    expect(translator.end()).toEqual([]);
    expect([...first, ...rest]).toEqual(await collect(streamTranslator(iterate(stream), context)));
  });

  it("takes parsed events as well", () => {
    const translator = createTranslator(context);
    const events = stream.flatMap((event) => translator.push(event));
    expect(events.at(-1)).toEqual({ type: "message_stop" });
  });

  it("ends in one error, and is silent then", () => {
    const translator = createTranslator(context);
    translator.push(bytes.subarray(0, 633));
    expect(translator.end()).toMatchObject([{ type: "error", error: { type: "api_error" } }]);
    expect([translator.end(), translator.push(bytes), translator.fail(new Error("x")), translator.start()]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("fails with what was thrown, and begins when it is told", () => {
    const translator = createTranslator(context, { requestId: "req_1" });
    expect(translator.start()).toMatchObject([{ type: "message_start" }]);
    expect(translator.start()).toEqual([]);
    expect(translator.fail(new TypeError("fetch failed"))).toMatchObject([{ type: "error", request_id: "req_1" }]);
    expect(translator.ended).toBe(true);
  });

  it("has methods that may be taken off it", () => {
    const { push, end } = createTranslator(context);
    expect([...push(bytes), ...end()].at(-1)).toEqual({ type: "message_stop" });
  });

  it("is let go of at once, not only by a full garbage collection", () => {
    setFlagsFromString("--expose-gc");
    const collectYoung = () => runInNewContext("gc")({ type: "minor" });
    const one = () => createTranslator(context).push(bytes);
    for (let i = 0; i < 100; i++) one();
    collectYoung();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 1000; i++) one();
    collectYoung();
    expect((process.memoryUsage().heapUsed - before) / 1000).toBeLessThan(2000);
  });

  it("hands out blocks and losses", () => {
    const onContentBlock = vi.fn();
    const translator = createTranslator(context, { onContentBlock });
    for (const event of [{ type: "response.unheard_of" }, ...stream]) translator.push(event);
    expect(onContentBlock.mock.calls).toMatchObject([[{ type: "text", text: "Hello" }, 0]]);
    expect(translator.losses).toMatchObject([{ code: "unknown_event" }]);
  });
});

describe("a context that is none", () => {
  /** Takes what no type allows and plain JavaScript can give. */
  const untyped = (translate: (...args: never[]) => unknown, ...args: unknown[]) =>
    Reflect.apply(translate, undefined, args);
  const ways: Record<string, (context: unknown) => unknown> = {
    createTranslator: (given) => untyped(createTranslator, given),
    streamTranslator: (given) => untyped(streamTranslator, [], given),
    fromOpenAIResponse: (given) => untyped(fromOpenAIResponse, stream.at(-1)?.response, given),
  };
  const optional = { toolsets: "x", mcpServers: [], inputTokens: "1", beta: "yes", inputTransformations: {} };

  describe.each(Object.entries(ways))("%s", (_name, translate) => {
    it.each(Object.keys(context))("without its `%s` is refused by name", (name) => {
      const { [name]: _, ...rest }: Record<string, unknown> = context;
      expect(() => translate(rest)).toThrow(TranspondError);
      expect(() => translate(rest)).toThrow(`\`${name}\``);
    });

    it.each(Object.entries(optional))("with a wrong `%s` too", (name, value) => {
      expect(() => translate({ ...context, [name]: value })).toThrow(`\`${name}\``);
    });

    it.each([null, undefined, "x", [], { v: 1 }, { ...context, v: 2 }])("is a TranspondError: %j", (given) => {
      expect(() => translate(given)).toThrow(TranspondError);
    });

    it("is one also without what is optional, or with null for it", () => {
      expect(() => translate({ ...context, toolsets: null, inputTokens: undefined })).not.toThrow();
    });
  });

  it("cancels the source of a stream before it throws", async () => {
    const { iterator, state } = silent<object>();
    expect(() => untyped(streamTranslator, iterator, { v: 2 })).toThrow(TranspondError);
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });
});
