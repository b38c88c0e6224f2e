import { type Section, under } from "./row.js";

/** Fields that ask for a service beside the answer: caching, editing of the context, other servers, accounts. */
export const serviceFields: Section = {
  title: "Context, services and accounts",
  source: "`MessageCreateParams`, stable and beta, with `BetaContextManagementConfig` and `CacheControlEphemeral`.",
  rows: {
    cache_control: {
      code: "A22, A.8",
      disposition: "mapped",
      becomes:
        "`prompt_cache_options.mode: implicit`, on models with cache breakpoints; the others cache by themselves. On blocks and tools the rows of these apply. Without any marker the upstream caches a long prompt all the same.",
      losses: ["cache_control_automatic", "implicit_cache_write"],
    },
    "cache_control.ttl": { code: "C3, C4, K19", disposition: "mapped", becomes: "`ttl`, wherever the marker stands." },
    "cache_control.ttl=5m": { code: "C3", disposition: "mapped", becomes: "Nothing: the upstream keeps 30 minutes." },
    "cache_control.ttl=1h": {
      code: "C4, K19",
      disposition: "approximated",
      becomes: "`12h`, the next that the upstream has.",
      losses: ["cache_ttl_rounded"],
    },
    container: {
      code: "A23, T11, K21",
      disposition: "mapped",
      becomes:
        "The container of `code_interpreter`, where the upstream named it itself in an answer; all others are refused. Without such a tool it says nothing.",
      losses: ["tool_hint_dropped"],
    },
    "container.id": { code: "A23, T11", disposition: "mapped", becomes: "As `container` where that is a string." },
    "container.skills": {
      code: "A23",
      disposition: "rejected",
      becomes: "Refused: the upstream has no skills. An empty list passes.",
      whole: true,
    },
    context_management: {
      code: "A31, A32, A33",
      disposition: "mapped",
      becomes: "Nothing by itself; its edits have rows.",
    },
    "context_management.edits": {
      code: "A31, A32, A33",
      disposition: "mapped",
      becomes: "Applied here, each by its row.",
    },
    "context_management.edits[clear_thinking_20251015]": {
      code: "A31",
      disposition: "mapped",
      becomes: "Reasoning of earlier turns is not sent, and the answer reports it.",
      losses: ["thinking_cleared"],
    },
    ...under(["context_management.edits[clear_thinking_20251015].keep"], {
      "": {
        code: "A31",
        disposition: "mapped",
        becomes:
          "How many of the latest turns keep their thinking; where it is absent all, or one for older Claude models.",
      },
      "=all": { code: "A31", disposition: "mapped", becomes: "Nothing is cleared." },
      "[all]": { code: "A31", disposition: "mapped", becomes: "Nothing is cleared." },
      "[thinking_turns]": { code: "A31", disposition: "mapped", becomes: "As many turns as `value` says." },
      "[thinking_turns].value": { code: "A31", disposition: "mapped", becomes: "Number of turns." },
    }),
    "context_management.edits[clear_tool_uses_20250919]": {
      code: "A32",
      disposition: "emulated",
      becomes:
        "Applied here, by an estimate of four characters a token: the results of the oldest tool uses become a short sentence, their inputs `{}`, as its fields say. The answer reports it.",
      losses: ["context_edit_estimated", "tool_uses_cleared"],
      whole: true,
    },
    "context_management.edits[compact_20260112]": {
      code: "A33",
      disposition: "approximated",
      becomes: "`context_management` of the type `compaction`. What comes of it only that upstream can read.",
      losses: ["compaction_opaque"],
    },
    "context_management.edits[compact_20260112].trigger": {
      code: "A33",
      disposition: "mapped",
      becomes: "`compact_threshold`; 150,000 tokens where it is absent.",
      whole: true,
    },
    "context_management.edits[compact_20260112].pause_after_compaction": {
      code: "A33",
      disposition: "dropped",
      becomes: "Not sent: the upstream goes on after a compaction.",
      losses: ["feature_unsupported"],
    },
    "context_management.edits[compact_20260112].instructions": {
      code: "A33",
      disposition: "dropped",
      becomes: "Not sent: the upstream takes none.",
      losses: ["feature_unsupported"],
    },
    compaction: {
      code: "A30, K21",
      disposition: "rejected",
      becomes: "Refused: the upstream's compaction gives no text.",
      whole: true,
    },
    diagnostics: { code: "A24", disposition: "mapped", becomes: "Nothing by itself; its one field has a row." },
    "diagnostics.previous_message_id": {
      code: "A24",
      disposition: "mapped",
      becomes:
        "`prompt_cache_options.comparison_response_id`, on models with cache breakpoints, where it names an answer of ours; else the answer says `unavailable`.",
      losses: ["cache_diagnostics_unavailable"],
    },
    fallbacks: { code: "A34", disposition: "mapped", becomes: "Nothing by itself. An empty list passes." },
    "fallbacks=default": { code: "A34", disposition: "mapped", becomes: "Nothing: it asks for what the server does." },
    "fallbacks[]": {
      code: "A34",
      disposition: "dropped",
      becomes: "Not sent: no other model is asked when this one refuses.",
      losses: ["fallbacks_ignored"],
      whole: true,
    },
    fallback_credit_token: {
      code: "A35",
      disposition: "rejected",
      becomes: "Refused, unless its mode is `best_effort`.",
    },
    "fallback_credit_token.token": {
      code: "A35",
      disposition: "rejected",
      becomes: "Never sent: credits are Anthropic's own.",
    },
    "fallback_credit_token.mode": { code: "A35", disposition: "mapped", becomes: "Decides whether it is refused." },
    "fallback_credit_token.mode=strict": { code: "A35", disposition: "rejected", becomes: "Refused." },
    "fallback_credit_token.mode=best_effort": {
      code: "A35",
      disposition: "dropped",
      becomes: "The token is not sent, and the answer's usage says that it was not redeemed.",
      losses: ["fallback_credit_not_applied"],
    },
    mcp_servers: {
      code: "A36, T15",
      disposition: "mapped",
      becomes:
        "With their `mcp_toolset`s, tools of the type `mcp`. A server whose tools may not be called is left out; one without a toolset is refused, unless no toolset is there at all and no later beta than `mcp-client-2025-04-04`.",
      losses: ["mcp_server_unused"],
    },
    "mcp_servers[].name": {
      code: "T15",
      disposition: "mapped",
      becomes: "`server_label`; characters that OpenAI does not take are replaced.",
      losses: ["mcp_names"],
    },
    "mcp_servers[].url": { code: "T15", disposition: "mapped", becomes: "`server_url`." },
    "mcp_servers[].authorization_token": { code: "T15", disposition: "mapped", becomes: "`authorization`." },
    "mcp_servers[].tool_configuration": {
      code: "T15",
      disposition: "mapped",
      becomes: "The older form of an `mcp_toolset`; what that leaves out stays out.",
      losses: ["tool_hint_dropped"],
    },
    "mcp_servers[].tool_configuration.allowed_tools": {
      code: "T15",
      disposition: "mapped",
      becomes: "`allowed_tools`.",
    },
    "mcp_servers[].tool_configuration.enabled": {
      code: "T15",
      disposition: "mapped",
      becomes: "Where it is `false`, the server is not sent.",
    },
    thread: {
      code: "A37, K21",
      disposition: "rejected",
      becomes: "Refused with `error_code: thread_unsupported_request`.",
      whole: true,
    },
    inference_geo: {
      code: "A25, K21",
      disposition: "rejected",
      becomes: "Refused: it decides where data go, and must not be ignored.",
    },
    user_profile_id: {
      code: "A26",
      disposition: "dropped",
      becomes: "Not sent: the upstream knows no user profiles.",
      losses: ["user_profile_ignored"],
    },
    workspace_id: {
      code: "A27",
      disposition: "dropped",
      becomes: "Not sent: workspaces are Anthropic's own.",
      losses: ["metadata_dropped"],
    },
    billing_policy: { code: "A29", disposition: "mapped", becomes: "Nothing by itself; its one field has a row." },
    "billing_policy.bill_to": {
      code: "A29",
      disposition: "mapped",
      becomes: "Nothing: only the account of the upstream's key can be billed.",
    },
    "billing_policy.bill_to=self": { code: "A29", disposition: "mapped", becomes: "Nothing: it is so anyway." },
    "billing_policy.bill_to=user_profile": { code: "A29", disposition: "rejected", becomes: "Refused." },
  },
};
