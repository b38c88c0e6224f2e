import type { ContentBlock, ErrorType, Loss, Message, MessagesRequest, TranslationContext } from "@transpond/core";
import type { PseudonymOptions } from "@transpond/core/redact";
import type { RequestSpan } from "../telemetry.js";
import type { UpstreamResponse } from "../upstream-fetch.js";
import { callerOf, pseudonymsFor } from "./caller.js";
import type { RequestEntry, ResponseEntry } from "./log-entry.js";
import type { LogSettings } from "./log-settings.js";
import { silent, write } from "./logger.js";
import { type NewEntriesInit, newEntries } from "./new-entries.js";
import { requestShape } from "./request-shape.js";

/** An upstream's name for a request that has another form is not repeated. */
const upstreamId = /^(?:req_)?(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const errorTypes: ReadonlySet<string> = new Set<ErrorType>([
  "invalid_request_error",
  "authentication_error",
  "billing_error",
  "permission_error",
  "not_found_error",
  "conflict_error",
  "request_too_large",
  "rate_limit_error",
  "timeout_error",
  "api_error",
  "overloaded_error",
]);

export type RequestLogInit = NewEntriesInit & {
  settings: LogSettings;
  span: RequestSpan | undefined;
  now: () => number;
};

/**
 * Collects what is known of one request, and writes two entries: when it is accepted, and when it has ended, whatever
 * ends it. An entry is put together of single values; nothing is copied into it from a request or an answer.
 */
export class RequestLog {
  readonly #settings: LogSettings;
  readonly #span: RequestSpan | undefined;
  readonly #now: () => number;
  readonly #began: number;
  readonly #request: RequestEntry;
  readonly #response: ResponseEntry;
  readonly #blocks: ContentBlock[] = [];
  #pseudonyms: PseudonymOptions | undefined;
  #accepted = false;
  #ended = false;
  readonly #whenEnded: (() => void)[] = [];
  #late: Promise<Partial<Pick<ResponseEntry, "countDrift">>> | undefined;

  constructor(init: RequestLogInit) {
    this.#settings = init.settings;
    this.#span = init.span;
    this.#now = init.now;
    this.#began = init.now();
    const { request, response } = newEntries(init);
    this.#request = request;
    this.#response = response;
  }

  get #isHeard(): boolean {
    return this.#settings.logger !== silent || this.#span !== undefined;
  }

  /** Whether the blocks of the answer are wanted. */
  get wantsContent(): boolean {
    return this.#settings.content !== undefined;
  }

  #set(facts: Partial<Pick<RequestEntry, "route" | "stream" | "model" | "upstreamModel">>): void {
    Object.assign(this.#request, facts);
    Object.assign(this.#response, facts);
  }

  routed(route: string): void {
    this.#set({ route });
  }

  /** The body is there, in bytes; not checked yet. */
  received({ model }: { model?: unknown }, bytes: number): void {
    this.#request.requestBytes = bytes;
    if (typeof model === "string") this.#set({ model: this.#settings.labels.requested(model) });
  }

  streams(stream: boolean): void {
    this.#set({ stream });
  }

  /** Translated, and so a request that was checked. */
  translated(body: MessagesRequest, { upstreamModel }: TranslationContext, principal: unknown): void {
    if (!this.#isHeard) return;
    const { labels, content, callers } = this.#settings;
    const pseudonyms = callers && pseudonymsFor(callers, principal);
    this.#set({ upstreamModel: labels.upstream(upstreamModel) });
    this.#request.asks = requestShape(body);
    if (pseudonyms) Object.assign(this.#request, callerOf(body.metadata?.user_id, pseudonyms));
    if (content) Object.assign(this.#request, content.request(body, this.#request.requestBytes ?? 0, pseudonyms));
    this.#pseudonyms = pseudonyms;
  }

  /** Nothing more is to be said of the request itself. */
  accepted(): void {
    if (this.#accepted) return;
    this.#accepted = true;
    write(this.#settings.logger, this.#request);
    this.#span?.accepted(this.#request);
  }

  upstreamCalled(): void {
    this.#response.upstreamCalls += 1;
  }

  upstreamAnswered({ status, headers }: UpstreamResponse): void {
    const id = headers.get("x-request-id") ?? headers.get("apim-request-id") ?? "";
    // A host's own `fetch` may answer with anything.
    this.#response.upstreamStatus = Number.isInteger(status) ? status : null;
    this.#response.upstreamRequestId = upstreamId.test(id) ? id : null;
  }

  served(model: string): void {
    if (model !== "") this.#response.servedModel = this.#settings.labels.upstream(model);
  }

  contentBegan(): void {
    this.#response.firstContentMs = this.#now() - this.#began;
  }

  block(block: ContentBlock): void {
    this.#blocks.push(block);
  }

  lost({ code }: Loss): void {
    const { losses } = this.#response;
    losses[code] = (losses[code] ?? 0) + 1;
  }

  /** Notes how a message ended and what it cost. */
  finished({ stop_reason, usage }: Pick<Message, "stop_reason" | "usage">): void {
    this.#response.stopReason = stop_reason;
    this.#response.inputTokens = usage.input_tokens;
    this.#response.cacheReadTokens = usage.cache_read_input_tokens;
    this.#response.cacheWriteTokens = usage.cache_creation_input_tokens;
    this.#response.outputTokens = usage.output_tokens;
  }

  /** Holds the entry back for what is known only after the end. It must not reject. */
  hold(late: Promise<Partial<Pick<ResponseEntry, "countDrift">>>): void {
    this.#late = late;
  }

  /** Whatever ends the request, `tell` is called. */
  whenEnded(tell: () => void): void {
    this.#whenEnded.push(tell);
  }

  head(status: number): void {
    this.#response.status = status;
    this.#response.headMs = this.#now() - this.#began;
  }

  wrote(bytes: number): void {
    this.#response.responseBytes += bytes;
  }

  end(outcome: ResponseEntry["outcome"], errorType?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const tell of this.#whenEnded) tell();
    this.accepted();
    if (!this.#isHeard) return;
    const { content } = this.#settings;
    const facts: Partial<ResponseEntry> = {
      outcome,
      errorType: errorType === undefined || errorTypes.has(errorType) ? (errorType ?? null) : "api_error",
      durationMs: this.#now() - this.#began,
    };
    const entry = Object.assign({}, this.#response, facts, content?.answer(this.#blocks, this.#pseudonyms));
    this.#span?.ended(entry);
    if (this.#late) void this.#late.then((facts) => write(this.#settings.logger, { ...entry, ...facts }));
    else write(this.#settings.logger, entry);
  }
}
