import { itemStatuses, statuses } from "./item-status.js";
import { type Row, type Section, under } from "./row.js";
import { serverItems } from "./server-items.js";

const hidden = (code: string, becomes: string): Row => ({
  code,
  disposition: "dropped",
  becomes,
  losses: ["unsupported_output_item"],
  whole: true,
});
const bookkeeping = (code: string, becomes: string): Row => ({
  code,
  disposition: "dropped",
  becomes,
  losses: ["bookkeeping_item_dropped"],
  whole: true,
});
const upstreamId: Row = {
  code: "K9",
  disposition: "mapped",
  becomes: "Nothing: the client knows the call by `call_id`, and items are told apart by their index.",
};
const status: Row = {
  code: "C.4",
  disposition: "mapped",
  becomes: "Nothing by itself: what an item holds when it ends decides, and the status of the response (B.4).",
};

/** Section B.1: the items of an answer. */
export const outputItems: Section = {
  title: "Answers: output items",
  source:
    "`ResponseOutputItem` of `openai`, in a stream and in a whole response alike. Blocks stand in the order of the items. An item of an unknown type is `unknown_output_item`, a part of one `unknown_output_part`.",
  rows: {
    message: {
      code: "R1, A4",
      disposition: "mapped",
      becomes:
        "One text block a part; none where it is empty. Where only the cache was to be filled, neither this nor any other item is shown.",
      losses: ["prewarm_output_dropped"],
    },
    "message.id": upstreamId,
    "message.role": { code: "R1", disposition: "mapped", becomes: "Nothing: always the assistant." },
    "message.role=assistant": { code: "R1", disposition: "mapped", becomes: "Nothing: always the assistant." },
    "message.content": { code: "R1, R2", disposition: "mapped", becomes: "Its parts, in order." },
    "message.content[output_text]": {
      code: "R1",
      disposition: "mapped",
      becomes: "`text`. A final form that differs from what was streamed changes nothing any more.",
      losses: ["text_diverged"],
    },
    "message.content[output_text].text": { code: "R1", disposition: "mapped", becomes: "`text.text`" },
    "message.content[output_text].logprobs": {
      code: "R1",
      disposition: "mapped",
      becomes: "Nothing: never asked for.",
      whole: true,
    },
    "message.content[output_text].annotations": {
      code: "B.2",
      disposition: "mapped",
      becomes: "`text.citations`, all on the block of their part (K23).",
    },
    "message.content[output_text].annotations[url_citation]": {
      code: "B.2",
      disposition: "mapped",
      becomes: "`web_search_result_location` with address, title and the cited words.",
      losses: ["citation_granularity", "citation_without_text", "file_citation_dropped", "late_event_dropped"],
      whole: true,
    },
    ...under(
      ["file_citation", "container_file_citation", "file_path"].map(
        (type) => `message.content[output_text].annotations[${type}]`,
      ),
      {
        "": {
          code: "B.2",
          disposition: "dropped",
          becomes: "Nothing: it names a file that the client cannot reach.",
          losses: ["file_citation_dropped"],
          whole: true,
        },
      },
    ),
    "message.content[refusal]": {
      code: "R2",
      disposition: "mapped",
      becomes: "A text block and `stop_details.explanation`; with a format set only the latter (K13).",
      losses: ["refusal_text_suppressed"],
      whole: true,
    },
    ...statuses("message", itemStatuses, status),
    "message.phase": {
      code: "M4",
      disposition: "mapped",
      becomes:
        "Carried in the signature of the reasoning before it (K5), else derived again from the order of the turn.",
    },
    "message.phase=commentary": {
      code: "K12",
      disposition: "mapped",
      becomes: "A text block like any other; none while a format is set.",
      losses: ["commentary_suppressed"],
    },
    "message.phase=final_answer": { code: "R1", disposition: "mapped", becomes: "A text block." },

    reasoning: {
      code: "R3, R4",
      disposition: "mapped",
      becomes:
        "One `thinking` block whose `signature` is the envelope of K5; nothing where there is neither text nor state.",
      losses: ["reasoning_without_state", "reasoning_too_long", "reasoning_text_dropped"],
    },
    "reasoning.id": { code: "K5", disposition: "mapped", becomes: "In the envelope." },
    "reasoning.summary": {
      code: "R3",
      disposition: "mapped",
      becomes: "`thinking`, parts joined with a blank line; empty where thinking is not shown.",
      whole: true,
    },
    "reasoning.content": {
      code: "R5",
      disposition: "mapped",
      becomes: "`thinking`, where no summary comes.",
      whole: true,
    },
    "reasoning.encrypted_content": {
      code: "K5",
      disposition: "mapped",
      becomes: "In the envelope, as the item's final form has it.",
    },
    ...statuses("reasoning", itemStatuses, status),

    function_call: {
      code: "R6",
      disposition: "mapped",
      becomes:
        "`tool_use`. A second one of the same id is left out. The models' own wrapper `parallel` of several calls becomes those, where no function has that name.",
      losses: ["duplicate_call_dropped", "parallel_wrapper_unwrapped"],
    },
    "function_call.id": upstreamId,
    "function_call.call_id": { code: "K9", disposition: "mapped", becomes: "`tool_use.id`" },
    "function_call.name": { code: "K9", disposition: "mapped", becomes: "`tool_use.name`, as the client wrote it." },
    "function_call.arguments": {
      code: "R6, K30, K31, K32",
      disposition: "mapped",
      becomes: "`tool_use.input`; none is `{}`; what is no JSON object, or runs into endless white space, is an error.",
      losses: ["tool_call_truncated", "empty_argument_omitted"],
    },
    "function_call.namespace": {
      code: "T6, T7",
      disposition: "mapped",
      becomes: "`tool_use.toolset_name` where it is a toolset of the client.",
    },
    "function_call.async": { code: "R6", disposition: "mapped", becomes: "Nothing: never asked for." },
    "function_call.caller": {
      code: "R8",
      disposition: "mapped",
      becomes: "`tool_use.caller`, always `direct`: programs are never asked for (T1c), and their items are not shown.",
      losses: ["program_caller_dropped"],
      whole: true,
    },
    ...statuses("function_call", itemStatuses, status),

    ...serverItems,

    mcp_approval_response: bookkeeping("R17", "Nothing."),
    custom_tool_call: {
      code: "R7",
      disposition: "mapped",
      becomes:
        "`tool_use` with the text as `input.input`, where the response's `tools` hold a custom tool of that name: a host declared it, Transpond never does. Otherwise nothing.",
      losses: ["unsupported_output_item", "duplicate_call_dropped", "tool_call_truncated", "program_caller_dropped"],
      whole: true,
    },
    file_search_call: hidden("R18", "Nothing: the tool is never declared."),
    image_generation_call: hidden("R18", "Nothing: the tool is never declared."),
    computer_call: hidden("R19", "Nothing: the tool is never declared."),
    computer_call_output: hidden("R19", "Nothing: the tool is never declared."),
    local_shell_call: hidden("R19", "Nothing: the tool is never declared."),
    local_shell_call_output: hidden("R19", "Nothing: the tool is never declared."),
    shell_call: hidden("R19", "Nothing: the tool is never declared."),
    shell_call_output: hidden("R19", "Nothing: the tool is never declared."),
    apply_patch_call: hidden("R19", "Nothing: the tool is never declared."),
    apply_patch_call_output: hidden("R19", "Nothing: the tool is never declared."),
    program: hidden("R23", "Nothing: programs are never asked for (T1c)."),
    program_output: hidden("R23", "Nothing: programs are never asked for (T1c)."),
    function_call_output: bookkeeping("R20", "Nothing: the client's own result, repeated."),
    custom_tool_call_output: bookkeeping("R20", "Nothing: the client's own result, repeated."),
    additional_tools: bookkeeping("R21", "Nothing: the client's own tools, repeated."),
    configuration_update: bookkeeping("R21", "Nothing: the client's own setting, repeated."),
  },
};
