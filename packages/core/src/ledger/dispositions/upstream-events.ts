import { type Row, type Section, under } from "./row.js";

const row = (code: string, becomes: string, losses?: Row["losses"]): Row => ({
  code,
  disposition: "mapped",
  becomes,
  whole: true,
  ...(losses && { losses }),
});
const status = row("C.3", "Nothing: it says nothing that the item itself does not say when it is done.");
const undeclared = row("C.3, R18, R19", "Nothing: its item is reported once, see output items.");

/** Section C.3: the events of an upstream stream. */
export const upstreamEvents: Section = {
  title: "Answers: events of the upstream's stream",
  source:
    "`ResponseStreamEvent` of `openai`, and what recordings hold beside it. An event of an unknown type is `unknown_event`; one that is repeated is `repeated_event_dropped`; a number that is left out is `event_gap`; one of an item that is closed already is `late_event_dropped`.",
  rows: {
    ...under(["response.created", "response.queued", "response.in_progress"], {
      "": row("C.3, K1", "Names the response; nothing is shown yet."),
    }),
    "response.output_item.added": row(
      "C.3, K1",
      "`message_start` where it is the first; a call opens its block as soon as it has a name and an id.",
    ),
    "response.output_item.done": row(
      "C.3",
      "The item's final form: what was not streamed is added, then the block ends. Encrypted reasoning is taken from here.",
      ["text_diverged", "stalled_item_passed_over"],
    ),
    ...under(["response.content_part.added", "response.content_part.done"], {
      "": row("C.3", "The kind of a part, and its final text and annotations.", ["unknown_output_part"]),
    }),
    "response.output_text.delta": row("C.3", "`text_delta`; the first one opens the block."),
    "response.output_text.done": row("C.3", "What its deltas lacked."),
    "response.output_text.annotation.added": row("C.3, B.2", "`citations_delta`, when its part ends."),
    "response.refusal.delta": row("C.3, K13", "`text_delta`, none while a format is set."),
    "response.refusal.done": row("C.3", "What its deltas lacked."),
    "response.reasoning_summary_part.added": row("C.3", "Nothing yet: the part has its place among the others."),
    "response.reasoning_summary_part.done": row("C.3", "What its deltas lacked."),
    "response.reasoning_summary_text.delta": row("C.3, R3", "`thinking_delta`, where thinking is shown."),
    "response.reasoning_summary_text.done": row("C.3", "What its deltas lacked."),
    "response.reasoning_text.delta": row("C.3, R5", "`thinking_delta`, where no summary came first."),
    "response.reasoning_text.done": row("C.3", "What its deltas lacked."),
    "response.function_call_arguments.delta": row("C.3", "`input_json_delta`"),
    "response.function_call_arguments.done": row("C.3", "What its deltas lacked."),
    "response.custom_tool_call_input.delta": row("C.3, R7", "Kept until the call is done."),
    "response.custom_tool_call_input.done": row("C.3, R7", "What its deltas lacked."),
    ...under(
      [
        ...["in_progress", "searching", "completed"].map((state) => `response.web_search_call.${state}`),
        ...["in_progress", "interpreting", "completed"].map((state) => `response.code_interpreter_call.${state}`),
        ...["delta", "done"].map((state) => `response.code_interpreter_call_code.${state}`),
        ...["in_progress", "completed", "failed"].map((state) => `response.mcp_call.${state}`),
        ...["delta", "done"].map((state) => `response.mcp_call_arguments.${state}`),
        ...["in_progress", "completed", "failed"].map((state) => `response.mcp_list_tools.${state}`),
        "response.compaction.compacting",
      ],
      { "": status },
    ),
    ...under(
      [
        ...["in_progress", "searching", "completed"].map((state) => `response.file_search_call.${state}`),
        ...["in_progress", "generating", "partial_image", "completed"].map(
          (state) => `response.image_generation_call.${state}`,
        ),
        ...["added", "delta", "done"].map((state) => `response.shell_call_command.${state}`),
        ...["delta", "done"].map((state) => `response.shell_call_output_content.${state}`),
      ],
      { "": undeclared },
    ),
    ...under(
      [
        "response.audio.delta",
        "response.audio.done",
        "response.audio.transcript.delta",
        "response.audio.transcript.done",
      ],
      { "": { ...row("C.3", "Nothing: speech is never asked for.", ["audio_dropped"]), disposition: "dropped" } },
    ),
    ...under(["response.completed", "response.incomplete"], {
      "": row("C.4, B.4", "What was not streamed, then `message_delta` and `message_stop`."),
    }),
    ...under(["response.failed", "response.cancelled"], {
      "": row("C.4, K14, D.4", "`error`; a policy failure is a refusal."),
    }),
    error: row("C.3, D.4", "`error`, or an HTTP status while the head is held. Flat and nested forms are read."),
    keepalive: row("K36", "`ping`, once the message has begun."),
  },
};
