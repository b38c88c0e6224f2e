import { markerWithoutPlace } from "./cache-marker-rows.js";
import { type Section, under } from "./row.js";

const named = (type: string) => `tools[${type}]`;
const webSearch = ["web_search_20250305", "web_search_20260209", "web_search_20260318"].map(named);
const webFetch = ["web_fetch_20250910", "web_fetch_20260209", "web_fetch_20260309", "web_fetch_20260318"].map(named);
const pythonOnly = ["code_execution_20250522"].map(named);
const withShell = ["code_execution_20250825", "code_execution_20260120", "code_execution_20260521"].map(named);
const toolSearch = [
  "tool_search_tool_bm25",
  "tool_search_tool_bm25_20251119",
  "tool_search_tool_regex",
  "tool_search_tool_regex_20251119",
].map(named);
const advisor = ["advisor_20260301"].map(named);
const hosted = [...webSearch, ...pythonOnly, ...withShell, ...toolSearch];

/** Tools that the upstream would have to run. Codes: docs/mapping.md. */
export const serverTools: Section = {
  title: "Tools that the server runs",
  source:
    "`ToolUnion` and `BetaToolUnion`. One that is left out cannot be forced: such a `tool_choice` is refused (K21).",
  rows: {
    ...under(webSearch, {
      "": {
        code: "T9",
        disposition: "mapped",
        becomes: "`web_search`; its sources and results are asked for by `include`.",
      },
      ".max_uses": {
        code: "T9",
        disposition: "approximated",
        becomes: "`max_tool_calls`, which counts all server tools together.",
        losses: ["max_uses_shared"],
      },
      ".allowed_domains": {
        code: "T9",
        disposition: "mapped",
        becomes: "`filters.allowed_domains`, cut to the host. Both lists at once are refused.",
        losses: ["domain_path_dropped"],
      },
      ".blocked_domains": {
        code: "T9",
        disposition: "mapped",
        becomes: "`filters.blocked_domains`, cut to the host. Both lists at once are refused.",
        losses: ["domain_path_dropped"],
      },
      ".user_location": {
        code: "T9",
        disposition: "mapped",
        becomes: "`user_location`; an empty one where it is absent, since none at all means the United States.",
      },
      ".user_location.city": { code: "T9", disposition: "mapped", becomes: "`city`." },
      ".user_location.country": { code: "T9", disposition: "mapped", becomes: "`country`." },
      ".user_location.region": { code: "T9", disposition: "mapped", becomes: "`region`." },
      ".user_location.timezone": { code: "T9", disposition: "mapped", becomes: "`timezone`." },
    }),
    ...under(
      webSearch.map((name) => `${name}.response_inclusion`),
      {
        "": { code: "T9", disposition: "mapped", becomes: "See its values." },
        "=full": { code: "T9", disposition: "mapped", becomes: "Nothing: it is so anyway." },
        "=excluded": {
          code: "T9",
          disposition: "dropped",
          becomes: "Not sent: results of the upstream cannot be left out.",
          losses: ["feature_unsupported"],
        },
      },
    ),
    ...under(webFetch, {
      "": {
        code: "T10, K21",
        disposition: "dropped",
        becomes: "Not sent: the upstream opens pages only within its search.",
        losses: ["tool_unsupported", "cache_marker_dropped", "cache_control_automatic", "cache_ttl_rounded"],
        whole: true,
      },
    }),
    ...under(pythonOnly, {
      "": {
        code: "T11",
        disposition: "mapped",
        becomes: "`code_interpreter`; its outputs are asked for by `include`.",
      },
    }),
    ...under(withShell, {
      "": {
        code: "T11",
        disposition: "approximated",
        becomes: "`code_interpreter`, which runs Python only; its outputs are asked for by `include`.",
        losses: ["code_execution_python_only"],
      },
    }),
    ...under(toolSearch, {
      "": {
        code: "T12",
        disposition: "approximated",
        becomes:
          "`tool_search`, run by the upstream, one for all of them; left out where no tool waits for it, and on models without it, where all tools are loaded at once.",
        losses: ["tool_search_engine", "tool_hint_dropped", "defer_loading_ignored"],
      },
    }),
    ...under(toolSearch, {
      ".allowed_callers": {
        code: "T1c",
        disposition: "mapped",
        becomes: "Nothing where `direct` is in it; other callers are not sent. Without `direct` it is refused.",
        losses: ["ptc_language"],
        whole: true,
      },
    }),
    ...under(
      toolSearch.map((name) => `${name}.defer_loading`),
      { "": { code: "T12", disposition: "rejected", becomes: "Refused: the search itself cannot wait." } },
    ),
    ...under(advisor, {
      "": {
        code: "T13, K21",
        disposition: "dropped",
        becomes: "Not sent: the upstream has no advisor.",
        losses: ["tool_unsupported", "cache_marker_dropped", "cache_control_automatic", "cache_ttl_rounded"],
        whole: true,
      },
    }),
    ...under(hosted, {
      ".name": { code: "T9, T11, T12", disposition: "mapped", becomes: "Nothing: the type says it.", whole: true },
      ".strict": {
        code: "T1s",
        disposition: "dropped",
        becomes: "Not sent: the upstream's own tools have no schema.",
        losses: ["tool_hint_dropped"],
      },
      ".cache_control": markerWithoutPlace,
    }),
    ...under([...webSearch, ...pythonOnly, ...withShell], {
      ".allowed_callers": {
        code: "T1c",
        disposition: "mapped",
        becomes: "Nothing where it is `direct`; other callers are not sent, and the model calls the tool itself.",
        losses: ["feature_unsupported"],
        whole: true,
      },
      ".defer_loading": {
        code: "T1d",
        disposition: "dropped",
        becomes: "Not sent: the upstream's own tools cannot wait.",
        losses: ["defer_loading_ignored"],
      },
    }),
    "tools[mcp_toolset]": {
      code: "T15",
      disposition: "mapped",
      becomes: "`mcp`, with the server of `mcp_servers` that it names; `require_approval: never`.",
      losses: ["defer_loading_ignored", "mcp_server_unused"],
    },
    "tools[mcp_toolset].mcp_server_name": {
      code: "T15",
      disposition: "mapped",
      becomes: "The server of `mcp_servers`; one that is not there, or has another toolset, is refused.",
    },
    "tools[mcp_toolset].configs": {
      code: "T15",
      disposition: "mapped",
      becomes:
        "`allowed_tools`. A tool that is off among all that are on is refused, unless `tools` lists them or the server's `tool_configuration` does; exceptions from waiting cannot be said.",
      losses: ["defer_loading_ignored", "tool_deferred"],
      whole: true,
    },
    "tools[mcp_toolset].default_config": {
      code: "T15",
      disposition: "mapped",
      becomes: "`allowed_tools` and `defer_loading`; without a tool search in the request nothing waits.",
      losses: ["defer_loading_ignored"],
      whole: true,
    },
    "tools[mcp_toolset].tools": {
      code: "T15",
      disposition: "mapped",
      becomes:
        "An `mcp_list_tools` item before the messages, or where a system message brings the toolset, and the names of `allowed_tools`.",
      whole: true,
    },
    "tools[mcp_toolset].cache_control": markerWithoutPlace,
  },
};
