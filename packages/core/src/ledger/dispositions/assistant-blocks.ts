import { markerElsewhere } from "./cache-marker-rows.js";
import { type Row, type Section, under } from "./row.js";

const flattened: Row = {
  code: "B9, B9x, B16",
  disposition: "approximated",
  becomes: "With its call, one assistant text.",
  losses: ["server_tool_flattened"],
};
/** A model that may run code now is told of code that ran in another container. */
const ranElsewhere: Row = {
  ...flattened,
  code: "B9, B9x, T11",
  losses: ["server_tool_flattened", "code_execution_stateless"],
};
const partOfText: Row = { code: "B9x", disposition: "mapped", becomes: "Part of that text.", whole: true };
const pairing: Row = { code: "B9", disposition: "mapped", becomes: "Puts call and result together; not sent." };
const foreignCaller: Row = {
  code: "B7, B9",
  disposition: "mapped",
  becomes: "Nothing where it is `direct`; another server's program is not sent.",
  losses: ["feature_unsupported"],
  whole: true,
};

const serverResults = [
  "web_search_tool_result",
  "web_fetch_tool_result",
  "code_execution_tool_result",
  "bash_code_execution_tool_result",
  "text_editor_code_execution_tool_result",
  "tool_search_tool_result",
  "advisor_tool_result",
  "mcp_tool_result",
].map((type) => `content[${type}]`);

