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
  summaryDelta,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../../support/upstream-events.js";

const run = (...events: UpstreamEvent[]) => translated([created(), ...events]);
const text = (id: string, words: string) => messageItem(words, { id });
const call = (id: string, args = "{}") => callItem("A", args, { id, call_id: `call_${id}` });
const open = (index: number, item: object) => added(index, { ...item, content: [], arguments: "", summary: [] });
const without =
  (...keys: string[]) =>
  (event: UpstreamEvent): UpstreamEvent =>
    JSON.parse(JSON.stringify(event, (key, value) => (keys.includes(key) ? undefined : value)));
const named = (id: string, event: UpstreamEvent): UpstreamEvent => ({ ...event, item_id: id });

/** A thought, a text and two calls, one after the other, as OpenAI sends them. */
const thought = reasoningItem(["Hm"], { id: "rs" });
const [one, two] = [call("f1", '{"x":1}'), call("f2", '{"y":2}')];
const output = [thought, text("m1", "Hello"), one, two];
const plain: UpstreamEvent[] = [
  ...[open(0, thought), named("rs", summaryDelta(0, "Hm")), done(0, thought)],
  ...[open(1, text("m1", "")), named("m1", textDelta(1, "Hel")), named("m1", textDelta(1, "lo"))],
  done(1, text("m1", "Hello")),
  ...[open(2, one), named("f1", argumentsDelta(2, '{"x":1}')), done(2, one)],
  ...[open(3, two), named("f2", argumentsDelta(3, '{"y":2}')), done(3, two)],
  terminal(output),
];
const expected = run(...plain);

describe("an item is known by its output_index (C.2)", () => {
  let rotation = 0;
  it.each<[string, (event: UpstreamEvent) => UpstreamEvent]>([
    ["without ids", without("id", "item_id")],
    ["without indexes", without("output_index")],
    ["with neither", without("output_index", "item_id", "id")],
    ["with ids that are new in every event", (event) => rotate(event, () => `id_${rotation++}`)],
    ["with the same id on every item", (event) => rotate(event, () => "msg_1")],
    ["with the same index on every item", (event) => ("output_index" in event ? { ...event, output_index: 0 } : event)],
    ["with indexes that begin at 5", (event) => shift(event, 5)],
    ["with indexes that leave some out", (event) => scale(event)],
    ["with indexes of the wrong type", (event) => ("output_index" in event ? { ...event, output_index: "1" } : event)],
    ["with negative indexes", (event) => ("output_index" in event ? { ...event, output_index: -1 } : event)],
  ])("%s: the same blocks", (_how, change) => {
    const { lines } = translated([created(), ...plain.map(change)]);
    expect(lines.map(withoutSignature)).toEqual(expected.lines.map(withoutSignature));
  });

  it.each<[string, (event: UpstreamEvent) => UpstreamEvent]>([
    ["by id where events have no index", without("output_index")],
    ["by index where ids change", (event) => rotate(event, () => `id_${rotation++}`)],
    ["by index where each has the other's id", (event) => exchange(event)],
    ["by id where all have one index", (event) => ("output_index" in event ? { ...event, output_index: 0 } : event)],
  ])("interleaved calls are kept apart %s", (_how, change) => {
    const events = [
      ...[
        open(0, one),
        open(1, two),
        named("f2", argumentsDelta(1, '{"y"')),
        named("f1", argumentsDelta(0, '{"x":1}')),
      ],
      ...[named("f2", argumentsDelta(1, ":2}")), done(1, two), done(0, one), terminal([one, two])],
    ];
    expect(run(...events.map(change)).lines).toEqual([
      "message_start",
      ...block(0, "tool_use", '{"x":1}'),
      ...block(1, "tool_use", '{"y"', ":2}"),
      "end tool_use",
      "message_stop",
    ]);
  });
});

