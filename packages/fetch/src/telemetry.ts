import type { RequestEntry, ResponseEntry } from "./log/log-entry.js";

/** Observes messages beside the log, without content; `openTelemetry()` of `@transpond/fetch/opentelemetry` is one. */
export type Telemetry = {
  /** Called when a request for a message arrives; `headers` are the client's. */
  begin: (headers: Headers) => RequestSpan;
};

/** One request as telemetry sees it. */
export type RequestSpan = {
  /** Runs the request's work, so that what it does in turn is seen as a part of it. */
  run: <Result>(work: () => Result) => Result;
  /** Headers that tell the upstream what it is part of. */
  headers: () => Record<string, string>;
  accepted: (entry: RequestEntry) => void;
  ended: (entry: ResponseEntry) => void;
};

/** Telemetry that fails to begin observes nothing; it never fails a request. */
export function beginSpan(telemetry: Telemetry | undefined, headers: Headers): RequestSpan | undefined {
  try {
    return telemetry?.begin(headers);
  } catch {
    return undefined;
  }
}
