import type { LossCode, Message } from "@transpond/core";

/** What both entries of a request say. Values are of this side's making but for `correlationId`; see each. */
type Common = {
  /** Version of this shape. A field that is added leaves it; one that is renamed, removed or means something else does not. */
  v: 1;
  /** One id for all that belongs together: the client's, where it sent one that can be taken, else `requestId`. */
  correlationId: string;
  /** Our own, also in the header `request-id` and in errors. */
  requestId: string;
  /** Trace and parent span of a valid `traceparent`. */
  traceId: string | null;
  spanId: string | null;
  /** One of HTTP's own methods, or `other`. */
  method: string;
  /** The route's template, such as `/v1/models/:id`; `none` for what is not served. */
  route: string;
  /** Whether the answer is a stream. */
  stream: boolean;
  /** The name that the client sent where the host's options know it, the glob that took it, or `other`. */
  model: string | null;
  /** The model that is asked, where it is the host's or a published name, or `other`. */
  upstreamModel: string | null;
};

/** What a request asks for, in numbers and names of our own. */
export type RequestShape = {
  messages: number;
  userMessages: number;
  assistantMessages: number;
  systemMessages: number;
  /** Blocks of all messages together, by kind. */
  images: number;
  documents: number;
  toolCalls: number;
  toolResults: number;
  thinkingBlocks: number;
  /** Tools that are declared, and those of them that the server runs. */
  tools: number;
  serverTools: number;
  /** Features that it uses, from a fixed list. */
  features: RequestFeature[];
};

/** What a request makes use of. */
export type RequestFeature =
  | "thinking"
  | "effort"
  | "structured_output"
  | "prompt_cache"
  | "forced_tool"
  | "stop_sequences"
  | "context_management"
  | "mcp_servers"
  | "container"
  | "betas";

/** Pseudonyms of who called, from `metadata.user_id`; only with the option `pseudonyms`. */
export type CallerPseudonyms = {
  user: string | null;
  device: string | null;
  account: string | null;
  session: string | null;
};

/** One request, once it is accepted; or, where it is refused before, just before its end. */
export type RequestEntry = Common &
  CallerPseudonyms & {
    event: "request";
    /** Size of the body after decompression; null where it was not read. */
    requestBytes: number | null;
    /** What it asks for; null where it was refused before that was known. */
    asks: RequestShape | null;
    /** How often the client says that it has tried before. */
    clientRetries: number | null;
    /** With `content: "redacted"`: system prompt and messages. */
    content?: unknown;
    redactions?: Record<string, number>;
  };

/** The end of a request, however it ended. */
export type ResponseEntry = Common & {
  event: "response";
  /** Of the answer; a stream that failed after its head keeps 200 and has an `errorType`. */
  status: number;
  outcome: "completed" | "failed" | "cancelled";
  errorType: string | null;
  /** The model that the upstream says has answered, where it is the host's or a published name, or `other`. */
  servedModel: string | null;
  upstreamStatus: number | null;
  /** As OpenAI and Azure write them; null where it looks otherwise. */
  upstreamRequestId: string | null;
  /** Requests sent to the upstream; more than one after an adaptation. */
  upstreamCalls: number;
  /** Milliseconds: whole duration, until the head of the answer, until its first content. */
  durationMs: number;
  headMs: number | null;
  firstContentMs: number | null;
  stopReason: Message["stop_reason"];
  inputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
  /** Tokens by which the local count of the input is above the bill; null where they were not compared. */
  countDrift: number | null;
  /** Size of the answer's body as far as it was handed over. */
  responseBytes: number;
  /** Losses of request and answer, by code. */
  losses: { [Code in LossCode]?: number };
  /** With `content: "redacted"`: the finished blocks. */
  content?: unknown;
  redactions?: Record<string, number>;
};

/** An entry of the log; `event` says which of the two. */
export type LogEntry = RequestEntry | ResponseEntry;
