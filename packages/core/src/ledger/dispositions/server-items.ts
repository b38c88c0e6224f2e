import { statuses } from "./item-status.js";
import { type Row, type Rows, under } from "./row.js";

const ownId: Row = {
  code: "B9",
  disposition: "mapped",
  becomes: "The block's id carries it, so that the history gives the same item again.",
};
const ended: Row = {
  code: "R9, R11, R14",
  disposition: "mapped",
  becomes:
    "`failed` makes the result an error; where the call is the last item, any other one but `completed` ends the turn with `pause_turn` (B.4).",
};
const unfinished: Row = { ...ended, losses: ["tool_call_truncated"] };
/** The statuses of a call that the upstream runs, and those that say that it did not come to an end. */
const callStatuses = (item: string, cut: readonly string[]): Rows => ({
  ...statuses(item, ["completed", "failed"], ended),
  ...under([`${item}.status`, ...cut.map((value) => `${item}.status=${value}`)], { "": unfinished }),
});
const unneeded: Row = {
  code: "R22",
  disposition: "mapped",
  becomes: "Nothing: the item goes back by its encrypted content alone.",
};

/** Items of tools that the upstream runs itself, and of its compaction. */
export const serverItems: Rows = {
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
  ...callStatuses("web_search_call", ["in_progress", "incomplete"]),
  "web_search_call.status=searching": {
    ...ended,
    becomes: "As `completed`: Azure leaves it so. As the last item it ends the turn with `pause_turn` (B.4).",
  },

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
  ...callStatuses("code_interpreter_call", ["in_progress", "incomplete", "interpreting"]),

  tool_search_call: {
    code: "R12, R13",
    disposition: "mapped",
    becomes: "`server_tool_use` of the declared search tool; one that a client should run is left out.",
    losses: ["unsupported_output_item", "tool_call_truncated"],
    whole: true,
  },
  tool_search_output: {
    code: "R12",
    disposition: "mapped",
    becomes: "`tool_search_tool_result` with the names of the tools.",
    losses: ["unsupported_output_item", "tool_call_truncated", "unknown_output_part"],
    whole: true,
  },

  mcp_call: {
    code: "R14",
    disposition: "mapped",
    becomes:
      "`mcp_tool_use` and `mcp_tool_result`, whole, when it is done; nothing where nobody can tell whose tool it is.",
    losses: ["unsupported_output_item"],
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
  ...callStatuses("mcp_call", ["in_progress", "incomplete", "calling"]),
  mcp_list_tools: {
    code: "R15",
    disposition: "mapped",
    becomes:
      "`mcp_tool_listing` for clients whose beta header asks for it; otherwise nothing. A server that could not be asked is a loss.",
    losses: ["bookkeeping_item_dropped", "mcp_annotations_dropped", "mcp_listing_failed", "unknown_output_part"],
    whole: true,
  },
  mcp_approval_request: {
    code: "R16",
    disposition: "rejected",
    becomes: "An error: nobody can approve it, and it was never asked for.",
    whole: true,
  },

  compaction: {
    code: "R22",
    disposition: "mapped",
    becomes: "A `compaction` block, where the request asked for it.",
    losses: ["unsupported_output_item"],
  },
  "compaction.id": unneeded,
  "compaction.encrypted_content": { code: "R22", disposition: "mapped", becomes: "`encrypted_content`" },
  "compaction.created_by": unneeded,
};
