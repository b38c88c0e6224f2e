import { describe, expect, it } from "vitest";
import { fromOpenAIResponse, TranspondError } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import { added, argumentsDelta, callItem, created, done, terminal, usage } from "../../support/upstream-events.js";

describe("tool calls", () => {
  it("K30: a call cut by the limit keeps its deltas, never says tool_use, and is told as a loss", () => {
    const cut = callItem("Write", '{"content":"abc', { status: "incomplete" });
    const { events, losses } = translated([
      created(),
      added(0, { ...cut, arguments: "" }),
      argumentsDelta(0, '{"content":"abc'),
      done(0, cut),
      terminal([cut], { status: "incomplete", ...{ incomplete_details: { reason: "max_output_tokens" } } }),
    ]);
    expect(linesOf(events).slice(-4)).toEqual(['delta 0 {"content":"abc', "stop 0", "end max_tokens", "message_stop"]);
    expect(losses).toMatchObject([{ code: "tool_call_truncated" }]);
  });

  it.each(['{"a":', "[1]", "null", "{} trailing"])(
    "K31: a completed call with arguments %s is an error both ways",
    (args) => {
      const call = callItem("Write", args);
      const { events } = translated([created(), added(0, { ...call, arguments: "" }), done(0, call), terminal([call])]);
      expect(linesOf(events).at(-1)).toBe("error api_error");
      expect(linesOf(events)).not.toContain("message_stop");
      expect(() => fromOpenAIResponse({ status: "completed", output: [call] }, testContext())).toThrow(TranspondError);
    },
  );

  it("K32: leaves empty optional arguments out where a rule says so, and nothing else", () => {
    const read = callItem("Read", '{"file_path":"/a","pages":""}');
    const write = callItem("Write", `{"content":"","pages":""}`, { call_id: "call_2" });
    const rules = { omittableArguments: { Read: { pages: ["empty_string" as const] } } };
    const { message, losses } = fromOpenAIResponse(
      { status: "completed", output: [read, write], usage },
      testContext(rules),
    );
    expect(message.content).toMatchObject([{ input: { file_path: "/a" } }, { input: { content: "", pages: "" } }]);
    expect(losses).toMatchObject([{ code: "empty_argument_omitted", path: "output.0.arguments.pages" }]);
  });

  it("restores shortened names", () => {
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [callItem("short_1", "{}")] },
      testContext({ toolNames: { short_1: "mcp__a_very_long_name" } }),
    );
    expect(message.content).toMatchObject([{ name: "mcp__a_very_long_name" }]);
  });

  it("keeps the digits of large numbers in the stream", () => {
    const call = callItem("A", '{"id":12345678901234567890}');
    expect(translated([created(), done(0, call), terminal([call])]).lines).toContain(
      'delta 0 {"id":12345678901234567890}',
    );
  });
});
