import type { Canaries } from "./canaries.js";

/** Headers of a client, each with something that nobody else should read; `x-request-id` is one that must be refused. */
export function clientHeaders(canaries: Canaries, form: number): Record<string, string> {
  return {
    authorization: `Bearer ${canaries.secret()}`,
    "x-api-key": canaries.secret(),
    "proxy-authorization": `Basic ${Buffer.from(`${canaries.word()}:${canaries.word()}`).toString("base64")}`,
    cookie: `session=${canaries.word()}; user=${canaries.found()}`,
    "user-agent": `claude-cli/${canaries.word()} (${canaries.found()})`,
    "anthropic-beta": `${canaries.word()},context-1m-2025-08-07`,
    "anthropic-dangerous-direct-browser-access": canaries.word(),
    "x-claude-code-session-id": canaries.word(),
    "x-claude-code-agent-id": canaries.word(),
    "x-stainless-lang": canaries.word(),
    "x-stainless-retry-count": form % 2 === 0 ? "1" : canaries.word(),
    "x-stainless-timeout": canaries.word(),
    "x-forwarded-for": canaries.found(),
    referer: `https://${canaries.word()}.example/?${canaries.word()}=${canaries.word()}`,
    "idempotency-key": canaries.word(),
    baggage: `user=${canaries.word()}`,
    [canaries.word()]: canaries.any(),
    ...refusedIds[form % refusedIds.length]?.(canaries),
  };
}

/** Ids that a log must not take: other characters, too long, or a secret itself. */
const refusedIds: ((canaries: Canaries) => Record<string, string>)[] = [
  (canaries) => ({ "x-request-id": `${canaries.word()} ${canaries.word()}` }),
  (canaries) => ({ "x-request-id": canaries.secret() }),
  (canaries) => ({ "x-request-id": Array.from({ length: 6 }, () => canaries.word()).join("-") }),
  (canaries) => ({ "x-request-id": `id/${canaries.word()}` }),
  (canaries) => ({ "x-request-id": canaries.found() }),
  (canaries) => ({ traceparent: `00-${canaries.hex().toUpperCase()}-${canaries.hex().slice(0, 16)}-01` }),
  (canaries) => ({ traceparent: `00-${canaries.hex()}-${canaries.hex().slice(0, 16)}-01-${canaries.word()}` }),
  (canaries) => ({ traceparent: `ff-${canaries.hex()}-${canaries.hex().slice(0, 16)}-01` }),
  (canaries) => ({ traceparent: `00-${canaries.hex()}-0000000000000000-01` }),
  // A valid one is taken; what stands behind it is not.
  (canaries) => ({ traceparent: `01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-${canaries.word()}` }),
  (canaries) => ({ "x-correlation-id": canaries.word(), "request-id": canaries.word() }),
];

/** Headers of an upstream. Its id for the request is sometimes one that may be shown. */
export function upstreamHeaders(canaries: Canaries, form: number): Record<string, string> {
  const ids = [canaries.word(), canaries.secret(), `req_${canaries.word()}`, "req_0123456789abcdef0123456789abcdef"];
  return {
    "x-request-id": ids[form % ids.length] ?? "",
    "apim-request-id": canaries.word(),
    "openai-organization": canaries.word(),
    "openai-project": canaries.word(),
    "openai-processing-ms": canaries.word(),
    "openai-version": canaries.word(),
    "set-cookie": `__cf_bm=${canaries.word()}`,
    "retry-after": form % 3 === 0 ? canaries.word() : "2",
    "x-ratelimit-limit-requests": canaries.word(),
    "x-ratelimit-reset-tokens": canaries.word(),
    "x-should-retry": canaries.word(),
    server: canaries.word(),
    [canaries.word()]: canaries.any(),
  };
}
