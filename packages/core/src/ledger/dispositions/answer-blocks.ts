import { type Row, type Section, under } from "./row.js";

const written = (code: string, becomes: string): Row => ({ code, disposition: "mapped", becomes });
const whole = (code: string, becomes: string): Row => ({ code, disposition: "mapped", becomes, whole: true });
const unused = (code: string, becomes: string): Row => ({ code, disposition: "unused", becomes, whole: true });
const caller = whole("R6, R8", "Always `direct`.");
const servers = (names: readonly string[]) => names.map((name) => `server_tool_use.name=${name}`);

/** Sections B.1 and B.2, seen from the client. */
export const answerBlocks: Section = {
  title: "Answers: content blocks",
  source: "`ContentBlock` and `BetaContentBlock`.",
  rows: {
    text: written("R1, R2", "From a part of a message."),
    "text.text": written("R1", "From its text."),
    "text.citations": written("B.2, K23", "From its annotations; null where there are none."),
    "text.citations[web_search_result_location]": whole("B.2", "From `url_citation`."),
    ...under(
      ["char_location", "page_location", "content_block_location", "search_result_location"].map(
        (type) => `text.citations[${type}]`,
      ),
      { "": unused("B3z", "The upstream cannot cite places in what it was given.") },
    ),
    thinking: written("R3, R4, R5", "From a reasoning item."),
    "thinking.thinking": written("R3, R5", "From its summary or text; empty where thinking is not shown."),
    "thinking.signature": written("K5", "The envelope of the item."),
    redacted_thinking: unused("R4", "Reasoning without text is a thinking block without text."),
    tool_use: written("R6", "From a function call."),
    "tool_use.id": written("K9", "From `call_id`."),
    "tool_use.name": written("K9", "From the name, as the client wrote it."),
    "tool_use.input": written("R6", "From the arguments."),
    "tool_use.caller": caller,
    "tool_use.toolset_name": written("T6, T7", "Where the tool is a member of a toolset."),
    server_tool_use: written("R9, R11, R12", "From a call of a server tool."),
    "server_tool_use.id": written("B9", "`srvtoolu_` and what identifies the item."),
    "server_tool_use.name": written("R9, R11, R12", "By the item."),
    "server_tool_use.name=web_search": written("R9", "From `web_search_call`."),
    "server_tool_use.name=code_execution": written("R11", "From `code_interpreter_call`."),
    ...under(servers(["tool_search_tool_regex", "tool_search_tool_bm25"]), {
      "": written("R12", "From `tool_search_call`; whichever the client declared."),
    }),
    ...under(servers(["advisor", "web_fetch", "bash_code_execution", "text_editor_code_execution"]), {
      "": unused("K21", "The upstream has no such tool."),
    }),
    "server_tool_use.input": written("R9, R11, R12", "From the item."),
    "server_tool_use.caller": caller,
    web_search_tool_result: whole("R9", "From `web_search_call`."),
    code_execution_tool_result: whole("R11", "From `code_interpreter_call`."),
    tool_search_tool_result: whole("R12", "From `tool_search_output`."),
    mcp_tool_use: whole("R14", "From `mcp_call`."),
    mcp_tool_result: whole("R14", "From `mcp_call`."),
    compaction: whole("R22", "From `compaction`, where the request asked for it."),
    mcp_tool_listing: whole("R15", "From `mcp_list_tools`, for clients whose beta header asks for it."),
    ...under(
      [
        "web_fetch_tool_result",
        "advisor_tool_result",
        "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result",
      ],
      { "": unused("K21", "The upstream has no such tool.") },
    ),
    container_upload: unused("B11", "Files are not served."),
    fallback: unused("A34", "No other model is asked."),
  },
};
