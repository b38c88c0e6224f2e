import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import {
  added,
  callItem,
  created,
  done,
  terminal,
  textStream,
  type UpstreamEvent,
} from "../../support/upstream-events.js";

describe("odd upstreams", () => {
  const whole = textStream("one", " two", " two");

  it.each<[string, (event: UpstreamEvent, i: number) => UpstreamEvent]>([
    ["no numbers", (event) => ({ ...event, sequence_number: null })],
    ["the same number on every event", (event) => ({ ...event, sequence_number: 0 })],
    ["right numbers", (event, i) => ({ ...event, sequence_number: i })],
  ])("%s: nothing is lost", (_name, number) => {
    const { events, losses } = translated(whole.map(number));
    expect(linesOf(events)).toEqual(translated(whole).lines);
    expect(losses).toEqual([]);
  });

  it("an event that was sent twice counts once, and is told", () => {
    const numbered = whole.map((event, i) => ({ ...event, sequence_number: i }));
    const twice = numbered.flatMap((event) => [event, { ...event }]);
    const { events, losses } = translated(twice);
    expect(linesOf(events)).toEqual(translated(whole).lines);
    expect(losses).toMatchObject([{ code: "repeated_event_dropped", path: "event", severity: "info" }]);
  });

  it("events that come again long after, as where a connection was taken up again too early, count once", () => {
    const numbered = textStream(..."abcdefgh").map((event, i) => ({ ...event, sequence_number: i }));
    for (const from of [1, 3, 6]) {
      const { lines, codes } = translated([...numbered.slice(0, 9), ...numbered.slice(from)]);
      expect(lines).toEqual(translated(numbered).lines);
      expect(codes).toEqual(["repeated_event_dropped@event"]);
    }
  });

  it.each<[string, RegExp]>([
    ["response.failed", /^error/],
    ["response.incomplete", /^message_stop/],
    ["error", /^error/],
  ])("%s is never taken for a repetition", (type, last) => {
    const end = { type, response: { status: type.replace("response.", "") }, sequence_number: 1 };
    // More than there are marks: with some, the end would share its own.
    for (let output_index = 0; output_index < 300; output_index++) {
      const before = { type: "response.queued", output_index, sequence_number: 1 };
      const { lines } = translated([...whole.slice(0, 1), before, end]);
      expect(lines.at(-1)).toMatch(last);
    }
  });

  it("numbers beyond a million are not remembered, and cost nothing", () => {
    const numbered = whole.map((event, i) => ({ ...event, sequence_number: Number.MAX_SAFE_INTEGER - 9 + i }));
    expect(translated(numbered).lines).toEqual(translated(whole).lines);
  });

  it.each<[string, number[], string[]]>([
    ["a gap", [0, 1, 2, 9, 10], ["event_gap@event"]],
    ["two gaps", [0, 2, 3, 5, 6], ["event_gap@event"]],
    ["a wrong order", [0, 1, 3, 2, 4], ["event_gap@event"]],
    ["numbers that begin at 7", [7, 8, 9, 10, 11], []],
    ["numbers that begin again", [0, 1, 0, 1, 2], []],
  ])("%s in the numbers loses nothing and is told", (_name, numbers, told) => {
    const { lines, codes } = translated(
      textStream("one").map((event, i) => ({ ...event, sequence_number: numbers[i] })),
    );
    expect(lines).toEqual(translated(textStream("one")).lines);
    expect(codes).toEqual(told);
  });

  it.each<[string, object[]]>([
    ["two items", [added(0, callItem("A", "", { call_id: "a" })), added(1, callItem("A", "", { call_id: "b" }))]],
    [
      "two deltas",
      [
        added(0, callItem("A", "")),
        ...["1", "2"].map((delta) => ({ type: "response.function_call_arguments.delta", output_index: 0, delta })),
      ],
    ],
    ["two types", [added(0, callItem("A", "")), { type: "response.in_progress" }]],
  ])("%s of one number are no repetition", (_name, events) => {
    const numbered = events.map((event) => ({ ...event, sequence_number: 4 }));
    expect(translated(numbered).codes).not.toContain("repeated_event_dropped@event");
  });

  it("a future event with an error of its own does not end the stream", () => {
    const future = { type: "response.future_tool.failed", error: { message: "tool" } };
    const { events, losses } = translated([...whole.slice(0, 3), future, ...whole.slice(3)]);
    expect(linesOf(events).at(-1)).toBe("message_stop");
    expect(losses).toMatchObject([{ code: "unknown_event", path: "response.future_tool.failed" }]);
  });

  it("an unknown event is told by its name where that can be one", () => {
    const codes = translated(["a.b_c", "A", "sk-secret!", "x".repeat(65)].map((type) => ({ type }))).codes;
    expect(codes).toEqual(["unknown_event@a.b_c", "unknown_event@event"]);
  });

  it("a call that comes twice under one id is shown once", () => {
    const call = callItem("A", "{}");
    const { events, losses } = translated([
      created(),
      done(0, call),
      done(1, { ...call, id: "fc_2" }),
      terminal([call]),
    ]);
    expect(linesOf(events).filter((line) => line.startsWith("start"))).toHaveLength(1);
    expect(losses).toMatchObject([{ code: "duplicate_call_dropped", path: "output.1" }]);
  });

  it("a context of another shape is refused", () => {
    const refused = expect.objectContaining({
      status: 500,
      type: "api_error",
      message: expect.stringContaining("toOpenAIRequest"),
    });
    expect(() => createTranslator({ ...testContext(), v: JSON.parse("2") })).toThrow(refused);
    expect(() => fromOpenAIResponse({ output: [] }, JSON.parse("null"))).toThrow(refused);
    expect(() => fromOpenAIResponse({ output: [] }, JSON.parse('{"v":"1"}'))).toThrow(refused);
  });
});
