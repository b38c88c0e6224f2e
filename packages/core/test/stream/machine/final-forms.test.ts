import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { objectAt } from "../../../src/json.js";
import { testContext } from "../../support/context.js";
import { block, linesOf, translated } from "../../support/event-lines.js";
import { accumulated } from "../../support/stream-readings.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  terminal,
  textDelta,
  textStream,
} from "../../support/upstream-events.js";

describe("what was not streamed is shown all the same", () => {
  it("arguments that come only at the end, and items only in the final response", () => {
    const a = callItem("A", '{"x":1}');
    const b = messageItem("late");
    const { events } = translated([created(), added(0, { ...a, arguments: "" }), done(0, a), terminal([a, b])]);
    expect(linesOf(events)).toEqual([
      "message_start",
      "start 0 tool_use",
      'delta 0 {"x":1}',
      "stop 0",
      "start 1 text",
      "delta 1 late",
      "stop 1",
      "end tool_use",
      "message_stop",
    ]);
  });

  it("a call without parameters has no delta, and its input is {}", () => {
    const call = callItem("now", "");
    const { events } = translated([created(), added(0, call), done(0, call), terminal([call])]);
    expect(linesOf(events)).toEqual(["message_start", "start 0 tool_use", "stop 0", "end tool_use", "message_stop"]);
    const { message } = fromOpenAIResponse({ id: "resp_1", status: "completed", output: [call] }, testContext());
    expect(message.content).toMatchObject([{ input: {} }]);
  });

  it("says when the final text differs, and lets the streamed one stand", () => {
    const { events, losses } = translated([
      ...textStream("Hello").slice(0, 3),
      done(0, messageItem("Other")),
      terminal([messageItem("Other")]),
    ]);
    expect(linesOf(events)).toContain("delta 0 Hello");
    expect(losses).toMatchObject([{ code: "text_diverged" }]);
  });
});

it("an empty message is not taken for another that shows nothing either, where ids change", () => {
  const empty = (id: string) => messageItem("", { id, content: [] });
  const unknown = (id: string) => messageItem("", { id, content: [{ type: "some_future_part" }] });
  const { losses } = translated([
    created(),
    added(0, empty("a")),
    done(0, empty("b")),
    added(1, empty("c")),
    done(1, unknown("d")),
    terminal([empty("e"), unknown("f")]),
  ]);
  expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(["unknown_output_part@output.1.content.0"]);
});

describe("a `done` that does not say what the item holds leaves that to the final response (C.4.1, G60)", () => {
  const hi = messageItem("hi", { phase: "final_answer" });
  const call = callItem("A", '{"x":1}');
  const text = callItem("A", "", { id: "ctc", type: "custom_tool_call", input: "go" });
  const [addedHi, addedCall] = [added(0, { ...hi, content: [] }), added(0, { ...call, arguments: "" })];
  const without = (item: object, key: string) => ({ ...item, [key]: undefined });

  it.each<[string, object, object[]]>([
    ["null", hi, [addedHi, { ...done(0, {}), item: null }]],
    ["no item", hi, [addedHi, { ...done(0, {}), item: undefined }]],
    ["an empty one", hi, [addedHi, done(0, {})]],
    ["one without a type", hi, [addedHi, done(0, without(hi, "type"))]],
    ["one of a type that nobody knows", hi, [addedHi, done(0, { ...hi, type: "message_2" })]],
    ["a message with an empty list", hi, [addedHi, done(0, { ...hi, content: [] })]],
    ["a message with null for a list", hi, [addedHi, done(0, { ...hi, content: null })]],
    ["a message that was never announced", hi, [done(0, { ...hi, content: [] })]],
    ["a message that was streamed in part", hi, [addedHi, textDelta(0, "h"), done(0, { ...hi, content: [] })]],
    ["a message of which more comes", hi, [addedHi, done(0, {}), textDelta(0, "h"), done(0, hi)]],
    ["a call with empty arguments", call, [addedCall, done(0, { ...call, arguments: "" })]],
    ["a call without arguments", call, [addedCall, done(0, without(call, "arguments"))]],
    ["a call that was streamed in part", call, [addedCall, argumentsDelta(0, '{"x"'), done(0, {})]],
    ["a call with free text", text, [added(0, { ...text, input: "" }), done(0, { ...text, input: "" })]],
  ])("%s", (_what, item, events) => {
    const opening = created({ tools: [{ type: "custom", name: "A" }] });
    const behind = messageItem("more", { id: "msg_2" });
    const end = terminal([item, behind], { tools: [{ type: "custom", name: "A" }] });
    const { events: out, codes } = translated([opening, ...events, done(1, behind), end]);
    const { message } = fromOpenAIResponse(objectAt(end, "response"), testContext());
    expect(accumulated(out)?.content).toEqual(message.content);
    expect(accumulated(out)?.stop_reason).toBe(message.stop_reason);
    expect(codes).not.toContain("text_diverged@output.0");
  });

  it("which may say nothing either: then it was all", () => {
    const events = [addedHi, textDelta(0, "h"), done(0, { ...hi, content: [] }), added(1, call)];
    const { lines, codes } = translated([created(), ...events, done(1, { ...call, arguments: "" }), terminal([])]);
    const shown = [...block(0, "text", "h"), "start 1 tool_use", "stop 1"];
    expect(lines).toEqual(["message_start", ...shown, "end tool_use", "message_stop"]);
    expect(codes).toEqual([]);
  });

  it("an item that is done without saying more, as a thought without state, holds nothing up", () => {
    const thought = { type: "reasoning", id: "rs", summary: [] };
    const { lines } = translated([created(), added(0, thought), done(0, thought), textDelta(1, "now")]);
    expect(lines.slice(0, 3)).toEqual(["message_start", "start 0 text", "delta 0 now"]);
  });
});