/** Gives new ids to an event's item, to what it belongs to, and to the items of its response. */
function rotate(event: UpstreamEvent, fresh: (id: string) => string): UpstreamEvent {
  return JSON.parse(
    JSON.stringify(event, (key, value) =>
      key === "item_id" || (key === "id" && value !== "resp_1") ? fresh(value) : value,
    ),
  );
}
/** Gives each of two calls the other's id, in every event but the first of each. */
const exchange = (event: UpstreamEvent): UpstreamEvent =>
  event.type === "response.output_item.added"
    ? event
    : rotate(event, (id) => (id === "f1" ? "f2" : id === "f2" ? "f1" : id));
const indexed = (event: UpstreamEvent, change: (index: number) => number) =>
  typeof event.output_index === "number" ? { ...event, output_index: change(event.output_index) } : event;
const shift = (event: UpstreamEvent, by: number) => indexed(event, (index) => index + by);
const scale = (event: UpstreamEvent) => indexed(event, (index) => index * 7);
const withoutSignature = (line: string) => line.replace(/tr1:\S+/, "signature");

describe("said more than once, or in another order", () => {
  const hi = text("m1", "Hi");
  const shown = ["message_start", ...block(0, "text", "Hi"), ...tail];
  it.each<[string, UpstreamEvent[]]>([
    ["added twice", [open(0, hi), open(0, hi), textDelta(0, "Hi"), done(0, hi)]],
    ["added again behind its deltas", [open(0, hi), textDelta(0, "Hi"), open(0, hi), done(0, hi)]],
    ["added again when it is done", [open(0, hi), textDelta(0, "Hi"), done(0, hi), open(0, hi)]],
    ["added again without an id", [open(0, hi), textDelta(0, "Hi"), without("id")(open(0, hi)), done(0, hi)]],
    ["added again as nothing", [open(0, hi), added(0, {}), textDelta(0, "Hi"), done(0, hi)]],
    ["done twice", [open(0, hi), textDelta(0, "Hi"), done(0, hi), done(0, hi)]],
    ["done twice, the second time without an id", [open(0, hi), done(0, hi), without("id")(done(0, hi))]],
    ["done before it is added", [done(0, hi), open(0, hi)]],
    ["events before it is added", [textDelta(0, "H"), open(0, hi), textDelta(0, "i"), done(0, hi)]],
    ["never added", [textDelta(0, "Hi"), done(0, hi)]],
    ["never done", [open(0, hi), textDelta(0, "Hi")]],
    ["only done", [done(0, hi)]],
    ["only in the final response", []],
  ])("%s: shown once", (_how, events) => {
    const { lines } = run(...events, terminal([hi]));
    expect(lines.join("\n").replace("delta 0 H\ndelta 0 i", "delta 0 Hi").split("\n")).toEqual(shown);
    const empty = run(...events, terminal([]));
    expect(empty.lines.join("\n").replace("delta 0 H\ndelta 0 i", "delta 0 Hi").split("\n")).toEqual(
      events.length === 0 ? ["message_start", ...tail] : shown,
    );
  });

  it("neither streamed nor listed: an answer without content, as the upstream says", () => {
    expect(run(terminal([])).lines).toEqual(["message_start", ...tail]);
  });

  it("what comes when an item is done is dropped and told", () => {
    const { lines, codes } = run(open(0, hi), done(0, hi), textDelta(0, " there"), terminal([hi]));
    expect(lines).toEqual(shown);
    expect(codes).toEqual(["late_event_dropped@output.0"]);
  });

  it("a message announced behind its events still tells its phase to the thought before it", () => {
    const answer = text("m1", "Hi");
    const state = (...events: UpstreamEvent[]) => run(...events).lines.find((line) => line.includes("tr1:"));
    const phased = { ...answer, phase: "commentary" };
    const late = [open(0, thought), textDelta(1, "Hi"), open(1, phased), done(0, thought), done(1, phased)];
    expect(state(...late)).toBe(state(done(0, thought), open(1, phased), done(1, phased), terminal([thought, phased])));
    expect(state(...late)).toContain("commentary");
  });
});

