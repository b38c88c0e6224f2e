import type { TranslationContext } from "../context.js";
import { quotableText } from "./clean-text.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { type Failure, readFailure } from "./read-failure.js";
import { outcomeOf } from "./table.js";
import { translateParam } from "./translate-param.js";
import { TranspondError } from "./transpond-error.js";

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
  if (failure instanceof TranspondError) return failure;
  const read = readFailure(failure);
  const outcome = outcomeOf(read, options.keyOwner ?? "server");
  const quote = quotableText(read.message);
  const facts = { failure: read, quote, context: options.context };
  const path = outcome.path === "param" ? translateParam(read.param, options.context) : (outcome.path ?? "");
  const headers = rateLimitHeaders(read, { now: options.now, wait: outcome.type !== "billing_error" });
  const retry = typeof outcome.retry === "function" ? outcome.retry(read) : outcome.retry;
  if (retry !== undefined) headers["x-should-retry"] = String(retry);
  return new TranspondError({
    status: outcome.status,
    type: outcome.type,
    message: outcome.message(facts),
    path,
    ...details(read, quote),
    headers,
    cause: failure,
  });
}

/** What the upstream said, for whoever debugs; its text is left out where a client would act on it. */
function details(failure: Failure, message: string): { details?: Record<string, unknown> } {
  const { kind, status, type, code, param, requestId } = failure;
  if (kind === "internal" || kind === "abort") return {};
  if (kind === "connection" || kind === "certificate" || kind === "timeout")
    return { details: { cause: code || kind } };
  const text = (value: string) => quotableText(value, 200) || null;
  const openai = {
    status,
    type: text(type),
    code: text(code),
    param: text(param),
    message: message || null,
    request_id: requestId === null ? null : text(requestId),
  };
  return { details: { openai } };
}
