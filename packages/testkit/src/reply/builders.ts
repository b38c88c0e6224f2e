import type { JsonObject } from "../json.js";
import type { CallStep, Citation, ControlStep, ErrorBody, OutputStep, Phase } from "./steps.js";

type Chunks = readonly string[] | number;

/**
 * An assistant message with one `output_text` part.
 * @example text("Hello", { chunks: ["He", "llo"] })
 */
export const text = (
  words: string,
  options: {
    phase?: Phase;
    chunks?: Chunks;
    citations?: readonly Citation[];
    status?: "completed" | "incomplete";
  } = {},
): OutputStep => ({ kind: "text", text: words, ...options });

/**
 * A message whose only part is a refusal; the response still completes.
 * @example refusal("I can't help with that.")
 */
export const refusal = (words: string, options: { chunks?: Chunks } = {}): OutputStep => ({
  kind: "refusal",
  text: words,
  ...options,
});

/**
 * A reasoning item. Summary text is streamed only when the request asks for `reasoning.summary`;
 * `encrypted_content` comes only with `include` or `store: false`, as upstream.
 * @example reasoning("**Plan**\n\nRead the file.")
 */
export const reasoning = (
  summary: string | readonly string[] = [],
  options: { chunks?: number; tokens?: number } = {},
): OutputStep => ({ kind: "reasoning", summary: typeof summary === "string" ? [summary] : summary, ...options });

/**
 * A function call. Arguments given as an object go out as compact JSON, a string goes out as it is.
 * @example call("Bash", { command: "ls" }, { chunks: 4 })
 */
export const call = (
  name: string,
  args: JsonObject | string = {},
  options: { chunks?: Chunks; callId?: string; namespace?: string; status?: "completed" | "incomplete" } = {},
): CallStep => ({
  kind: "call",
  name,
  arguments: typeof args === "string" ? args : JSON.stringify(args),
  ...options,
});

/** Several calls in one turn, one after the other, as OpenAI streams them. @example parallel(call("A"), call("B")) */
export const parallel = (...calls: readonly CallStep[]): readonly CallStep[] => calls;

/** Items whose events alternate, as other vendors stream them. @example interleaved(call("A", {}), call("B", {})) */
export const interleaved = (...steps: readonly OutputStep[]): ControlStep => ({ kind: "interleaved", steps });

/**
 * A web search followed by the text that cites it.
 * @param query what was searched; an array gives `queries`
 * @param sources URLs; sent only when `include` asks for `web_search_call.action.sources`
 * @param answer the text after it, with `citations`; left out when absent
 * @example webSearch("node 24 release", ["https://nodejs.org/"], text("Out now.", { citations: [...] }))
 */
export const webSearch = (
  query: string | readonly string[],
  sources: readonly string[] = [],
  answer?: OutputStep,
  options: { status?: "completed" | "failed" } = {},
): readonly OutputStep[] => {
  const queries = typeof query === "string" ? [query] : query;
  const action = { type: "search", queries, query: queries[0] ?? "" };
  const search: OutputStep = { kind: "web_search", action, sources, ...options };
  return answer ? [search, answer] : [search];
};

/** A web search that opens a page instead of searching. @example openPage("https://nodejs.org/") */
export const openPage = (url: string): OutputStep => ({
  kind: "web_search",
  action: { type: "open_page", url },
  sources: [],
});

/**
 * Any other output item, with the events to send between its `added` and its `done`
 * (`item_id`, `output_index` and `sequence_number` are filled in).
 * @example item({ type: "mcp_list_tools", id: "mcpl_1", server_label: "x", tools: [] })
 */
export const item = (value: JsonObject, ...events: readonly JsonObject[]): OutputStep => ({
  kind: "item",
  item: value,
  events,
});

/** Ends the answer with `response.incomplete`. @example [text("half a sen"), incomplete("max_output_tokens")] */
export const incomplete = (reason: "max_output_tokens" | "content_filter" | (string & {})): ControlStep => ({
  kind: "incomplete",
  reason,
});

/**
 * An HTTP error instead of an answer; `type` defaults to `invalid_request_error`.
 * @example failBefore({ status: 429, code: "rate_limit_exceeded", type: "requests", message: "Rate limit reached" })
 */
export const failBefore = (
  failure: ErrorBody & { readonly status: number; readonly headers?: Record<string, string> },
): ControlStep => {
  const { status, headers, ...error } = failure;
  return { kind: "fail_before", status, error, ...(headers ? { headers } : {}) };
};

/**
 * An error inside a started stream, as recorded: a nested `error` event, then `response.failed` without usage.
 * @example [text("Well"), failInside({ code: "server_error", message: "The server had an error" })]
 */
export const failInside = (error: ErrorBody): ControlStep => ({ kind: "fail_inside", error });

/** The `error` event as the specification has it, flat, and nothing after it. */
export const flatError = (error: ErrorBody): ControlStep => ({ kind: "flat_error", error });

/**
 * Ends the connection without a terminal event: `reset` destroys the socket, `end` is a clean end of the body.
 * Stands where it is in the reply, or after the given number of events.
 * @example [text("a long text"), cut({ after: 5, how: "end" })]
 */
export const cut = (options: { how?: "reset" | "end"; after?: number } = {}): ControlStep => ({
  kind: "cut",
  how: options.how ?? "reset",
  ...(options.after === undefined ? {} : { after: options.after }),
});

/** Waits before the next step, in milliseconds; first in a reply it delays the response headers too. */
export const delay = (ms: number): ControlStep => ({ kind: "delay", ms });

/** Sends nothing more and keeps the connection open until the client or `close()` ends it. */
export const stall = (): ControlStep => ({ kind: "stall" });

/** A `keepalive` event, which takes a sequence number. */
export const keepalive = (): ControlStep => ({ kind: "keepalive" });

/** Any event, numbered like the others. @example event({ type: "response.some_future_event" }) */
export const event = (value: JsonObject): ControlStep => ({ kind: "event", event: value });

/** Bytes or text put on the wire as they are, between two events. @example raw("data: {broken\n\n") */
export const raw = (data: string | Uint8Array): ControlStep => ({ kind: "raw", data });

/** Response headers to add or replace. @example headers({ "retry-after": "7" }) */
export const headers = (values: Record<string, string>): ControlStep => ({ kind: "headers", headers: values });

/** Replaces `usage` of the final response; `null` leaves it out. */
export const usage = (value: JsonObject | null): ControlStep => ({ kind: "usage", usage: value });

/**
 * HTTP 429 with the rate-limit headers that OpenAI sends.
 * @param seconds what `retry-after` says
 * @example rateLimited(7)
 */
export const rateLimited = (seconds: number): ControlStep =>
  failBefore({
    status: 429,
    type: "requests",
    code: "rate_limit_exceeded",
    message: `Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in ${seconds}s.`,
    headers: {
      "retry-after": String(seconds),
      "retry-after-ms": String(seconds * 1000),
      "x-ratelimit-limit-requests": "3",
      "x-ratelimit-limit-tokens": "40000",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-remaining-tokens": "39000",
      "x-ratelimit-reset-requests": `${seconds}s`,
      "x-ratelimit-reset-tokens": "1m30s",
    },
  });
