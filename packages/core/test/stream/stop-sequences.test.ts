import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse, type StreamEvent } from "../../src/index.js";
import { codesOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { accumulated, visibleTextOf } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
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
  textStream,
  usage,
} from "../support/upstream-events.js";

const stopAt = (...stopSequences: string[]) => testContext({ stopSequences });
const run = (pieces: string[], sequences: string[]) => translateNow(textStream(...pieces), stopAt(...sequences)).events;
const endOf = (events: readonly StreamEvent[]) =>
  events.flatMap((event) => (event.type === "message_delta" ? [event.delta.stop_sequence] : []))[0];

describe("where a text stops (A7, K20)", () => {
  it.each<[string, string[], string[], string, string | null]>([
    ["across deltas", ["one S", "TO", "P two"], ["STOP"], "one ", "STOP"],
    ["the first to be complete wins", ["a bc STOP"], ["STOP", "bc"], "a ", "bc"],
    ["of two that are complete at once, the first of the list", ["xabc"], ["bc", "abc"], "xa", "bc"],
    ["of two that are complete at once, the other way round", ["xabc"], ["abc", "bc"], "x", "abc"],
    ["one that contains another that ends earlier", ["xabcd"], ["abcd", "bc"], "xa", "bc"],
    ["one that begins like another and is shorter", ["xabcd"], ["abcd", "ab"], "x", "ab"],
    ["one that overlaps another", ["xabcd"], ["cd", "abx", "bcd"], "xab", "cd"],
    ["a false start is let go", ["one ST", "ART two"], ["STOP"], "one START two", null],
    ["a false start that begins anew", ["one STSTOP"], ["STOP"], "one ST", "STOP"],
    ["text that could go on is let go at the end", ["one STO"], ["STOP"], "one STO", null],
    ["repeating prefixes", ["aaa", "ab"], ["aab"], "aa", "aab"],
    ["prefixes within prefixes", ["abaababaab", "aabx"], ["abaabaab"], "abaab", "abaabaab"],
    ["at the very start there is no block", ["STOP"], ["STOP"], "", "STOP"],
    ["at the very end", ["one", " STOP"], ["STOP"], "one ", "STOP"],
    ["longer than the text", ["one"], ["one and more"], "one", null],
    ["more than four", ["one 6 two"], ["1", "2", "3", "4", "5", "6", "7"], "one ", "6"],
    ["a character of two units", ["a🙂", "b"], ["🙂"], "a", "🙂"],
    ["such a character in halves", ["a\ud83d", "\ude42b"], ["🙂"], "a", "🙂"],
    ["half a character matches nothing: the second", ["a🙂b"], ["\ude42"], "a🙂b", null],
    ["half a character matches nothing: the first", ["a🙂b"], ["\ud83d", "a\ud83d"], "a🙂b", null],
    ["none that begins with half a character", ["a🙂bc"], ["\ude42b", "bc"], "a🙂", "bc"],
  ])("%s", (_name, pieces, sequences, text, match) => {
    const events = run(pieces, sequences);
    expect([visibleTextOf(events), endOf(events)]).toEqual([text, match]);
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: match === null ? "end_turn" : "stop_sequence" } });
    expect(events.filter(({ type }) => type === "content_block_start")).toHaveLength(text === "" ? 0 : 1);
    const whole = fromOpenAIResponse(
      { status: "completed", output: [messageItem(pieces.join(""))] },
      stopAt(...sequences),
    );
    expect(whole.message.content).toEqual(accumulated(events)?.content);
    expect(whole.message).toMatchObject({ stop_sequence: match });
  });

  it("a match at the very start leaves no content at all, and nothing behind it counts", () => {
    const output = [messageItem("STOP it"), callItem("Read", "{}")];
    const { message } = fromOpenAIResponse({ status: "completed", output }, stopAt("STOP"));
    expect(message).toMatchObject({ content: [], stop_reason: "stop_sequence", stop_sequence: "STOP" });
  });
});

describe("what is held back", () => {
  const deltas = (pieces: string[], ...sequences: string[]) =>
    run(pieces, sequences).flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "text_delta" ? [event.delta.text] : [],
    );

  it("is what could still become a match, and no more", () => {
    expect(deltas(["one S", "T", "x two"], "STOP")).toEqual(["one ", "STx two"]);
    expect(deltas(["ab", "ab", "x"], "abc")).toEqual(["ab", "abx"]);
    expect(deltas(["xab", "c"], "abd", "bce")).toEqual(["x", "a", "bc"]);
  });

  it("never splits a surrogate pair, not even one that comes in halves", () => {
    expect(deltas(["ab\ud83d", "\ude00", "c"], "x")).toEqual(["ab", "😀", "c"]);
    expect(deltas(["\ud83d", "\ud83d\ude00"], "x")).toEqual(["\ud83d", "😀"].slice(1).map((text) => `\ud83d${text}`));
    expect(deltas(["a\ud83d"], "x")).toEqual(["a", "\ud83d"]);
    expect(deltas(["a\ud800", "\udc00"], "x")).toEqual(["a", "\u{10000}"]);
    expect(deltas(["a\udbff", "\udfff"], "x")).toEqual(["a", "\u{10ffff}"]);
  });
});

