import type { HeaderReader } from "./headers.js";
import type { Failure } from "./read-failure.js";

type Bucket = { limit: string | null; remaining: string | null; reset: string | null };

/**
 * Anthropic's rate-limit headers from OpenAI's. Anthropic's split by input and output tokens has no counterpart and is
 * left out, and `anthropic-ratelimit-unified-*` must never be sent: Claude Code takes it for a subscription's quota.
 * Source: mapping, D.5.
 */
export function rateLimitHeaders(
  { header, status, message, code }: Pick<Failure, "header" | "status" | "message" | "code">,
  { now, wait = true }: { now?: (() => number) | undefined; wait?: boolean } = {},
): Record<string, string> {
  const requests = bucket(header, "requests");
  const tokens = tighter(bucket(header, "tokens"), bucket(header, "project-tokens"));
  const headers: Record<string, string> = {};
  for (const [name, { limit, remaining, reset }] of [
    ["requests", requests],
    ["tokens", tokens],
  ] as const) {
    if (limit !== null) headers[`anthropic-ratelimit-${name}-limit`] = limit;
    if (remaining !== null) headers[`anthropic-ratelimit-${name}-remaining`] = remaining;
    const milliseconds = reset === null ? undefined : durationMs(reset);
    if (milliseconds !== undefined && now) {
      headers[`anthropic-ratelimit-${name}-reset`] = rfc3339(now() + milliseconds);
    }
  }
  const limited = status === 429 || code === "rate_limit_exceeded";
  const retryAfterMs = wait ? header("retry-after-ms") : null;
  if (retryAfterMs !== null && plainNumber.test(retryAfterMs)) headers["retry-after-ms"] = retryAfterMs;
  const seconds = wait
    ? waitSeconds(header, limited ? message : "", limited ? [requests, tokens] : [], now)
    : undefined;
  if (seconds !== undefined) headers["retry-after"] = String(seconds);
  return headers;
}

const plainNumber = /^\d+(?:\.\d+)?$/;
const aDay = 86_400;

/** Whole seconds to wait, at least one: as the upstream's header, else its text, else its exhausted bucket says. */
function waitSeconds(
  header: HeaderReader,
  text: string,
  buckets: Bucket[],
  now: (() => number) | undefined,
): number | undefined {
  const stated = header("retry-after");
  if (stated !== null && plainNumber.test(stated)) return atLeastOne(Number(stated) * 1000);
  if (stated !== null && now) {
    const date = Date.parse(stated);
    if (!Number.isNaN(date)) return atLeastOne(date - now());
  }
  const milliseconds = header("retry-after-ms");
  if (milliseconds !== null && plainNumber.test(milliseconds)) return atLeastOne(Number(milliseconds));
  const said = /try again in ((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i.exec(text)?.[1];
  const fromText = said === undefined ? undefined : durationMs(said);
  if (fromText !== undefined) return atLeastOne(fromText);
  const exhausted = buckets.filter(({ remaining }) => remaining !== null && Number(remaining) <= 0);
  const waits = exhausted.map(({ reset }) => durationMs(reset ?? "")).filter((value) => value !== undefined);
  return waits.length === 0 ? undefined : atLeastOne(Math.max(...waits));
}

const atLeastOne = (milliseconds: number) => Math.min(aDay, Math.max(1, Math.ceil(milliseconds / 1000)));

const rfc3339 = (milliseconds: number) => new Date(milliseconds).toISOString();

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

const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration as Go writes it (`6m0s`, `20ms`, `1h2m3.5s`) in milliseconds. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|h|m|s))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    total += Number(amount) * (unitMs[unit ?? ""] ?? 0);
  }
  return total;
}
