import type { Loss, Message } from "@transpond/core";
import { tell } from "./tell.js";

/** What is known of a request when it has ended. Names, numbers and codes only: no content, key or header. */
export type LogEntry = {
  requestId: string;
  route: string;
  method: string;
  /** Of the answer; a stream that failed after its head keeps 200 and has an `errorType`. */
  status: number;
  outcome: "completed" | "failed" | "cancelled";
  errorType: string | null;
  stream: boolean;
  /** The name that the client sent, shortened, and the model that was asked. */
  model: string | null;
  upstreamModel: string | null;
  upstreamRequestId: string | null;
  /** Requests sent to the upstream; more than one after an adaptation. */
  upstreamCalls: number;
  durationMs: number;
  /** Until the head of the answer. */
  headMs: number;
  stopReason: string | null;
  inputTokens: number | null;
  cacheReadTokens: number | null;
  outputTokens: number | null;
  /** Tokens by which the local count of the input is above the bill; null where they were not compared. */
  countDrift: number | null;
  /** `code@path` of the losses, at most 50. */
  losses: string[];
};

export type Logger = (entry: LogEntry) => void;

/** Collects the entry of one request and hands it out once. A logger that fails never fails a request. */
export class RequestLog {
  readonly #entry: LogEntry;
  readonly #logger: Logger | undefined;
  readonly #now: () => number;
  readonly #began: number;
  #ended = false;
  #late: Promise<Partial<LogEntry>> | undefined;

  constructor(init: Pick<LogEntry, "requestId" | "method">, logger: Logger | undefined, now: () => number) {
    this.#logger = logger;
    this.#now = now;
    this.#began = now();
    this.#entry = {
      ...init,
      route: "none",
      status: 0,
      outcome: "completed",
      errorType: null,
      stream: false,
      model: null,
      upstreamModel: null,
      upstreamRequestId: null,
      upstreamCalls: 0,
      durationMs: 0,
      headMs: 0,
      stopReason: null,
      inputTokens: null,
      cacheReadTokens: null,
      outputTokens: null,
      countDrift: null,
      losses: [],
    };
  }

  set(facts: Partial<Pick<LogEntry, "route" | "stream" | "model" | "upstreamModel" | "upstreamRequestId">>): void {
    Object.assign(this.#entry, facts);
    // The client chooses the name; it must not smuggle a text into the log.
    this.#entry.model = this.#entry.model?.slice(0, 100).replace(/[^\w.:@/[\]-]/g, "_") ?? null;
  }

  upstreamCalled(): void {
    this.#entry.upstreamCalls += 1;
  }

  lost({ code, path }: Loss): void {
    if (this.#entry.losses.length < 50) this.#entry.losses.push(`${code}@${path}`);
  }

  /** Notes how a message ended and what it cost. */
  finished({ stop_reason, usage }: Pick<Message, "stop_reason" | "usage">): void {
    this.#entry.stopReason = stop_reason;
    this.#entry.inputTokens = usage.input_tokens;
    this.#entry.cacheReadTokens = usage.cache_read_input_tokens;
    this.#entry.outputTokens = usage.output_tokens;
  }

  /** Holds the entry back for what is known only after the end. It must not reject. */
  hold(late: Promise<Pick<Partial<LogEntry>, "countDrift">>): void {
    this.#late = late;
  }

  head(status: number): void {
    this.#entry.status = status;
    this.#entry.headMs = this.#now() - this.#began;
  }

  end(outcome: LogEntry["outcome"], errorType?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#entry.outcome = outcome;
    this.#entry.errorType = errorType ?? this.#entry.errorType;
    this.#entry.durationMs = this.#now() - this.#began;
    const entry = { ...this.#entry };
    if (this.#late) void this.#late.then((facts) => tell(this.#logger, { ...entry, ...facts }));
    else tell(this.#logger, entry);
  }
}