describe("only visible text counts, and each block for itself", () => {
  it("neither thinking nor tool input", () => {
    const [thinking, call] = [reasoningItem(["STOP"]), callItem("A", '{"x":"STOP"}')];
    const streamed = translateNow(
      [
        created(),
        summaryDelta(0, "STOP"),
        done(0, thinking),
        added(1, { ...call, arguments: "" }),
        argumentsDelta(1, '{"x":"STOP"}'),
        done(1, call),
        terminal([thinking, call]),
      ],
      stopAt("STOP"),
    );
    expect(streamed.events.at(-2)).toMatchObject({ delta: { stop_reason: "tool_use", stop_sequence: null } });
    const { message } = fromOpenAIResponse({ status: "completed", output: [thinking, call], usage }, stopAt("STOP"));
    expect(message.content).toEqual(accumulated(streamed.events)?.content);
    expect(message.content).toMatchObject([
      { type: "thinking", thinking: "STOP" },
      { type: "tool_use", input: { x: "STOP" } },
    ]);
  });

  it.each([
    [
      "two parts of one message",
      [messageItem("", { content: ["one ST", "OP"].map((text) => ({ type: "output_text", text })) })],
    ],
    ["two messages", [messageItem("one ST"), messageItem("OP", { id: "msg_2" })]],
    [
      "messages on both sides of a call",
      [messageItem("one ST"), callItem("A", "{}"), messageItem("OP", { id: "msg_2" })],
    ],
  ])("nothing matches across %s", (_name, output) => {
    const { message } = fromOpenAIResponse({ status: "completed", output, usage }, stopAt("STOP"));
    const texts = message.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
    expect([texts, message.stop_sequence]).toEqual([["one ST", "OP"], null]);
  });

  it("a match in a later block leaves the earlier ones whole", () => {
    const output = [
      messageItem("one ST"),
      messageItem("ST STOP", { id: "msg_2" }),
      messageItem("three", { id: "msg_3" }),
    ];
    const { message } = fromOpenAIResponse({ status: "completed", output, usage }, stopAt("STOP"));
    expect(message.content).toMatchObject([{ text: "one ST" }, { text: "ST " }]);
  });

  it("text held back stands before its citations, and what is cut off has none", () => {
    const annotations = [{ type: "url_citation", url: "https://a.test", start_index: 0, end_index: 3 }];
    const cited = (text: string) => messageItem("", { content: [{ type: "output_text", text, annotations }] });
    const content = (text: string) =>
      fromOpenAIResponse({ status: "completed", output: [cited(text)] }, stopAt("STOP")).message.content;
    expect(content("one STO")).toMatchObject([{ text: "one STO", citations: [{ cited_text: "one" }] }]);
    expect(content("one STOP")).toEqual([{ type: "text", text: "one ", citations: null }]);
  });

  it("a refusal that is shown is text like any other", () => {
    const refusal = messageItem("", { content: [{ type: "refusal", refusal: "No. STOP" }] });
    const { message } = fromOpenAIResponse({ status: "completed", output: [refusal] }, stopAt("STOP"));
    expect(message).toMatchObject({ content: [{ text: "No. " }], stop_reason: "stop_sequence" });
  });
});

describe("the end at a match", () => {
  it("comes at once: `ended` says that the upstream is not needed, and what still comes is ignored", () => {
    const translator = createTranslator(stopAt("STOP"));
    translator.push(created());
    expect(translator.push(textDelta(0, "one ST")).at(-1)).toMatchObject({ delta: { text: "one " } });
    expect(translator.ended).toBe(false);
    const types = translator.push(textDelta(0, "OP two")).map(({ type }) => type);
    expect(types).toEqual(["content_block_stop", "message_delta", "message_stop"]);
    expect(translator.ended).toBe(true);
    expect([...translator.push(textDelta(0, "three")), ...translator.end()]).toEqual([]);
  });

  it("comes before all that waited behind the text", () => {
    const [first, cut, call] = [messageItem("one"), messageItem("two STOP", { id: "msg_2" }), callItem("A", "{}")];
    const { events } = translateNow(
      [created(), added(0, { ...first, content: [] }), done(1, cut), done(2, call), done(0, first), terminal([])],
      stopAt("STOP"),
    );
    expect(accumulated(events)?.content).toMatchObject([{ text: "one" }, { text: "two " }]);
    expect(events.filter(({ type }) => type === "content_block_start")).toHaveLength(2);
  });

  it("in text held back to the end is no match, and the response's own end counts", () => {
    const { events, losses } = translateNow(textStream("one STO"), stopAt("STOP"));
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "end_turn" }, usage: { output_tokens: 20 } });
    expect(codesOf(losses)).toEqual([]);
  });

  it("has the host's count of the input and an estimate of what was shown, and says so", () => {
    const context = stopAt("STOP");
    const { events, losses } = translateNow(textStream("12345678", "9STOP"), context, { inputTokens: 77 });
    expect(events.at(-2)).toMatchObject({ usage: { input_tokens: 77, output_tokens: 3 } });
    expect(codesOf(losses)).toEqual(["usage_estimated@usage"]);
  });

  it("has the upstream's own usage where it is known: without streaming", () => {
    const response = { status: "completed", output: [messageItem("one STOP")], usage };
    const { message, losses } = fromOpenAIResponse(response, stopAt("STOP"), { inputTokens: 77 });
    expect(message.usage).toMatchObject({ input_tokens: 60, output_tokens: 20 });
    expect(codesOf(losses)).toEqual([]);
  });
});
