import type { HeaderReader, Incoming } from "../incoming.js";
import { nobody } from "./caller.js";
import type { Correlation } from "./correlation.js";
import type { RequestEntry, ResponseEntry } from "./log-entry.js";

/** A client's word that is not in the list is not repeated. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]);

export type NewEntriesInit = {
  requestId: string;
  correlation: Correlation;
  incoming: Pick<Incoming, "method" | "headers">;
};

/** The entries of a request of which no more than its head is known. */
export function newEntries({ requestId, correlation, incoming }: NewEntriesInit): {
  request: RequestEntry;
  response: ResponseEntry;
} {
  const common = {
    v: 1,
    correlationId: correlation.id,
    requestId,
    traceId: correlation.traceId,
    spanId: correlation.spanId,
    method: methods.has(incoming.method) ? incoming.method : "other",
    route: "none",
    stream: false,
    model: null,
    upstreamModel: null,
  } as const;
  return {
    request: {
      event: "request",
      ...common,
      ...nobody,
      requestBytes: null,
      asks: null,
      clientRetries: retriesOf(incoming.headers),
    },
    response: {
      event: "response",
      ...common,
      status: 0,
      outcome: "failed",
      errorType: null,
      servedModel: null,
      upstreamStatus: null,
      upstreamRequestId: null,
      upstreamCalls: 0,
      durationMs: 0,
      headMs: null,
      firstContentMs: null,
      stopReason: null,
      inputTokens: null,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      outputTokens: null,
      countDrift: null,
      responseBytes: 0,
      losses: {},
    },
  };
}

/** As the official SDKs say it. */
function retriesOf(headers: HeaderReader): number | null {
  const said = headers.get("x-stainless-retry-count") ?? "";
  return /^\d{1,2}$/.test(said) ? Number(said) : null;
}
