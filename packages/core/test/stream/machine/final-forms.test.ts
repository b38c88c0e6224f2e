import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import { added, callItem, created, done, messageItem, terminal, textStream } from "../../support/upstream-events.js";

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
