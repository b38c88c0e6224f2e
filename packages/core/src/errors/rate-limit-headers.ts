import type { Failure } from "./failure.js";
import { goDurationMs } from "./go-duration.js";
import type { HeaderReader } from "./headers.js";

/** How much of something is allowed, and when it will be again; null where the upstream does not say. */
type Bucket = { limit: string | null; remaining: string | null; reset: string | null };

/**
 * Anthropic's rate-limit headers from OpenAI's. Anthropic's split by input and output tokens has no counterpart and is
 * left out, and `anthropic-ratelimit-unified-*` must never be sent: Claude Code takes it for a subscription's quota.
 * Source: mapping, D.5.
 *
 * @param now current time in milliseconds since 1970; without it, what holds a point in time is left out
 * @param wait whether waiting helps; otherwise there is no `retry-after`
 */
export function rateLimitHeaders(
  { header, status, message, code }: Pick<Failure, "header" | "status" | "message" | "code">,
  { now, wait }: { now: (() => number) | undefined; wait: boolean },
): Record<string, string> {
  const requests = bucket(header, "requests");
  const tokens = tighter(bucket(header, "tokens"), bucket(header, "project-tokens"));
  const headers = { ...bucketHeaders("requests", requests, now), ...bucketHeaders("tokens", tokens, now) };
  if (!wait) return headers;
  const retryAfterMs = header("retry-after-ms");
  if (isPlainNumber(retryAfterMs)) headers["retry-after-ms"] = retryAfterMs;
  const isLimited = status === 429 || code === "rate_limit_exceeded";
  const milliseconds = statedWait(header, now) ?? (isLimited ? limitedWait(message, [requests, tokens]) : undefined);
  if (milliseconds !== undefined) headers["retry-after"] = String(wholeSeconds(milliseconds));
  return headers;
}

function bucket(header: HeaderReader, name: string): Bucket {
  const count = (field: string) => {
    const value = header(`x-ratelimit-${field}-${name}`);
    return value !== null && /^\d{1,15}$/.test(value) ? value : null;
  };
  return { limit: count("limit"), remaining: count("remaining"), reset: header(`x-ratelimit-reset-${name}`) };
}

/** A project may have a tighter limit than its organisation; then that is what the client meets. */
function tighter(organisation: Bucket, project: Bucket): Bucket {
  if (project.remaining === null) return organisation;
  if (organisation.remaining === null) return project;
  return Number(project.remaining) < Number(organisation.remaining) ? project : organisation;
}

function bucketHeaders(name: string, { limit, remaining, reset }: Bucket, now: (() => number) | undefined) {
  const headers: Record<string, string> = {};
  if (limit !== null) headers[`anthropic-ratelimit-${name}-limit`] = limit;
  if (remaining !== null) headers[`anthropic-ratelimit-${name}-remaining`] = remaining;
  const milliseconds = reset === null ? undefined : goDurationMs(reset);
  if (milliseconds !== undefined && now) {
    headers[`anthropic-ratelimit-${name}-reset`] = new Date(now() + milliseconds).toISOString();
  }
  return headers;
}

/** Milliseconds to wait as the upstream's headers say: seconds, a date, or milliseconds. */
function statedWait(header: HeaderReader, now: (() => number) | undefined): number | undefined {
  const stated = header("retry-after");
  if (isPlainNumber(stated)) return Number(stated) * 1000;
  const date = stated === null || !now ? Number.NaN : Date.parse(stated) - now();
  if (!Number.isNaN(date)) return date;
  const milliseconds = header("retry-after-ms");
  return isPlainNumber(milliseconds) ? Number(milliseconds) : undefined;
}

/** Milliseconds to wait as the text of a 429 says, or else until the last exhausted bucket is filled again. */
function limitedWait(message: string, buckets: Bucket[]): number | undefined {
  const said = /try again in ((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i.exec(message)?.[1] ?? azureWait(message);
  const exhausted = buckets.filter(({ remaining }) => remaining !== null && Number(remaining) === 0);
  const waits = exhausted.map(({ reset }) => goDurationMs(reset ?? "")).filter((wait) => wait !== undefined);
  return goDurationMs(said) ?? (waits.length === 0 ? undefined : Math.max(...waits));
}

/** Azure: "Please retry after 26 seconds." */
function azureWait(message: string): string {
  const [, seconds] = /retry after (\d{1,9}) seconds?/i.exec(message) ?? [];
  return seconds === undefined ? "" : `${seconds}s`;
}

function isPlainNumber(text: string | null): text is string {
  return text !== null && /^\d{1,15}(?:\.\d{1,9})?$/.test(text);
}

const aDay = 86_400;

function wholeSeconds(milliseconds: number): number {
  return Math.min(aDay, Math.max(1, Math.ceil(milliseconds / 1000)));
}
