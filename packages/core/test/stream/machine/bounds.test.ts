import { describe, expect, it } from "vitest";
import { keptLength } from "../../../src/stream/kept-length.js";
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

const search = { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "q" } };
const searching = { ...search, status: "in_progress" };
const item = (n: number, text: string) => messageItem(text, { id: `msg_${n}` });
const call = (n: number, args = "{}") => callItem("A", args, { id: `fc_${n}`, call_id: `call_${n}` });
const begun = (n: number) => added(n, { ...call(n), arguments: "" });
const long = "x".repeat(5_000);
const tooMuch = "The upstream sent too much out of order.";
/** Room for two items that wait and say little. */
const options = { maxQueuedLength: 4_000 };
const run = (...events: object[]) => translated([created(), ...events], {}, options);

describe("a stalled item (K34)", () => {
  const text = item(1, long);

  it("is passed over beyond the bound and shown when it is done; the others come at once", () => {
    const before = run(added(0, searching), added(1, text), textDelta(1, long));
    expect(before.lines.slice(0, 3)).toEqual(["message_start", "start 0 text", `delta 0 ${long}`]);
    const { lines, codes } = run(
      ...[added(0, searching), added(1, text), textDelta(1, long), done(1, text), done(0, search)],
      terminal([search, text]),
    );
    expect(lines).toEqual([
      "message_start",
      ...block(0, "text", long),
      ...block(1, "server_tool_use", '{"query":"q"}'),
      ...block(2, "web_search_tool_result"),
      ...tail,
    ]);
    expect(codes).toEqual(["stalled_item_passed_over@output.0"]);
  });

  it("changes nothing but the order: the same blocks and the same end as without a bound", () => {
    const thought = reasoningItem(["Hm"]);
    const called = call(3);
    const second = { ...text, id: "msg_2" };
    const events = [
      ...[created(), added(0, searching), added(1, { ...thought, summary: [] }), added(2, second), textDelta(2, long)],
      ...[added(3, called), done(2, second), done(3, called), done(1, thought), done(0, search)],
      terminal([search, thought, second, called]),
    ];
    const starts = ({ lines }: { lines: string[] }) =>
      lines.filter((line) => /^(?:start|end)/.test(line)).map((line) => line.replace(/\d+ /, ""));
    const found = ["start server_tool_use", "start web_search_tool_result"];
    const [thinking, said, use] = ["start thinking", "start text", "start tool_use"];
    expect(starts(translated(events))).toEqual([...found, thinking, said, use, "end tool_use"]);
    expect(starts(translated(events, {}, options))).toEqual([said, ...found, thinking, use, "end tool_use"]);
  });

  it("is passed over only when the bound is exceeded", () => {
    const block = keptLength({ open: { type: "text", text: "", citations: null } });
    const delta = keptLength({ delta: { type: "text_delta", text: "" } });
    const room = 4_000 - 1_024 - block - delta;
    const shown = (length: number) => run(added(0, searching), added(1, item(1, "")), textDelta(1, "x".repeat(length)));
    expect(shown(room).codes).toEqual([]);
    expect(shown(room + 1).codes).toEqual(["stalled_item_passed_over@output.0"]);
  });

  it("is passed over as often as it takes", () => {
    const events = [begun(0), added(1, searching), added(2, { ...search, id: "ws_2" }), added(3, item(3, long))];
    const { lines, codes } = translated([...events.slice(1), textDelta(3, long)], {}, { maxQueuedLength: 5_000 });
    expect(lines.slice(0, 3)).toEqual(["message_start", "start 0 text", `delta 0 ${long}`]);
    expect(codes).toEqual(["stalled_item_passed_over@output.1", "stalled_item_passed_over@output.2"]);
  });

  it("is counted again while it waits as one that was passed over", () => {
    const stalled = [added(0, searching), added(1, text), textDelta(1, long), added(2, searching), added(3, searching)];
    expect(run(...stalled).codes).toEqual(["stalled_item_passed_over@output.0"]);
    expect(run(...stalled).events.at(-1)).not.toMatchObject({ error: { message: tooMuch } });
    expect(run(...stalled, added(4, searching)).events.at(-1)).toMatchObject({ error: { message: tooMuch } });
  });

  it("frees nothing where all others stall too: then the stream ends in an error", () => {
    const { events, lines } = run(
      ...[0, 1, 2, 3, 4].map((n) => added(n, { ...search, id: `ws_${n}`, status: "in_progress" })),
    );
    expect(lines).toEqual(["message_start", "error api_error"]);
    expect(events.at(-1)).toMatchObject({ error: { message: tooMuch } });
  });

  it("cannot be passed over within a block: then the stream ends in an error", () => {
    const { events, lines } = run(begun(0), argumentsDelta(0, "{"), added(1, text), textDelta(1, long), begun(2));
    expect(lines).toEqual(["message_start", "start 0 tool_use", "delta 0 {", "error api_error"]);
    expect(events.at(-1)).toMatchObject({ error: { message: tooMuch } });
  });
});

describe("what waits", () => {
  it("is counted as long as it waits, not over the whole stream", () => {
    const pairs = Array.from({ length: 50 }, (_, i) => [
      ...[begun(2 * i), begun(2 * i + 1), argumentsDelta(2 * i + 1, "{}")],
      ...[done(2 * i, call(2 * i)), done(2 * i + 1, call(2 * i + 1))],
    ]);
    const { lines, codes } = run(...pairs.flat(), terminal([]));
    expect(lines.slice(-2)).toEqual(["end tool_use", "message_stop"]);
    expect(codes).toEqual([]);
  });

  it.each<[string, object[]]>([
    ["text", [added(1, item(1, "")), textDelta(1, long)]],
    ["arguments", [begun(1), argumentsDelta(1, `{"a":"${long}`)]],
    ["a name", [added(1, callItem(long, "", { call_id: "call_1" }))]],
    ["thinking", [done(1, reasoningItem([long]))]],
    ["a signature", [done(1, reasoningItem([], { encrypted_content: long })), added(2, item(2, ""))]],
    [
      "citations",
      [done(1, messageItem("x", { content: [{ type: "output_text", text: "x", annotations: [cited()] }] }))],
    ],
    [
      "what a search found",
      [done(1, { ...search, id: "ws_2", action: { ...search.action, sources: [{ url: long }] } })],
    ],
    ["what code printed", [done(1, { type: "code_interpreter_call", status: "completed", outputs: [printed()] })]],
    ["an MCP result", [done(1, { type: "mcp_call", name: "a", server_label: "b", output: long })]],
    ["items that say nothing", [added(1, searching), added(2, searching), added(3, searching), added(4, searching)]],
  ])("%s counts", (_what, waiting) => {
    expect(run(begun(0), argumentsDelta(0, "{"), ...waiting).events.at(-1)).toMatchObject({
      error: { message: tooMuch },
    });
    const wide = translated([created(), begun(0), argumentsDelta(0, "{"), ...waiting], {}, { maxQueuedLength: 20_000 });
    expect(wide.events.at(-1)).not.toMatchObject({ error: { message: tooMuch } });
  });
});

function cited() {
  return { type: "url_citation", url: `https://a.test/${long}`, title: "t", start_index: 0, end_index: 1 };
}

function printed() {
  return { type: "logs", logs: long };
}

it("keeping costs texts, keys, and something for each part", () => {
  const kept = [7, null, "abc", {}, { ab: "c" }, ["a", "b"], { a: { b: ["c"] } }].map(keptLength);
  expect(kept).toEqual([0, 0, 3, 32, 35, 36, 100]);
});
