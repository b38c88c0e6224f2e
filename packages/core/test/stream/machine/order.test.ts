import { describe, expect, it } from "vitest";
import { linesOf, tail, translated } from "../../support/event-lines.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  terminal,
  textDelta,
} from "../../support/upstream-events.js";

describe("order", () => {
  it("F02: keeps interleaved calls apart: one open block, the others wait", () => {
    const a = callItem("A", '{"x":1}', { call_id: "call_a" });
    const b = callItem("B", '{"y":2}', { call_id: "call_b" });
    const { events } = translated([
      created(),
      added(0, { ...a, arguments: "" }),
      added(1, { ...b, arguments: "" }),
      argumentsDelta(1, '{"y"'),
      argumentsDelta(0, '{"x":1}'),
      argumentsDelta(1, ":2}"),
      done(1, b),
      done(0, a),
      terminal([a, b]),
    ]);
    expect(linesOf(events)).toEqual([
      "message_start",
      "start 0 tool_use",
      'delta 0 {"x":1}',
      "stop 0",
      "start 1 tool_use",
      'delta 1 {"y"',
      "delta 1 :2}",
      "stop 1",
      "end tool_use",
      "message_stop",
    ]);
  });

  it.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])("items announced in the order %i, %i, %i stand in the order of their indexes", (...order) => {
    const output = ["a", "b", "c"].map((id) => messageItem(id, { id }));
    const begun = order.map((index) => added(index, { ...output[index], content: [] }));
    const ended = [2, 1, 0].map((index) => done(index, output[index] ?? {}));
    const { lines } = translated([created(), ...begun, ...ended, terminal(output)]);
    expect(lines.filter((line) => line.startsWith("delta"))).toEqual(["delta 0 a", "delta 1 b", "delta 2 c"]);
  });

  it("an item that renders nothing never holds the queue", () => {
    const text = messageItem("hi");
    const { events, losses } = translated([
      created(),
      added(0, { type: "mcp_list_tools" }),
      added(1, text),
      textDelta(1, "hi"),
      done(1, text),
      terminal([{ type: "mcp_list_tools" }, text]),
    ]);
    expect(linesOf(events)).toEqual(["message_start", "start 0 text", "delta 0 hi", "stop 0", ...tail]);
    expect(losses).toMatchObject([{ code: "bookkeeping_item_dropped", path: "output.0", severity: "info" }]);
  });

  it("two parts of one message become two blocks, in order, however their deltas interleave", () => {
    const item = messageItem("", {
      content: ["one", "two"].map((text) => ({ type: "output_text", text, annotations: [] })),
    });
    const { events } = translated([
      created(),
      added(0, { ...item, content: [] }),
      textDelta(0, "on", 0),
      textDelta(0, "tw", 1),
      textDelta(0, "e", 0),
      textDelta(0, "o", 1),
      done(0, item),
      terminal([item]),
    ]);
    const deltas = linesOf(events).filter((line) => line.startsWith("delta"));
    expect(deltas).toEqual(["delta 0 on", "delta 0 e", "delta 1 tw", "delta 1 o"]);
  });
});
