import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse, type StreamEvent, streamTranslator } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { accumulated } from "../../support/stream-readings.js";
import { encodeUpstream, reads, translate } from "../../support/translate.js";
import { translateNow } from "../../support/translate-now.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../../support/upstream-events.js";

const thought = reasoningItem(["Hm"]);
const text = messageItem("Héllo 👋");
const call = callItem("A", '{"x":1}');
const output = [thought, text, call];
const opening = [
  ...[created(), added(0, { ...thought, summary: [] }), summaryDelta(0, "Hm"), done(0, thought)],
  ...[added(1, { ...text, content: [] }), textDelta(1, "Héllo "), textDelta(1, "👋"), done(1, text)],
  ...[added(2, { ...call, arguments: "" }), argumentsDelta(2, '{"x"'), argumentsDelta(2, ":1}"), done(2, call)],
];
const whole = [...opening, terminal(output)];
const streams: [string, UpstreamEvent[], object][] = [
  ["a complete answer", whole, {}],
  ["one that matched a stop sequence", whole, { stopSequences: ["lo"] }],
  ["one that was cut", opening, {}],
  ["one that failed", [...opening, { type: "error", code: "server_error", message: "x" }], {}],
  ["one that was declined", [...opening, { type: "error", code: "bio_policy", message: "x" }], {}],
  ["one that holds its items only at the end", [created(), terminal(output)], {}],
];

describe.each(streams)("%s gives the same events", (_what, upstream, changes) => {
  const context = testContext(changes);
  const expected = translateNow(upstream, context).events;
  const bytes = encodeUpstream(upstream);

  it.each<[string, () => Iterable<Uint8Array | string>]>([
    ["bytes", () => [bytes]],
    ["bytes one by one", () => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))],
    ["text", () => [new TextDecoder().decode(bytes)]],
    ["text without its last blank line", () => [new TextDecoder().decode(bytes).trimEnd()]],
  ])("as %s", (_form, chunks) => {
    expect(translateNow(chunks(), context).events).toEqual(expected);
  });

  it.each<[string, () => AsyncIterable<Uint8Array | object>]>([
    ["bytes", () => reads(bytes, 100)],
    ["events", () => iterate(upstream)],
  ])("through streamTranslator, as %s", async (_form, source) => {
    expect(await translate(source(), context)).toEqual(expected);
    const translator = streamTranslator(source(), context);
    if (expected.at(-1)?.type === "error") await expect(translator.result).rejects.toThrow();
    else expect((await translator.result).message).toEqual(accumulated(expected));
  });
});

async function* iterate(events: readonly object[]): AsyncGenerator<object> {
  yield* events;
}

it.each([{}, { stopSequences: ["lo"] }, { format: true }, { showThinking: false }])(
  "the body gives the message of the stream (%j)",
  (changes) => {
    const context = testContext(changes);
    const { message } = fromOpenAIResponse(Object(terminal(output).response), context);
    const streamed = accumulated(translateNow(whole, context).events);
    // Behind a stop sequence the stream's usage is not waited for (K20).
    const usage = message.stop_reason === "stop_sequence" ? message.usage : streamed?.usage;
    expect(message).toEqual({ ...streamed, usage });
  },
);

describe("createTranslator", () => {
  it("says at each step what follows from it, and when the upstream is not needed any more", () => {
    const translator = createTranslator(testContext());
    const steps = whole.map((event) => [translator.push(event).map(({ type }) => type), translator.ended]);
    expect(steps[0]).toEqual([[], false]);
    expect(steps[1]).toEqual([["message_start"], false]);
    expect(steps.at(-2)?.[1]).toBe(false);
    expect(steps.at(-1)).toEqual([["message_delta", "message_stop"], true]);
    expect([
      ...translator.push(created()),
      ...translator.fail("x"),
      ...translator.start(),
      ...translator.end(),
    ]).toEqual([]);
  });

  it("begins the message when it is told to, once", () => {
    const translator = createTranslator(testContext());
    const events: StreamEvent[] = [...translator.start(), ...translator.start()];
    for (const event of whole) events.push(...translator.push(event));
    expect(events.filter(({ type }) => type === "message_start")).toHaveLength(1);
    expect(translator.losses).toEqual([]);
  });

  it.each<[string, (() => object)[]]>([
    ["a keepalive before the message has begun is nothing", [() => ({ type: "keepalive" })]],
    ["none comes behind the end", []],
  ])("K36: %s", (_what, before) => {
    const { events } = translateNow([...before.map((make) => make()), ...whole, { type: "keepalive" }]);
    expect(events.filter(({ type }) => type === "ping")).toEqual([]);
  });

  it("K36: a keepalive within the message is a ping, also one that stands in for the hold", () => {
    const translator = createTranslator(testContext());
    expect(translator.push({ type: "keepalive" })).toEqual([]);
    translator.start();
    expect(translator.push({ type: "keepalive" })).toEqual([{ type: "ping" }]);
  });
});

describe("fromOpenAIResponse", () => {
  it.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["an object without an output", {}],
    ["an object that says nothing of an error", { error: null, status: null }],
    ["an event", { type: "response.created", output: [] }],
    ["an output that is no list", { status: "completed", output: {} }],
  ])("%s is no Response", (_what, value) => {
    expect(() => fromOpenAIResponse(JSON.parse(JSON.stringify(value)), testContext())).toThrow(
      expect.objectContaining({ status: 500, message: "The upstream's answer is not a Response." }),
    );
  });

  it.each<[unknown, string, number, string]>([
    [{ error: { code: "rate_limit_exceeded", message: "slow" } }, "rate_limit_error", 429, "slow"],
    [{ status: "failed", error: { code: "insufficient_quota" } }, "billing_error", 402, ""],
    [{ status: 429, headers: {}, body: "{}" }, "rate_limit_error", 429, ""],
    [{ error: "no" }, "api_error", 500, "upstream: no"],
    [{ status: "cancelled", output: null }, "api_error", 500, 'status "cancelled"'],
  ])("%j is thrown as what it is", (value, type, status, words) => {
    const message = expect.stringContaining(words);
    expect(() => fromOpenAIResponse(Object(value), testContext())).toThrow(
      expect.objectContaining({ type, status, message }),
    );
  });

  it("hands out blocks, losses and the end", () => {
    const told: unknown[] = [];
    const { losses } = fromOpenAIResponse({ output: [...output, { type: "x" }] }, testContext(), {
      onContentBlock: (block, index) => told.push([index, block.type]),
      onLoss: ({ code }) => told.push(code),
      onMessageEnd: ({ stopReason }) => told.push(stopReason),
    });
    expect(told).toEqual([
      "unknown_output_item",
      "usage_estimated",
      "tool_use",
      [0, "thinking"],
      [1, "text"],
      [2, "tool_use"],
    ]);
    expect(losses.map(({ code }) => code)).toEqual(["unknown_output_item", "usage_estimated"]);
  });
});
