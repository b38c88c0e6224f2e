import { describe, expect, it } from "vitest";
import { answered, bothWays } from "../support/both-ways.js";
import { called } from "../support/called.js";
import { begun, completed, customCallItem, incomplete, inputDelta, inputDone, one } from "../support/custom-calls.js";
import { translateNow } from "../support/translate-now.js";
import { done, terminal } from "../support/upstream-events.js";

describe("K30, K31: a custom tool call that is not whole", () => {
  const cut = customCallItem("SELECT", { status: "incomplete" });

  it("keeps what came, as JSON that is cut too", () => {
    const json = '{"input":"SELECT';
    const reading = called([...begun, inputDelta(0, "SELECT"), done(0, cut), terminal([cut], incomplete([cut]))]);
    expect(reading).toEqual({
      calls: [["call_1", "write_sql", json]],
      deltas: [json],
      end: "max_tokens",
      losses: ["tool_call_truncated@output.0"],
    });
    expect(answered(incomplete([cut])).message.content).toMatchObject([{ name: "write_sql", input: {} }]);
  });

  it.each([
    ["has no final form", [], []],
    ["says that it is still in progress", [], [customCallItem("SELECT", { status: "in_progress" })]],
    ["said that it was whole, but not in its final form", [inputDone(0, "SELECT")], [cut]],
  ])("was cut where it %s", (_name, between, output) => {
    const events = [...begun, inputDelta(0, "SELECT"), ...between, terminal(output, incomplete(output))];
    expect(called(events)).toMatchObject({ end: "max_tokens", losses: ["tool_call_truncated@output.0"] });
  });

  it.each([
    ["its final form says so", [], [customCallItem("SELECT")]],
    ["the event of its end came", [inputDone(0, "SELECT")], []],
    [
      "that came, and its final form is still in progress",
      [inputDone(0, "SELECT")],
      [customCallItem("SELECT", { status: "in_progress" })],
    ],
  ])("was whole all the same where %s", (_name, between, output) => {
    const events = [...begun, inputDelta(0, "SELECT"), ...between, terminal(output, incomplete(output))];
    expect(called(events)).toMatchObject({ calls: one("SELECT"), end: "max_tokens", losses: [] });
  });

  it("shows nothing where it was cut before its name", () => {
    const nameless = { ...cut, name: "" };
    const { message, losses } = answered(incomplete([nameless]));
    expect(message.content).toEqual([]);
    expect(losses).toMatchObject([{ code: "tool_call_truncated", path: "output.0" }]);
  });

  it.each([
    ["says that it was cut", cut],
    ["has no name", customCallItem("a", { name: "" })],
    ["has no id", customCallItem("a", { call_id: "" })],
  ])("is an error in a completed answer, where it %s", (_name, call) => {
    const { error } = bothWays(completed([call]));
    expect(error).toMatchObject({
      status: 500,
      type: "api_error",
      message: "The upstream sent a tool call that is not whole (output.0).",
    });
  });

  it("is an error in a completed answer, where it never ended; what is only late to say so is none", () => {
    expect(called([...begun, inputDelta(0, "a"), terminal([])]).end).toBe("api_error");
    const late = customCallItem("a", { status: "in_progress" });
    expect(called([...begun, done(0, late), terminal([late])])).toMatchObject({ calls: one("a"), end: "tool_use" });
  });
});

describe("F22: a custom tool call that runs into endless white space", () => {
  const message = "The upstream sent a tool call that runs into endless white space (output.0).";

  it("ends the stream with an error", () => {
    const endless = Array.from({ length: 5_000 }, () => inputDelta(0, "\n\n \t"));
    expect(called([...begun, ...endless])).toMatchObject({ calls: [], end: "api_error" });
  });

  it("shows nothing of it", () => {
    const { events } = translateNow([...begun, done(0, customCallItem("\n".repeat(16_385)))]);
    expect(events.map(({ type }) => type)).toEqual(["message_start", "error"]);
  });

  it("is an error in a whole answer too", () => {
    expect(bothWays(completed([customCallItem("\n".repeat(16_385))])).error).toMatchObject({
      type: "api_error",
      message,
    });
    expect(bothWays(incomplete([customCallItem("\n".repeat(16_385))])).error).toMatchObject({ message });
    expect(called([...begun, inputDone(0, "\n".repeat(16_385))]).end).toBe("api_error");
  });

  it("may hold as much white space as a file does", () => {
    const input = `"${"\n".repeat(10_000)}"`;
    expect(answered(completed([customCallItem(input)])).message.content).toMatchObject([{ input: { input } }]);
  });
});