/** Blocks that the assistant wrote, server tools included. Codes: docs/mapping.md. */
export const assistantBlocks: Section = {
  title: "Content blocks: what the assistant wrote",
  source: "`ContentBlockParam` and `BetaContentBlockParam`.",
  rows: {
    "content[thinking]": {
      code: "B5, B5e, B5f, M5, M17, K6",
      disposition: "mapped",
      becomes:
        "`reasoning`, where its signature is ours, of the same model family and upstream, and something of its turn follows it. All other thinking is left out, never sent as text.",
      losses: ["thinking_dropped", "orphan_reasoning_dropped", "thinking_cleared", "repeated_item_dropped"],
    },
    "content[thinking].thinking": {
      code: "B5",
      disposition: "mapped",
      becomes: "`summary`, cut into its parts again; a text that was changed is one part.",
    },
    "content[thinking].signature": {
      code: "B5, K5",
      disposition: "mapped",
      becomes: "`id` and `encrypted_content`; also the `phase` of the text that follows.",
    },
    "content[redacted_thinking]": {
      code: "B6",
      disposition: "mapped",
      becomes: "As `content[thinking]`.",
      losses: ["thinking_dropped", "orphan_reasoning_dropped", "thinking_cleared", "repeated_item_dropped"],
    },
    "content[redacted_thinking].data": {
      code: "B6, K5",
      disposition: "mapped",
      becomes: "As `signature` of `content[thinking]`.",
    },
    "content[tool_use]": {
      code: "B7, M6, M14, M16",
      disposition: "mapped",
      becomes:
        "`function_call`. Without a result in the next turn, or with the id of another call, it is refused in Anthropic's words.",
    },
    "content[tool_use].id": { code: "B7, K9", disposition: "mapped", becomes: "`call_id`, as `tool_use_id`." },
    "content[tool_use].name": { code: "B7, K9", disposition: "mapped", becomes: "`name`, shortened as in `tools`." },
    "content[tool_use].input": {
      code: "B7",
      disposition: "mapped",
      becomes: "`arguments`: compact JSON, keys in their order. `context_management` may clear it.",
      losses: ["tool_uses_cleared"],
    },
    "content[tool_use].toolset_name": {
      code: "B7, T6, T7",
      disposition: "mapped",
      becomes: "`namespace`, where the request declares that toolset and the model takes namespaces.",
      losses: ["feature_unsupported"],
    },
    "content[tool_use].caller": {
      code: "B7",
      disposition: "mapped",
      becomes: "See its members.",
      losses: ["feature_unsupported"],
    },
    "content[tool_use].caller[direct]": {
      code: "B7",
      disposition: "mapped",
      becomes: "Nothing: all calls are direct.",
    },
    ...under(
      ["content[tool_use].caller[code_execution_20250825]", "content[tool_use].caller[code_execution_20260120]"],
      {
        "": {
          code: "B7, T1c",
          disposition: "dropped",
          becomes: "Not sent: the upstream has no such program; the call stands as a direct one.",
          losses: ["feature_unsupported"],
          whole: true,
        },
      },
    ),
    "content[server_tool_use]": {
      code: "B9, B9x",
      disposition: "approximated",
      becomes:
        "Part of what its result becomes. Without a result it is assistant text, and at the end of a message a wish to go on (M7).",
      losses: ["server_tool_flattened"],
    },
    "content[server_tool_use].id": pairing,
    "content[server_tool_use].name": partOfText,
    "content[server_tool_use].input": partOfText,
    ...under(serverResults, { "": flattened, ".content": partOfText, ".tool_use_id": pairing }),
    "content[web_search_tool_result]": {
      ...flattened,
      becomes: "`web_search_call`, where its first result holds our envelope; else, with its call, one assistant text.",
    },
    "content[code_execution_tool_result]": {
      ...ranElsewhere,
      becomes:
        "`code_interpreter_call`, where the id is ours, of the same upstream, and the tool is declared; else, with its call, one assistant text.",
    },
    "content[bash_code_execution_tool_result]": ranElsewhere,
    "content[text_editor_code_execution_tool_result]": ranElsewhere,
    "content[mcp_tool_result]": {
      ...flattened,
      code: "B14",
      becomes:
        "`mcp_call`, where the id is ours, of the same upstream, and the request has that server; else, with its call, one assistant text.",
    },
    "content[mcp_tool_result].is_error": { code: "B14", disposition: "mapped", becomes: "`status: failed`." },
    "content[mcp_tool_use]": {
      code: "B14",
      disposition: "approximated",
      becomes: "As `content[server_tool_use]`.",
      losses: ["server_tool_flattened"],
    },
    "content[mcp_tool_use].id": pairing,
    ...under(["content[mcp_tool_use]"], {
      ".name": partOfText,
      ".server_name": partOfText,
      ".input": partOfText,
    }),
    ...under(["content[server_tool_use]", "content[web_search_tool_result]", "content[web_fetch_tool_result]"], {
      ".caller": foreignCaller,
    }),
    "content[mcp_tool_listing]": {
      code: "B15",
      disposition: "mapped",
      becomes: "`mcp_list_tools`, once, where the request has that server.",
      losses: ["server_tool_history_dropped", "repeated_item_dropped"],
      whole: true,
    },
    "content[compaction]": {
      code: "B12",
      disposition: "mapped",
      becomes:
        "What precedes it is left out, but for the system prompt. The upstream's own is the item `compaction`; of another vendor's the summary stands as an instruction message. A second one of those is refused.",
      losses: ["compaction_applied", "compaction_skipped", "compaction_dropped"],
    },
    "content[compaction].content": {
      code: "B12",
      disposition: "mapped",
      becomes: "Text of that message; without it the block says nothing.",
    },
    "content[compaction].signature": {
      code: "B12",
      disposition: "mapped",
      becomes: "Nothing: only Anthropic can check it.",
    },
    "content[compaction].encrypted_content": {
      code: "B12, A33",
      disposition: "mapped",
      becomes: "`encrypted_content`, where it is ours and of the same upstream; else it is not sent.",
      losses: ["feature_unsupported"],
    },
    "content[compaction].tool_changes": {
      code: "B12",
      disposition: "dropped",
      becomes: "Not sent: the tools of the request hold.",
      losses: ["feature_unsupported"],
      whole: true,
    },
    "content[fallback]": {
      code: "B13",
      disposition: "dropped",
      becomes: "Not sent, as at Anthropic: it notes which model answered.",
      losses: ["fallback_block_dropped"],
      whole: true,
    },
    ...under(
      [
        "content[tool_use]",
        "content[server_tool_use]",
        "content[mcp_tool_use]",
        "content[compaction]",
        ...serverResults,
      ],
      { ".cache_control": markerElsewhere },
    ),
  },
};
