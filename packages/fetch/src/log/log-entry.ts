import type { LossCode, Message } from "@transpond/core";

/** What both entries of a request say. Values are of this side's making but for `correlationId`; see each. */
type Common = {
  /** Version of this shape. A field that is added leaves it; one that is renamed, removed or means something else does not. */
  v: 1;
  /** One id for all that belongs together: the client's, where it sent one that can be taken, else `requestId`. */
  correlationId: string;
  /** Our own, also in the header `request-id` and in errors. */
  requestId: string;
  /** Trace of a valid `traceparent`; null where there was none. */
  traceId: string | null;
  /** Parent span of the same. */
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
  /** Messages, of whatever role. */
  messages: number;
  /** Messages of the user; results of tools are among them. */
  userMessages: number;
  /** Messages of the model. */
  assistantMessages: number;
  /** Messages of the system that stand among the others; the parameter `system` is none. */
  systemMessages: number;
  /** Blocks with an image, in all messages. */
  images: number;
  /** Blocks with a document. */
  documents: number;
  /** Blocks in which the model calls a tool. */
  toolCalls: number;
  /** Blocks with a tool's result. */
  toolResults: number;
  /** Blocks of thinking, redacted ones too. */
  thinkingBlocks: number;
  /** Tools that are declared. */
  tools: number;
  /** Those of them that the server runs. */
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
  /** Of the person, or of an id that has no parts. */
  user: string | null;
  /** Of the device; null, as the others, where the id has no such part. */
  device: string | null;
  /** Of the account. */
  account: string | null;
  /** Of the session. */
  session: string | null;
};

/** One request, once it is accepted; or, where it is refused before, just before its end. */
export type RequestEntry = Common &
  CallerPseudonyms & {
    /** Which of the two entries this is. */
    event: "request";
    /** Size of the body after decompression; null where it was not read. */
    requestBytes: number | null;
    /** What it asks for; null where it was refused before that was known. */
    asks: RequestShape | null;
    /** How often the client says that it has tried before. */
    clientRetries: number | null;
    /** With `content: "redacted"`: system prompt and messages. */
    content?: unknown;
    /** How often something of each class was taken out of it. */
    redactions?: Record<string, number>;
  };

/** The end of a request, however it ended. */
export type ResponseEntry = Common & {
  /** Which of the two entries this is. */
  event: "response";
  /** Of the answer; a stream that failed after its head keeps 200 and has an `errorType`. */
  status: number;
  /** How it ended; `cancelled` where the client left. */
  outcome: "completed" | "failed" | "cancelled";
  /** The type of the error that the client got, such as `rate_limit_error`; null without one. */
  errorType: string | null;
  /** The model that the upstream says has answered, where it is the host's or a published name, or `other`. */
  servedModel: string | null;
  /** Status of the upstream's last answer; null where there was none. */
  upstreamStatus: number | null;
  /** The upstream's own id of the request, as OpenAI and Azure write them; null where it looks otherwise. */
  upstreamRequestId: string | null;
  /** Requests sent to the upstream; more than one after an adaptation. */
  upstreamCalls: number;
  /** Milliseconds of the whole request. */
  durationMs: number;
  /** Milliseconds until the head of the answer. */
  headMs: number | null;
  /** Milliseconds until the first content of the answer. */
  firstContentMs: number | null;
  /** Why the message ended, in Anthropic's words; null where it did not. */
  stopReason: Message["stop_reason"];
  /** Tokens of the input that were neither read from nor written to the cache, as billed. */
  inputTokens: number | null;
  /** Tokens of the input that were read from the cache. */
  cacheReadTokens: number | null;
  /** Tokens of the input that were written to the cache. */
  cacheWriteTokens: number | null;
  /** Tokens of the answer, thinking included. */
  outputTokens: number | null;
  /** Tokens by which the local count of the input is above the bill; null where they were not compared. */
  countDrift: number | null;
  /** Size of the answer's body as far as it was handed over. */
  responseBytes: number;
  /** Losses of request and answer, by code. */
  losses: { [Code in LossCode]?: number };
  /** With `content: "redacted"`: the finished blocks. */
  content?: unknown;
  /** How often something of each class was taken out of it. */
  redactions?: Record<string, number>;
};

/** An entry of the log; `event` says which of the two. */
export type LogEntry = RequestEntry | ResponseEntry;
