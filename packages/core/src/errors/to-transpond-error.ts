import type { TranslationContext } from "../context.js";
import { quotableText } from "./clean-text.js";
import type { Failure } from "./failure.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { readFailure } from "./read-failure.js";
import { outcomeOf } from "./rules.js";
import { isTranspondError, TranspondError } from "./transpond-error.js";

export type FailureOptions = {
  /** Of the request that failed: names the model and the path that the client knows. */
  context?: TranslationContext;
  /** Current time in milliseconds since 1970. Without it, headers that hold a point in time are left out. */
  now?: () => number;
  /** Whose key the upstream judges. Default: `server`; then a refused key is no fault of the client. */
  keyOwner?: "server" | "client";
};

/**
 * Turns whatever went wrong into the error that an Anthropic client understands. A `TranspondError` is returned as it is.
 *
 * @param failure `{ status, headers, body }`, an error event or failed Response, an error of the official `openai`
 *   client, or any thrown value.
 */
export function toTranspondError(failure: unknown, options: FailureOptions = {}): TranspondError {
  if (isTranspondError(failure)) return failure;
  const { context, now, keyOwner = "server" } = options;
  const read = readFailure(failure);
  const { status, type, path, message, retry } = outcomeOf(read, keyOwner);
  const facts = { failure: read, quote: quotableText(read.message), context };
  const headers = rateLimitHeaders(read, { now, wait: type !== "billing_error" });
  const shouldRetry = typeof retry === "function" ? retry(read) : retry;
  if (shouldRetry !== undefined) headers["x-should-retry"] = String(shouldRetry);
  return new TranspondError({
    status,
    type,
    message: message(facts),
    ...(path && { path: path(facts) }),
    ...details(read, facts.quote),
    headers,
    cause: failure,
  });
}

/** What the upstream said, for whoever debugs; its text is left out where a client would act on it. */
function details(failure: Failure, message: string): { details?: Record<string, unknown> } {
  const { kind, status, type, code, param, requestId, incompleteReason } = failure;
  if (kind === "internal" || kind === "abort") return {};
  if (kind === "connection" || kind === "certificate" || kind === "timeout")
    return { details: { cause: code || kind } };
  const openai = {
    status,
    type: nameOrNull(type),
    code: nameOrNull(code),
    param: nameOrNull(param),
    message: message || null,
    request_id: isRequestId(requestId) ? requestId : nameOrNull(requestId),
    ...(incompleteReason !== "" && { incomplete_reason: nameOrNull(incompleteReason) }),
  };
  return { details: { openai } };
}

function nameOrNull(name: string): string | null {
  return quotableText(name, 200) || null;
}

/** Thirty-two hexadecimal digits would pass for a key. */
function isRequestId(id: string): boolean {
  return /^(?:req_)?[0-9a-f]{32}$/.test(id);
}
