import { detect } from "@transpond/core/redact";
import type { HeaderReader } from "../incoming.js";

/** What a request is known by across systems. */
export type Correlation = {
  id: string;
  traceId: string | null;
  spanId: string | null;
  /** To be sent on; written anew, so that nothing else rides on it. */
  traceparent: string | null;
};

const traceparentForm = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const zeros = /^0+$/;

/**
 * Reads who a request belongs to: a valid `traceparent` first, then an `x-request-id` of harmless characters that is
 * nobody's address or key, else it is known by an id of our own. Source: W3C Trace Context, 3.2; privacy, "Correlation id".
 */
export function correlationOf(headers: HeaderReader, ownId: string): Correlation {
  const trace = traceOf(headers.get("traceparent"));
  if (trace) return { id: trace.traceId, ...trace };
  const given = headers.get("x-request-id");
  const id = given !== null && isAcceptable(given) ? given : ownId;
  return { id, traceId: null, spanId: null, traceparent: null };
}

function traceOf(traceparent: string | null): { traceId: string; spanId: string; traceparent: string } | null {
  const [, version, traceId, spanId, flags, rest] = traceparentForm.exec(traceparent ?? "") ?? [];
  if (!version || !traceId || !spanId || version === "ff" || zeros.test(traceId) || zeros.test(spanId)) return null;
  // Later versions may say more, the first may not.
  if (version === "00" && rest !== undefined) return null;
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

const isAcceptable = (id: string) => /^[A-Za-z0-9._-]{1,128}$/.test(id) && detect(id).length === 0;

/** What the upstream is told. OpenAI finds a request by `x-client-request-id`, most other servers by `x-request-id`. */
export function correlationHeaders({ id, traceparent }: Correlation): Record<string, string> {
  const headers: Record<string, string> = { "x-client-request-id": id, "x-request-id": id };
  if (traceparent !== null) headers.traceparent = traceparent;
  return headers;
}
