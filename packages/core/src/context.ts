import type { ContextManagement, InputTransformation } from "./anthropic/message.js";

/**
 * What the way back needs to know of the request: plain JSON, so that the answer may be handled by another process.
 * It holds names, paths and limits, no content; treat it as confidential all the same.
 */
export type TranslationContext = {
  /** Version of this shape. */
  v: 1;
  /** The model name that the client sent; the answer repeats it. */
  model: string;
  /** The model that was asked upstream. */
  upstreamModel: string;
  /** Model id without its date, as reasoning envelopes name it. */
  family: string;
  /** Hash of who the upstream is (`options.identity`), as reasoning envelopes name it. */
  identity: string;
  /** Tool names as sent upstream → as the client wrote them, only where they differ. */
  toolNames: Record<string, string>;
  /** Tool name (upstream) → property → the empty values of it that are left out of a call's input. */
  omittableArguments: Record<string, Record<string, ("null" | "empty_string")[]>>;
  stopSequences: string[];
  /** Whether the client asked for structured output: then every text block must be the JSON, nothing else. */
  format: boolean;
  /** Whether thinking text is shown; otherwise thinking blocks carry a signature only. */
  showThinking: boolean;
  /** Server tools that the client declared, by the name that their blocks carry. */
  serverTools: string[];
  /** `max_output_tokens` as sent, and the model's context window where it is known. */
  maxOutputTokens: number | null;
  contextWindow: number | null;
  /** Speed that the client asked for. */
  speed: "standard" | "fast" | null;
  /** Extras of the answer that the client's beta headers switch on. */
  betas: ("thinking-token-count" | "mcp-tool-listing")[];
  /** Where each input item and its content parts come from, so that upstream errors name the client's own path. */
  paths: { input: (string | string[])[]; tools: string[] };
  /** Labels of MCP servers as sent upstream → their names as the client wrote them, only where they differ. */
  mcpServers?: Record<string, string>;
  /** Toolsets that were sent as namespaces, where other namespaces occur: those are the upstream's own bookkeeping. */
  toolsets?: string[];
  /** Members of toolsets that were sent as single functions: name upstream → toolset and member. */
  toolsetMembers?: Record<string, { toolset: string; name: string }>;
  /** Set where a function of the request is called `parallel`, which otherwise is a wrapper that models leak. */
  parallelTool?: true;
  /** Set where the request only warmed the cache: then the answer is empty and ends with `max_tokens`. */
  prewarm?: true;
  /** Set where the client named a beta: then the answer has every key that the official SDK's beta types require. */
  beta?: true;
  /** What `context_management` did to the request; null where only a beta is named. Absent: neither. */
  contextManagement?: ContextManagement | null;
  /** Set where the upstream may compact the conversation. */
  compaction?: true;
  /** Whether a comparison with an earlier answer's cache was asked for, and whether the upstream can make it. */
  cacheDiagnostics?: "requested" | "unavailable";
  /** Thinking of the request that was not sent; only where `thinking-binding-controls` is set. */
  inputTransformations?: InputTransformation[];
  /** Id of each reasoning item that was sent → the thinking block that it comes from. */
  reasoningPaths?: Record<string, string>;
  /** Set where the request carried a token of fallback credit, which cannot be redeemed here. */
  fallbackCredit?: true;
  /** Set where reasoning that the upstream refuses must fail the request rather than be left out. */
  prefixMismatch?: "error";
  /** Input tokens as the host counted them, for answers whose usage never arrives. */
  inputTokens?: number;
};
