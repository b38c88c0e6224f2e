/** The answer that the client reads: the blocks, usage and message that Transpond emits. Source: `@anthropic-ai/sdk` `Message`. */

export type DirectCaller = { type: "direct" };

export type WebSearchResultLocation = {
  type: "web_search_result_location";
  url: string;
  title: string | null;
  cited_text: string;
  encrypted_index: string;
};

export type TextBlock = { type: "text"; text: string; citations: WebSearchResultLocation[] | null };
export type ThinkingBlock = { type: "thinking"; thinking: string; signature: string };
export type ToolUseBlock = {
  type: "tool_use";
  id: string;
  name: string;
  input: unknown;
  caller: DirectCaller;
  toolset_name?: string;
};
export type ServerToolName = "web_search" | "code_execution" | "tool_search_tool_regex" | "tool_search_tool_bm25";
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
export type WebSearchToolResultBlock = {
  type: "web_search_tool_result";
  tool_use_id: string;
  content: WebSearchResult[] | WebSearchError;
  caller: DirectCaller;
};

export type ContentBlock = TextBlock | ThinkingBlock | ToolUseBlock | ServerToolUseBlock | WebSearchToolResultBlock;

export type StopReason =
  | "end_turn"
  | "max_tokens"
  | "stop_sequence"
  | "tool_use"
  | "pause_turn"
  | "refusal"
  | "model_context_window_exceeded";

export type RefusalDetails = { type: "refusal"; category: "cyber" | "bio" | null; explanation: string | null };

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
};

export type Message = {
  id: string;
  type: "message";
  role: "assistant";
  model: string;
  content: ContentBlock[];
  stop_reason: StopReason | null;
  stop_sequence: string | null;
  stop_details: RefusalDetails | null;
  container: null;
  diagnostics: null;
  usage: Usage;
};
