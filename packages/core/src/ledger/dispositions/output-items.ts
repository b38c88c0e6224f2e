import { type Row, type Section, under } from "./row.js";

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
const ownId: Row = {
  code: "B9",
  disposition: "mapped",
  becomes: "The block's id carries it, so that the history gives the same item again.",
};
const upstreamId: Row = {
  code: "G30",
  disposition: "mapped",
  becomes: "Nothing: the client knows the call by `call_id`, and items are told apart by their index.",
};
const status: Row = {
  code: "C.4",
  disposition: "mapped",
  becomes: "Nothing by itself: what an item holds when it ends decides, and the status of the response (B.4).",
};
const createdBy: Row = { code: "R12", disposition: "mapped", becomes: "Nothing: who made the item." };
const statuses = (item: string, values: readonly string[], row: Row) =>
  under([`${item}.status`, ...values.map((value) => `${item}.status=${value}`)], { "": row });
const three = ["in_progress", "completed", "incomplete"];
const failing: Row = {
  code: "R9, R11, R14",
  disposition: "mapped",
  becomes: "`failed` makes the result an error, other unfinished ones end the turn with `pause_turn` (B.4).",
};

/** Section B.1: the items of an answer. */
export const outputItems: Section = {
  title: "Answers: output items",
  source:
    "`ResponseOutputItem` of `openai`, in a stream and in a whole response alike. Blocks stand in the order of the items. An item of an unknown type is `unknown_output_item`, a part of one `unknown_output_part`.",
  rows: {
    message: { code: "R1", disposition: "mapped", becomes: "One text block a part; none where it is empty." },
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
      losses: ["late_event_dropped"],
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
    ...statuses("message", three, status),
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
      losses: ["reasoning_without_state", "reasoning_too_long"],
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
    ...statuses("reasoning", three, status),

    function_call: {
      code: "R6",
      disposition: "mapped",
      becomes: "`tool_use`. A second one of the same id is left out.",
      losses: ["duplicate_call_dropped"],
    },
    "function_call.id": upstreamId,
    "function_call.call_id": { code: "K9", disposition: "mapped", becomes: "`tool_use.id`" },
    "function_call.name": { code: "K9", disposition: "mapped", becomes: "`tool_use.name`, as the client wrote it." },
    "function_call.arguments": {
      code: "R6, K30, K31, K32",
      disposition: "mapped",
      becomes: "`tool_use.input`; none is `{}`; what is no JSON object is an error.",
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
      becomes: "`tool_use.caller`, always `direct`: programs are never asked for (T1c).",
      whole: true,
    },
    ...statuses("function_call", three, status),

    web_search_call: {
      code: "R9",
      disposition: "mapped",
      becomes: "`server_tool_use` and `web_search_tool_result`, whole, when it is done.",
      losses: ["search_result_fields"],
    },
    "web_search_call.id": ownId,
    "web_search_call.action": { code: "R9, R10", disposition: "mapped", becomes: "By its type." },
    "web_search_call.action[search]": {
      code: "R9",
      disposition: "mapped",
      becomes:
        "The input of the call and the list of results; the whole of it in the first result's `encrypted_content` (K35).",
      whole: true,
    },
    ...under(["web_search_call.action[open_page]", "web_search_call.action[find_in_page]"], {
      "": {
        code: "R10",
        disposition: "dropped",
        becomes: "Nothing: there is no block for it.",
        losses: ["open_page_hidden"],
        whole: true,
      },
    }),
    ...statuses("web_search_call", [...three, "searching", "failed"], failing),

    code_interpreter_call: {
      code: "R11",
      disposition: "mapped",
      becomes: "`server_tool_use` `code_execution` and `code_execution_tool_result`, whole, when it is done.",
    },
    "code_interpreter_call.id": ownId,
    "code_interpreter_call.code": { code: "R11", disposition: "mapped", becomes: "`server_tool_use.input.code`" },
    "code_interpreter_call.container_id": {
      code: "R11, A23",
      disposition: "mapped",
      becomes: "In the id of the call, so that the history gives it again.",
    },
    "code_interpreter_call.outputs": { code: "R11", disposition: "mapped", becomes: "By their type." },
    "code_interpreter_call.outputs[logs]": {
      code: "R11",
      disposition: "mapped",
      becomes: "`stdout`, joined.",
      whole: true,
    },
    "code_interpreter_call.outputs[image]": {
      code: "R11",
      disposition: "dropped",
      becomes: "Nothing: there is no file to name.",
      losses: ["code_output_images"],
      whole: true,
    },
    ...statuses("code_interpreter_call", [...three, "failed", "interpreting"], failing),

    tool_search_call: {
      code: "R12, R13",
      disposition: "mapped",
      becomes: "`server_tool_use` of the declared search tool; one that a client should run is left out.",
      losses: ["unsupported_output_item"],
      whole: true,
    },
    tool_search_output: {
      code: "R12",
      disposition: "mapped",
      becomes: "`tool_search_tool_result` with the names of the tools.",
      losses: ["unsupported_output_item"],
      whole: true,
    },

    mcp_call: {
      code: "R14",
      disposition: "mapped",
      becomes: "`mcp_tool_use` and `mcp_tool_result`, whole, when it is done.",
    },
    "mcp_call.id": ownId,
    "mcp_call.name": { code: "R14", disposition: "mapped", becomes: "`mcp_tool_use.name`" },
    "mcp_call.server_label": { code: "R14", disposition: "mapped", becomes: "`server_name`, as the client wrote it." },
    "mcp_call.arguments": {
      code: "R14",
      disposition: "mapped",
      becomes: "`mcp_tool_use.input`; empty where they are no JSON object.",
      losses: ["malformed_arguments_dropped"],
    },
    "mcp_call.output": { code: "R14", disposition: "mapped", becomes: "The result's text." },
    "mcp_call.error": {
      code: "R14",
      disposition: "mapped",
      becomes: "The result's text, with `is_error`.",
      whole: true,
    },
    "mcp_call.approval_request_id": {
      code: "R16",
      disposition: "mapped",
      becomes: "Nothing: approval is never asked for.",
    },
    ...statuses("mcp_call", [...three, "failed", "calling"], failing),
    mcp_list_tools: {
      code: "R15",
      disposition: "mapped",
      becomes: "`mcp_tool_listing` for clients whose beta header asks for it; otherwise nothing.",
      losses: ["bookkeeping_item_dropped", "mcp_annotations_dropped"],
      whole: true,
    },
    mcp_approval_request: {
      code: "R16",
      disposition: "rejected",
      becomes: "An error: nobody can approve it, and it was never asked for.",
      whole: true,
    },
    mcp_approval_response: bookkeeping("R17", "Nothing."),

    compaction: {
      code: "R22",
      disposition: "mapped",
      becomes: "A `compaction` block, where the request asked for it.",
      losses: ["unsupported_output_item"],
    },
    "compaction.id": ownId,
    "compaction.encrypted_content": { code: "R22", disposition: "mapped", becomes: "`encrypted_content`" },
    "compaction.created_by": createdBy,

    custom_tool_call: hidden("R7", "Nothing: free-form tools are never declared."),
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
