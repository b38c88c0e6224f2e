import { describe, expect, it } from "vitest";
import { answered, bothWays } from "../support/both-ways.js";
import { called, completed, incomplete } from "../support/called.js";
import { added, argumentsDelta, callItem, created, done, messageItem, terminal } from "../support/upstream-events.js";

describe("K30: a call that the limit cuts", () => {
  const cut = callItem("Write", '{"content":"abc', { status: "incomplete" });

  it("keeps its deltas and is told as a loss", () => {
    const events = [created(), added(0, callItem("Write", "")), argumentsDelta(0, '{"content":"abc')];
    expect(called([...events, done(0, cut), terminal([cut], incomplete(cut))])).toMatchObject({
      calls: [["call_1", "Write", '{"content":"abc']],
      end: "max_tokens",
      losses: ["tool_call_truncated@output.0"],
    });
  });

  it("has an empty input in the whole message, and the reason is never tool_use", () => {
    const { message, losses } = answered(incomplete(callItem("Read", "{}"), { ...cut, call_id: "call_2" }));
    expect(message.content).toMatchObject([{ name: "Read" }, { name: "Write", input: {} }]);
    expect(message.stop_reason).toBe("max_tokens");
    expect(losses).toMatchObject([{ code: "tool_call_truncated", path: "output.1" }]);
  });

  it.each([
    ["before its arguments", { arguments: "" }, 1],
    ["before its name", { name: "" }, 0],
    ["right behind its arguments", { arguments: "{}" }, 1],
  ])("%s", (where, changes, blocks) => {
    const { message, losses } = answered(incomplete({ ...cut, ...changes }));
    expect(message.content).toHaveLength(blocks);
    expect(losses.map(({ code }) => code)).toEqual(where.startsWith("right") ? [] : ["tool_call_truncated"]);
  });

  it("with an argument that might have been left out (K32)", () => {
    const rules = { omittableArguments: { Write: { pages: ["empty_string" as const] } } };
    const { arguments: json, ...rest } = { ...cut, arguments: '{"content":"a","pages":"' };
    const end = terminal([], incomplete());
    const events = [created(), added(0, { ...rest, arguments: "" }), argumentsDelta(0, json), end];
    expect(called(events, rules).calls).toEqual([["call_1", "Write", json]]);
  });

  it("is what ended the answer, also where a stop sequence stands behind it", () => {
    const { message } = answered(incomplete(cut, messageItem("END")), { stopSequences: ["END"] });
    expect(message).toMatchObject({ stop_reason: "max_tokens", stop_sequence: null });
  });

  it.each(["[1]", "1", '"text"', "null", " [1]"])("shows nothing of arguments that are no object: %s", (args) => {
    const call = callItem("Write", args);
    const { message, losses } = answered(incomplete(call));
    expect(message).toMatchObject({ content: [{ name: "Write", input: {} }], stop_reason: "max_tokens" });
    expect(losses).toMatchObject([{ code: "tool_call_truncated" }]);
    const pieces = [...args].map((piece) => argumentsDelta(0, piece));
    const { calls } = called([created(), added(0, callItem("Write", "")), ...pieces, terminal([], incomplete())]);
    expect(calls[0]?.[2]?.trim()).toBe("");
  });

  it("without a final form of it", () => {
    const events = [created(), added(0, callItem("Write", "")), terminal([], incomplete())];
    expect(called(events)).toMatchObject({ end: "max_tokens", losses: ["tool_call_truncated@output.0"] });
  });
});

describe("K31: a call that is whole but no JSON object", () => {
  it.each(['{"a":', "[1]", "null", '"text"', "{} trailing", " ", "{'a': 1}"])("%s", (args) => {
    const { error } = bothWays(completed(callItem("Write", args)));
    expect(error?.message).toBe("The upstream sent a tool call whose arguments are not a JSON object (output.0).");
    expect(error?.status).toBe(500);
  });

  it("is an error behind its deltas, and everything that comes later", () => {
    const [call, later] = [callItem("Write", "[1]"), callItem("Read", "{}", { call_id: "call_2" })];
    const { calls, end } = called([created(), done(0, call), done(1, later), terminal([call, later])]);
    expect(calls).toEqual([["call_1", "Write", ""]]);
    expect(end).toBe("api_error");
  });

  it("also where it says itself that it was cut, in an answer that says it was not", () => {
    expect(bothWays(completed(callItem("Write", "", { status: "incomplete" }))).error?.type).toBe("api_error");
  });

  it("also where it never ended, in an answer that did", () => {
    const events = [created(), added(0, callItem("Write", "")), terminal([])];
    expect(called(events)).toMatchObject({ end: "api_error", losses: [] });
  });
});
