import type { ErrorBody } from "../anthropic/errors.js";
import type { Message } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import { rateLimitHeaders } from "../errors/rate-limit-headers.js";
import { readFailure } from "../errors/read-failure.js";
import { toTranspondError } from "../errors/to-transpond-error.js";
import { refusalMessage } from "./refusal-message.js";

/** What is known about the request that failed. */
export type AnthropicErrorOptions = {
  /** Of the request that failed: names the model and the path that the client knows. */
  context?: TranslationContext;
  /** The id of the answer, in its body and its `request-id` header. */
  requestId?: string;
  /** Current time in milliseconds since 1970, for the headers that say when a limit ends. Without it they are left out. */
  now?: () => number;
  /** Whether the upstream judged the client's own key; then a refused key is a 401. Default: false, a 500. */
  clientKey?: boolean;
};

/**
 * How the Anthropic API answers a failure: with an error, `body.type` being `"error"`, or with a message that ends in
 * `stop_reason: "refusal"`, status 200, where the upstream declined on policy grounds.
 */
export type AnthropicErrorAnswer =
  | { status: number; headers: Record<string, string>; body: ErrorBody }
  | { status: 200; headers: Record<string, string>; body: Message };

/**
 * Turns any failure into Anthropic's answer: status, headers (`retry-after`, `x-should-retry`, rate limits) and body. It
 * holds what the upstream said, cleared of credentials, under `error.details.openai`. It never throws. Source: mapping D.
 *
 * A policy failure of the upstream is no error but a refusal (K14). Without a context its message names the upstream's
 * model, or `unknown`; its usage is what the upstream or else the context counted, or zero.
 *
 * @param failure A `TranspondError`, `{ status, headers, body }` (body text or object), an error of the official `openai`
 *   client, a failed Response, an `error` event, or any thrown value.
 *
 * @example
 * ```ts
 * const { status, headers, body } = toAnthropicError(await upstreamFailure(), { context, requestId: "req_1" });
 * return Response.json(body, { status, headers });
 * ```
 */
export function toAnthropicError(failure: unknown, options: AnthropicErrorOptions = {}): AnthropicErrorAnswer {
  const { context, now, requestId, clientKey } = options;
  const ids = requestId === undefined ? {} : { "request-id": requestId };
  const message = refusalMessage(failure, context, requestId);
  if (message) {
    const limits = rateLimitHeaders(readFailure(failure), { now, wait: false });
    return { status: 200, headers: { ...limits, ...ids }, body: message };
  }
  const error = toTranspondError(failure, {
    ...(context && { context }),
    ...(now && { now }),
    keyOwner: clientKey ? "client" : "server",
  });
  return { status: error.status, headers: { ...error.headers, ...ids }, body: error.toBody(requestId ?? null) };
}