describe("an item that turns out to be another", () => {
  const hi = text("m1", "Hi");
  it.each<[string, UpstreamEvent[], string[]]>([
    ["its type changes", [open(0, { ...one, id: "m1" }), done(0, { ...hi, id: "m1" })], ["tool_use", "text"]],
    ["its type changes, without ids", [open(0, thought), done(0, hi)].map(without("id")), ["text"]],
    ["its type is missing when it is done", [open(0, hi), textDelta(0, "Hi"), done(0, { id: "m1" })], ["text"]],
    [
      "its index is used again",
      [open(0, hi), textDelta(0, "Hi"), done(0, hi), open(0, text("m2", "")), done(0, text("m2", "x"))],
      ["text", "text"],
    ],
    ["its index is used again by one that is only done", [done(0, hi), done(0, text("m2", "x"))], ["text", "text"]],
    [
      "another of its kind begins at its index",
      [open(0, hi), open(0, text("m2", "")), done(0, text("m2", "x")), done(0, hi)],
      ["text", "text"],
    ],
    [
      "the next one comes at an index taken meanwhile",
      [done(0, hi), done(0, text("m2", "x")), done(1, one)],
      ["text", "text", "tool_use"],
    ],
    ["text comes at the index of a call", [open(0, one), textDelta(0, "Hi"), done(0, one)], ["tool_use", "text"]],
  ])("%s: nothing is lost", (_how, events, types) => {
    const starts = run(...events, terminal([], { status: "incomplete" })).lines.filter((line) =>
      line.startsWith("start"),
    );
    expect(starts).toEqual(types.map((type, index) => `start ${index} ${type}`));
  });

  it("what has turned out to be another is shown at once", () => {
    const { lines } = run(...[open(0, thought), summaryDelta(0, "Hm"), done(0, hi)].map(without("id")));
    expect(lines.filter((line) => line.startsWith("start"))).toEqual(["start 0 thinking", "start 1 text"]);
    expect(lines.slice(-2)).toEqual(["stop 1", "error api_error"]);
  });

  it("pieces of a call that come before it are no stray ones", () => {
    const early = [argumentsDelta(0, '{"x"'), open(0, one), argumentsDelta(0, ":1}"), done(0, one)];
    const { lines, codes } = run(...early, terminal([one]));
    expect(
      lines
        .filter((line) => line.startsWith("delta"))
        .join("")
        .replaceAll("delta 0 ", ""),
    ).toBe('{"x":1}');
    expect(codes).toEqual([]);
  });

  it("pieces of a call at the index of a text are no call", () => {
    const { lines, codes } = run(open(0, hi), argumentsDelta(0, "{}"), textDelta(0, "Hi"), done(0, hi), terminal([hi]));
    expect(lines).toEqual(["message_start", ...block(0, "text", "Hi"), ...tail]);
    expect(codes).toEqual(["unknown_event@response.function_call_arguments.delta"]);
  });

  it("a part of reasoning is no part of a message", () => {
    const part = { type: "response.content_part.added", output_index: 0, part: { type: "reasoning_text", text: "" } };
    const { lines, codes } = run(
      open(0, thought),
      part,
      done(0, thought),
      open(1, { ...hi, phase: "final_answer" }),
      terminal([]),
    );
    expect(lines.find((line) => line.includes("tr1:"))).toContain(":final_answer:");
    expect(lines.filter((line) => line.startsWith("start"))).toHaveLength(1);
    expect(codes).toEqual([]);
  });

  it("a form that does not say what it is is told", () => {
    const { codes } = run(open(0, hi), done(0, { id: "m1", content: [] }), terminal([]));
    expect(codes).toEqual(["unknown_output_item@output.0"]);
    expect(run(open(0, hi), done(0, {}), terminal([])).codes).toEqual([]);
  });

  it("an item that is not shown tells its failure all the same", () => {
    const listing = { type: "mcp_list_tools", id: "l", server_label: "a", tools: [], error: "down" };
    const told = ["bookkeeping_item_dropped@output.0", "mcp_listing_failed@output.0"];
    expect(run(added(0, listing), done(0, listing), terminal([])).codes).toEqual(told);
    for (const events of [[added(0, listing)], [added(0, listing), done(0, { id: "l" })]]) {
      const { lines, codes } = run(...events, terminal([]));
      expect(lines.at(-1)).toBe("message_stop");
      expect(codes).not.toContain(told[1]);
    }
  });
});
