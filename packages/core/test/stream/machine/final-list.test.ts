import { describe, expect, it } from "vitest";
import { block, tail, translated } from "../../support/event-lines.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
} from "../../support/upstream-events.js";

const text = (id: string, words: string) => messageItem(words, { id });
const call = (id: string, args = "{}") => callItem("A", args, { id, call_id: `call_${id}` });
const [m1, m2, f1, f2] = [text("m1", "one"), text("m2", "two"), call("f1", '{"x":1}'), call("f2", '{"y":2}')];
const rs = reasoningItem(["Hm"], { id: "rs" });
const anew = (...items: { id: string }[]) => items.map((item) => ({ ...item, id: `other_${item.id}` }));
const end = (streamed: object[], list: object[]) => {
  const { lines, codes } = translated([created(), ...streamed, terminal(list)]);
  return { starts: lines.filter((line) => line.startsWith("start")).map((line) => line.slice(8)), lines, codes };
};

describe("items of the final response that were streamed are not shown again (C.4)", () => {
  const streamed = [done(0, m1), done(1, f1), done(2, m2)];
  it.each<[string, object[]]>([
    ["the same list", [m1, f1, m2]],
    ["no list", []],
    ["a list in another order", [m2, m1, f1]],
    ["a list without the first", [f1, m2]],
    ["a list of new ids", anew(m1, f1, m2)],
    ["a list of new ids in another order", anew(m2, f1, m1)],
    ["a list of new ids without the first", anew(f1, m2)],
    ["a list without ids", [m1, f1, m2].map(({ id: _id, ...item }) => item)],
  ])("%s", (_what, list) => {
    const { starts, codes } = end(streamed, list);
    expect(starts).toEqual(["text", "tool_use", "text"]);
    expect(codes).toEqual([]);
  });

  it.each<[string, object[], object[]]>([
    ["by id", [m2, f1, m1], [m2, f1, m1]],
    ["by type and order", [m1, f1, m2], anew(m1, f1, m2)],
    ["by type and order, whatever their indexes", [f1, m1, m2], anew(m1, m2, f1)],
  ])("open ones get their final form %s", (_how, items, list) => {
    const opened = items.map((item, index) => added(index, { ...item, content: [], arguments: "" }));
    const { lines } = end(opened, list);
    const deltas = lines.filter((line) => line.startsWith("delta")).map((line) => line.slice(8));
    expect(deltas).toEqual(items.map((item) => (item === f1 ? '{"x":1}' : item === m1 ? "one" : "two")));
  });

  it("calls keep their own arguments, by call_id, where ids and indexes have changed", () => {
    const opened = [f1, f2].flatMap((item, index) => [
      added(index, { ...item, arguments: "" }),
      argumentsDelta(index, item.arguments.slice(0, 4)),
    ]);
    const { lines, codes } = end(opened, [rs, ...anew(f2, f1)]);
    expect(lines.slice(1, 9)).toEqual([...block(0, "tool_use", '{"x"', ":1}"), ...block(1, "tool_use", '{"y"', ":2}")]);
    expect(codes).toEqual([]);
  });

  it("of two that say the same one has kept its id", () => {
    const twin = text("m3", "one");
    expect(end([done(0, m1), done(1, twin)], [...anew(twin), m1]).starts).toEqual(["text", "text"]);
    expect(end([done(0, m1), done(1, twin)], anew(m1, twin)).starts).toEqual(["text", "text"]);
  });
});

describe("items that only the final response has are shown", () => {
  it.each<[string, object[], object[], string[]]>([
    ["behind", [done(0, m1)], [m1, f1], ["text", "tool_use"]],
    ["before: they come last", [done(0, m1)], [rs, m1], ["text", "thinking"]],
    ["between: they come last", [done(0, m1), done(1, f1)], [m1, m2, f1], ["text", "tool_use", "text"]],
    ["in a gap that the stream left", [done(0, m1), done(2, f1)], [m1, m2, f1], ["text", "tool_use", "text"]],
    ["of a type that was streamed, with other words", [done(0, m1)], anew(m1, m2), ["text", "text"]],
    ["at the place of an open one of another type", [added(0, { ...rs, summary: [] })], [m1, rs], ["thinking", "text"]],
    ["of an id that all items share", [done(0, m1)], [m1, { ...m2, id: "m1" }], ["text", "text"]],
    ["where something else was streamed", [done(0, f1)], [m1], ["tool_use", "text"]],
    ["alone", [], [rs, m1, f1], ["thinking", "text", "tool_use"]],
  ])("%s", (_where, streamed, list, types) => {
    expect(end(streamed, list).starts).toEqual(types);
  });

  it("an entry that is no item keeps the place of those behind it, and is told", () => {
    const open = added(1, { ...m1, content: [] });
    const { lines, codes } = translated([
      created(),
      open,
      { ...terminal([]), response: { status: "completed", output: [7, m1] } },
    ]);
    expect(lines).toEqual(["message_start", ...block(0, "text", "one"), ...tail]);
    expect(codes).toContain("unknown_output_item@output.0");
  });
});

describe("the final response says something else than the stream did (C.4)", () => {
  it.each<[string, object, object]>([
    ["words", m1, text("m1", "uno")],
    ["more words", m1, text("m1", "one more")],
    ["a refusal", m1, messageItem("", { id: "m1", content: [{ type: "refusal", refusal: "no" }] })],
    ["arguments", f1, call("f1", '{"x":2}')],
    ["thinking", rs, reasoningItem(["Hmm"], { id: "rs" })],
    ["words of the same length and new ids", m1, text("m9", "eno")],
  ])("other %s: what was shown stands, and it is told", (_what, streamed, listed) => {
    const same = end([done(0, streamed)], [streamed]);
    const other = end([done(0, streamed)], [listed]);
    expect(other.lines).toEqual(same.lines);
    expect(same.codes).toEqual([]);
    expect(other.codes).toEqual(["text_diverged@output.0"]);
  });

  it.each<[string, object, object]>([
    ["nothing", m1, { ...m1, content: [] }],
    ["another state of reasoning", rs, { ...rs, encrypted_content: "gAAAAother" }],
    [
      "another item that shows nothing",
      { type: "mcp_list_tools", id: "l" },
      { type: "mcp_list_tools", id: "l", tools: [] },
    ],
  ])("%s differs in no word", (_what, streamed, listed) => {
    expect(end([done(0, streamed)], [listed]).codes).not.toContain("text_diverged@output.0");
  });

  it("a call whose deltas were streamed and which ends only with the list is complete", () => {
    const { lines } = end([added(0, { ...f1, arguments: "" }), argumentsDelta(0, '{"x"')], [f1]);
    expect(lines).toEqual(["message_start", ...block(0, "tool_use", '{"x"', ":1}"), "end tool_use", "message_stop"]);
  });

  it("text that was streamed and has no final form anywhere is closed as it is", () => {
    const { lines } = end([added(0, { ...m1, content: [] }), textDelta(0, "on")], []);
    expect(lines).toEqual(["message_start", ...block(0, "text", "on"), ...tail]);
  });
});
