import { describe, expect, it } from "vitest";
import { eventRoles } from "../../../src/stream/event-table.js";
import { block, translated } from "../../support/event-lines.js";
import { typeNamesOf } from "../../support/sdk-types.js";
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

const event = (type: string, rest: object = {}): UpstreamEvent => ({
  type: `response.${type}`,
  output_index: 0,
  ...rest,
});
const part = (type: string, text = "") => ({ part: { type, text, refusal: text }, content_index: 0 });
const text = added(0, messageItem("", { content: [] }));
const thought = added(0, reasoningItem([], { encrypted_content: "" }));
const call = added(0, callItem("A", ""));
const custom = { type: "custom_tool_call", id: "ctc_1", call_id: "call_1", name: "other", input: "" };
const failed = { status: "failed", error: { code: "server_error", message: "x" } };
const annotation = { type: "url_citation", url: "https://a.test", title: "A", start_index: 0, end_index: 1 };

/** What each event says of its own: the events before it, the event, and the lines that follow from it. */
type Row = [before: UpstreamEvent[], event: UpstreamEvent, lines: string[], codes?: string[]];
const silent = (...states: string[]): Row[] => states.map((state): Row => [[text], event(state), []]);
const dropped = (...states: string[]): Row[] =>
  states.map((state): Row => [[text], event(state), [], ["audio_dropped@response.audio"]]);

const rows: Row[] = [
  [[], created(), []],
  [[], event("queued", { response: { id: "resp_1" } }), []],
  [[], event("in_progress", { response: { id: "resp_1" } }), []],
  [[], text, ["message_start"]],
  [[text], done(0, messageItem("Hi")), block(0, "text", "Hi")],
  [[text], event("content_part.added", part("output_text")), []],
  [[text], event("content_part.done", part("output_text", "Hi")), ["start 0 text", "delta 0 Hi"]],
  [[text], textDelta(0, "Hi"), ["start 0 text", "delta 0 Hi"]],
  [[text], event("output_text.done", { content_index: 0, text: "Hi" }), ["start 0 text", "delta 0 Hi"]],
  [[text, textDelta(0, "Hi")], event("output_text.annotation.added", { content_index: 0, annotation }), []],
  [[text], event("refusal.delta", { content_index: 0, delta: "No" }), ["start 0 text", "delta 0 No"]],
  [[text], event("refusal.done", { content_index: 0, refusal: "No" }), ["start 0 text", "delta 0 No"]],
  [[thought], event("reasoning_summary_part.added", { summary_index: 0 }), []],
  [[thought], event("reasoning_summary_part.done", { summary_index: 0 }), []],
  [[thought], summaryDelta(0, "Hm"), ["start 0 thinking", "delta 0 Hm"]],
  [
    [thought],
    event("reasoning_summary_text.done", { summary_index: 0, text: "Hm" }),
    ["start 0 thinking", "delta 0 Hm"],
  ],
  [[thought], event("reasoning_text.delta", { content_index: 0, delta: "Hm" }), ["start 0 thinking", "delta 0 Hm"]],
  [[thought], event("reasoning_text.done", { content_index: 0, text: "Hm" }), ["start 0 thinking", "delta 0 Hm"]],
  [[], call, ["message_start", "start 0 tool_use"]],
  [[call], argumentsDelta(0, "{"), ["delta 0 {"]],
  [[call], event("function_call_arguments.done", { arguments: "{}" }), ["delta 0 {}"]],
  [[added(0, custom)], event("custom_tool_call_input.delta", { delta: "a" }), []],
  [[added(0, custom)], event("custom_tool_call_input.done", { input: "a" }), []],
  ...silent("web_search_call.in_progress", "web_search_call.searching", "web_search_call.completed"),
  ...silent("code_interpreter_call.in_progress", "code_interpreter_call.interpreting"),
  ...silent("code_interpreter_call.completed", "code_interpreter_call_code.delta", "code_interpreter_call_code.done"),
  ...silent("file_search_call.in_progress", "file_search_call.searching", "file_search_call.completed"),
  ...silent("image_generation_call.in_progress", "image_generation_call.generating"),
  ...silent("image_generation_call.partial_image", "image_generation_call.completed"),
  ...silent("mcp_call.in_progress", "mcp_call.completed", "mcp_call.failed"),
  ...silent("mcp_call_arguments.delta", "mcp_call_arguments.done"),
  ...silent("mcp_list_tools.in_progress", "mcp_list_tools.completed", "mcp_list_tools.failed"),
  ...silent("shell_call_command.added", "shell_call_command.delta", "shell_call_command.done"),
  ...silent("shell_call_output_content.delta", "shell_call_output_content.done", "compaction.compacting"),
  ...dropped("audio.delta", "audio.done", "audio.transcript.delta", "audio.transcript.done"),
  [[text], terminal([]), ["end end_turn", "message_stop"]],
  [
    [text],
    terminal([], { status: "incomplete" }),
    ["end max_tokens", "message_stop"],
    ["unknown_incomplete_reason@incomplete_details.reason"],
  ],
  [[text], event("failed", { response: failed }), ["error api_error"]],
  [[text], event("cancelled", { response: { status: "cancelled" } }), ["error api_error"]],
  [[text], { type: "error", code: "server_error", message: "x" }, ["error api_error"]],
  [[text], { type: "keepalive", sequence_number: 3 }, ["ping"]],
];

describe("each event of the upstream's stream (C.3)", () => {
  it.each(rows.map((row) => [row[1].type, ...row] as const))("%s", (_type, before, upstream, lines, codes = []) => {
    const first = translated(before);
    const both = translated([...before, upstream]);
    // Where it does not end by itself, the translator's end adds an error.
    const end = ["message_stop", "error api_error"].includes(lines.at(-1) ?? "") ? [] : ["error api_error"];
    expect(both.lines).toEqual([...first.lines.slice(0, -1), ...lines, ...end]);
    expect(both.codes.filter((code) => !first.codes.includes(code))).toEqual(codes);
  });

  it("every name has a row here", () => {
    const here = new Set(rows.map(([, { type }]) => type));
    expect(
      [...typeNamesOf("openai", "ResponseStreamEvent"), ...Object.keys(eventRoles)].filter((name) => !here.has(name)),
    ).toEqual([]);
  });
});
