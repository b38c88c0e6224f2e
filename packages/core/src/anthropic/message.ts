/** The answer that the client reads: the blocks, usage and message that Transpond emits. Source: `@anthropic-ai/sdk` `Message`. */

export type DirectCaller = { type: "direct" };

export type WebSearchResultLocation = {
  type: "web_search_result_location";
  url: string;
  title: string | null;
  cited_text: string;
  encrypted_index: string;
};

/** Text of the answer, with the places that it cites. */
export type TextBlock = { type: "text"; text: string; citations: WebSearchResultLocation[] | null };
/** A summary of the reasoning; `signature` carries the reasoning itself to the next turn. */
export type ThinkingBlock = { type: "thinking"; thinking: string; signature: string };
/** A call of a tool that the client runs. */
export type ToolUseBlock = {
  type: "tool_use";
  id: string;
  name: string;
  input: unknown;
  caller: DirectCaller;
  toolset_name?: string;
};
export type ServerToolName = "web_search" | "code_execution" | "tool_search_tool_regex" | "tool_search_tool_bm25";
/** A call of a tool that ran upstream. */
export type ServerToolUseBlock = {
  type: "server_tool_use";
  id: string;
  name: ServerToolName;
  input: unknown;
  caller: DirectCaller;
};
export type WebSearchResult = {
  type: "web_search_result";
  url: string;
  title: string;
  encrypted_content: string;
  page_age: string | null;
};
export type WebSearchError = { type: "web_search_tool_result_error"; error_code: "unavailable" };
/** What a web search upstream has found, or why it has not. */
export type WebSearchToolResultBlock = {
  type: "web_search_tool_result";
  tool_use_id: string;
  content: WebSearchResult[] | WebSearchError;
  caller: DirectCaller;
};

export type CodeExecutionResult = {
  type: "code_execution_result";
  stdout: string;
  stderr: string;
  return_code: number;
  /** Files that the code made: the upstream names none. */
  content: never[];
};
export type CodeExecutionError = { type: "code_execution_tool_result_error"; error_code: "unavailable" };
/** What a program that ran upstream wrote, or why it did not run. */
export type CodeExecutionToolResultBlock = {
  type: "code_execution_tool_result";
  tool_use_id: string;
  content: CodeExecutionResult | CodeExecutionError;
};

export type ToolReference = { type: "tool_reference"; tool_name: string };
/** The tools that a tool search upstream has found. */
export type ToolSearchToolResultBlock = {
  type: "tool_search_tool_result";
  tool_use_id: string;
  content: { type: "tool_search_tool_search_result"; tool_references: ToolReference[] };
};

/** A call that the upstream made to an MCP server. */
export type McpToolUseBlock = { type: "mcp_tool_use"; id: string; name: string; server_name: string; input: unknown };
/** What an MCP server answered to the upstream. */
export type McpToolResultBlock = {
  type: "mcp_tool_result";
  tool_use_id: string;
  is_error: boolean;
  content: { type: "text"; text: string; citations: null }[];
};
/** `content` is a placeholder, since the upstream's compaction cannot be read. Null in both: the compaction failed. */
export type CompactionBlock = { type: "compaction"; content: string | null; encrypted_content: string | null };
export type McpTool = { name: string; description?: string; input_schema: Record<string, unknown> };
/** The tools that an MCP server has told the upstream of. */
export type McpToolListingBlock = { type: "mcp_tool_listing"; mcp_server_name: string; tools: McpTool[] };

/** What stands in the `content` of an answer. */
export type ContentBlock =
  | TextBlock
  | ThinkingBlock
  | ToolUseBlock
  | ServerToolUseBlock
  | WebSearchToolResultBlock
  | CodeExecutionToolResultBlock
  | ToolSearchToolResultBlock;

/**
 * What stands there where the request used beta features: blocks of MCP servers, if it named such servers, and of the
 * upstream's compaction, if it asked for that. The types of `Message` and of the events leave them out, as those of the
 * official SDK's stable client do, so that both fit.
 */
export type BetaContentBlock =
  | ContentBlock
  | McpToolUseBlock
  | McpToolResultBlock
  | McpToolListingBlock
  | CompactionBlock;

/** Why the answer ends, in Anthropic's words. */
export type StopReason =
  | "end_turn"
  | "max_tokens"
  | "stop_sequence"
  | "tool_use"
  | "pause_turn"
  | "refusal"
  | "model_context_window_exceeded";

/** Why an answer was refused. */
export type RefusalDetails = {
  type: "refusal";
  category: "cyber" | "bio" | null;
  explanation: string | null;
  /** Beta; the upstream offers no other model. Source: `BetaRefusalStopDetails`. */
  fallback_credit_token?: null;
  fallback_has_prefill_claim?: null;
  recommended_model?: null;
};

/** The bill in Anthropic's terms; `input_tokens` does not contain what was read from a cache or written to one. */
export type Usage = {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number };
  output_tokens: number;
  output_tokens_details: { thinking_tokens: number } | null;
  server_tool_use: { web_search_requests: number; web_fetch_requests: number } | null;
  service_tier: "standard" | "priority" | null;
  inference_geo: null;
  speed: "standard" | "fast" | null;
  /** Beta; not null where the request carried a token. Source: `BetaFallbackCreditUsage`. */
  fallback_credit?: { status: { type: "not_applied"; reason: "not_enabled" } } | null;
  /** Beta; the upstream tells no single iterations. Source: `BetaUsage`. */
  iterations?: null;
};

/** What an edit of `context_management` did. Source: `BetaContextManagementResponse`. */
export type AppliedEdit =
  | { type: "clear_tool_uses_20250919"; cleared_tool_uses: number; cleared_input_tokens: number }
  | { type: "clear_thinking_20251015"; cleared_thinking_turns: number; cleared_input_tokens: number };
/** Edits of the context that were made for this answer. */
export type ContextManagement = { applied_edits: AppliedEdit[] };

/** A thinking block of the request that was not sent. Source: `BetaThinkingDroppedInputTransformation`. */
export type InputTransformation = {
  type: "thinking_dropped";
  path: string;
  reason:
    | "model_binding_mismatch"
    | "prefix_binding_mismatch"
    | "organization_binding_mismatch"
    | "end_user_binding_mismatch";
};

/** Why the prompt cache was not met, by the part of the request that changed. */
export type CacheMissReason =
  | { type: "model_changed" | "tools_changed" | "messages_changed"; cache_missed_input_tokens: number }
  | { type: "previous_message_not_found" | "unavailable" };
/** Why the prompt cache was missed; a reason of null says that it is not known yet. Source: `Diagnostics`. */
export type Diagnostics = { cache_miss_reason: CacheMissReason | null };

/** Where code ran. */
export type Container = { id: string; expires_at: string; skills: null };

/** A whole answer, as `POST /v1/messages` gives it without `stream`. */
export type Message = {
  id: string;
  type: "message";
  role: "assistant";
  model: string;
  content: ContentBlock[];
  stop_reason: StopReason | null;
  stop_sequence: string | null;
  stop_details: RefusalDetails | null;
  container: Container | null;
  diagnostics: Diagnostics | null;
  usage: Usage;
  /** Beta; only where the request has `context_management` or names a beta. */
  context_management?: ContextManagement | null;
  /** Beta; only where `thinking-binding-controls` is set. */
  input_transformations?: InputTransformation[];
};
