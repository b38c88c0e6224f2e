/** The Responses request that Transpond sends. Source: `openai` `ResponseCreateParams`; only what is sent is named here. */

export type CacheBreakpoint = { mode: "explicit"; ttl?: "30m" | "12h" };
export type ImageDetail = "low" | "high" | "auto" | "original";

export type InputText = { type: "input_text"; text: string; prompt_cache_breakpoint?: CacheBreakpoint };
export type InputImage = {
  type: "input_image";
  image_url: string;
  detail: ImageDetail;
  prompt_cache_breakpoint?: CacheBreakpoint;
};
export type InputFile = {
  type: "input_file";
  filename?: string;
  file_data?: string;
  file_url?: string;
  detail?: "low" | "high";
  prompt_cache_breakpoint?: CacheBreakpoint;
};
export type InputPart = InputText | InputImage | InputFile;

export type InstructionMessage = { type: "message"; role: "developer" | "system"; content: InputText[] };
export type UserMessage = { type: "message"; role: "user"; content: InputPart[] };
export type AssistantMessage = {
  type: "message";
  role: "assistant";
  content: string;
  phase?: "commentary" | "final_answer";
};
export type ReasoningItem = {
  type: "reasoning";
  id: string;
  encrypted_content: string;
  summary: { type: "summary_text"; text: string }[];
};
export type FunctionCall = {
  type: "function_call";
  call_id: string;
  name: string;
  arguments: string;
  namespace?: string;
};
export type FunctionCallOutput = { type: "function_call_output"; call_id: string; output: string | InputPart[] };
export type WebSearchCall = {
  type: "web_search_call";
  id: string;
  status: "completed" | "failed";
  action: { type: "search"; query: string; queries?: string[]; sources?: { type: "url"; url: string }[] };
};
export type CodeInterpreterCall = {
  type: "code_interpreter_call";
  id: string;
  code: string;
  container_id: string;
  outputs: { type: "logs"; logs: string }[] | null;
  status: "completed" | "failed" | "incomplete";
};
export type McpCall = {
  type: "mcp_call";
  id: string;
  server_label: string;
  name: string;
  arguments: string;
  output: string | null;
  error: { type: "mcp_tool_execution_error"; content: { type: "text"; text: string }[] } | null;
  status: "completed" | "failed";
};
export type McpListTools = {
  type: "mcp_list_tools";
  id: string;
  server_label: string;
  tools: { name: string; description?: string; input_schema: JsonSchema }[];
};
/** The upstream's own summary of what preceded it, which only it can read. */
export type Compaction = { type: "compaction"; encrypted_content: string };
/** A search that the upstream ran itself; it takes both items back without ids. */
export type ToolSearchCall = {
  type: "tool_search_call";
  execution: "server";
  call_id: null;
  status: "completed";
  arguments: Record<string, unknown>;
};
export type ToolSearchOutput = {
  type: "tool_search_output";
  execution: "server";
  call_id: null;
  status: "completed";
  tools: SearchableTool[];
};
export type AdditionalTools = { type: "additional_tools"; role: "developer"; tools: Tool[] };
export type ConfigurationUpdate = { type: "configuration_update"; reasoning: { effort: Effort } };

/** An item of `input` as it is sent. */
export type InputItem =
  | InstructionMessage
  | UserMessage
  | AssistantMessage
  | ReasoningItem
  | FunctionCall
  | FunctionCallOutput
  | WebSearchCall
  | CodeInterpreterCall
  | McpCall
  | McpListTools
  | Compaction
  | ToolSearchCall
  | ToolSearchOutput
  | AdditionalTools
  | ConfigurationUpdate;

/** A JSON Schema, as the client wrote it. */
export type JsonSchema = Record<string, unknown>;

export type FunctionTool = {
  type: "function";
  name: string;
  description?: string;
  parameters: JsonSchema;
  /** Always explicit: where it is absent, Responses rewrites the schema to its strict subset. */
  strict: boolean;
  defer_loading?: boolean;
};
export type WebSearchTool = {
  type: "web_search";
  filters?: { allowed_domains?: string[]; blocked_domains?: string[] };
  user_location?: {
    type: "approximate";
    city?: string | null;
    country?: string | null;
    region?: string | null;
    timezone?: string | null;
  };
};
export type CodeInterpreterTool = { type: "code_interpreter"; container: { type: "auto" } | string };
export type NamespaceTool = { type: "namespace"; name: string; description: string; tools: FunctionTool[] };
/** What a search can find; `defer_loading` stands on the functions themselves. */
export type SearchableTool = FunctionTool | NamespaceTool;
export type ToolSearchTool = { type: "tool_search"; execution: "server" };
export type McpTool = {
  type: "mcp";
  server_label: string;
  server_url: string;
  authorization?: string;
  allowed_tools?: string[];
  require_approval: "never";
  defer_loading?: boolean;
};
/** A tool as it is declared to the upstream. */
export type Tool = FunctionTool | WebSearchTool | CodeInterpreterTool | NamespaceTool | ToolSearchTool | McpTool;

export type AllowedTool =
  | { type: "function"; name: string }
  | { type: "mcp"; server_label: string }
  | { type: "web_search" | "code_interpreter" | "tool_search" };
export type ToolChoice =
  | "auto"
  | "none"
  | "required"
  | { type: "function"; name: string }
  | { type: "allowed_tools"; mode: "auto" | "required"; tools: AllowedTool[] };

export type Effort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";
export type Reasoning = { effort?: Effort; summary?: "auto" | "concise" | "detailed" };
export type JsonSchemaFormat = { type: "json_schema"; name: string; schema: JsonSchema; strict: boolean };

/** The body for `POST /v1/responses`. The types of the `openai` client take it as it is. */
export type OpenAIRequest = {
  model: string;
  input: InputItem[];
  max_output_tokens?: number;
  stream?: boolean;
  stream_options?: { include_obfuscation: false };
  store: false;
  include?: (
    | "reasoning.encrypted_content"
    | "web_search_call.action.sources"
    | "web_search_call.results"
    | "code_interpreter_call.outputs"
  )[];
  tools?: Tool[];
  tool_choice?: ToolChoice;
  parallel_tool_calls?: boolean;
  max_tool_calls?: number;
  reasoning?: Reasoning;
  text?: { format: JsonSchemaFormat };
  temperature?: number;
  top_p?: number;
  service_tier?: "auto" | "default" | "fast" | "priority";
  prompt_cache_key?: string;
  prompt_cache_options?: {
    mode?: "implicit" | "explicit";
    ttl?: "30m" | "12h";
    prewarm?: true;
    comparison_response_id?: string;
  };
  context_management?: { type: "compaction"; compact_threshold: number }[];
  safety_identifier?: string;
};
