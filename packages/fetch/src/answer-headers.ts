import { type Loss, toAnthropicError } from "@transpond/core";
import type { HeaderReader } from "./incoming.js";
import { lossHeader } from "./loss-header.js";

/** Headers that every answer carries. Source: mapping, B.8. */
export function answerHeaders(
  requestId: string,
  upstreamModel: string,
  losses: readonly Loss[],
): Record<string, string> {
  const headers: Record<string, string> = {
    "request-id": requestId,
    "x-transpond-upstream-model": upstreamModel.slice(0, 200).replace(/[^\x20-\x7e]/g, "_"),
  };
  const lost = lossHeader(losses);
  if (lost !== null) headers["x-transpond-losses"] = lost;
  return headers;
}

/** Headers of an upstream that tells of limits, of which there are several more then. */
const limits = ["requests", "tokens", "project-tokens"].flatMap((kind) =>
  ["limit", "remaining", "reset"].map((field) => `x-ratelimit-${field}-${kind}`),
);

/**
 * Anthropic's rate-limit headers from an upstream's. Those of a success are those of a 429, which the core translates.
 *
 * @param now Current time in milliseconds since 1970.
 */
function rateLimitHeaders(upstream: HeaderReader, now: () => number): Record<string, string> {
  if (!limits.some((name) => upstream.get(name) !== null)) return {};
  const { headers } = toAnthropicError({ status: 429, headers: upstream }, { now });
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("anthropic-ratelimit-")));
}

/** What an answer repeats of the upstream's headers: its limits, and its name for the request. Source: mapping, B.8, D.5. */
export function upstreamHeaders(upstream: HeaderReader, now: () => number): Record<string, string> {
  const headers = rateLimitHeaders(upstream, now);
  const id = upstream.get("x-request-id") ?? "";
  if (/^[\x21-\x7e]+$/.test(id)) headers[upstreamIdHeader] = id;
  return headers;
}

export const upstreamIdHeader = "x-transpond-upstream-request-id";

/** What keeps proxies and compressing middleware from holding a stream back. */
export const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};
