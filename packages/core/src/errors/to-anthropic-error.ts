import type { ErrorBody } from "../anthropic/errors.js";
import type { TranslationContext } from "../context.js";
import { toTranspondError } from "./to-transpond-error.js";

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

/** An error answer as the Anthropic API gives it. */
export type AnthropicErrorAnswer = { status: number; headers: Record<string, string>; body: ErrorBody };

/**
 * Turns any failure into Anthropic's error answer: status, headers (`retry-after`, `x-should-retry`, rate limits) and body.
 * It holds what the upstream said, cleared of credentials, under `error.details.openai`. Source: mapping D.
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
  const error = toTranspondError(failure, {
    ...(context && { context }),
    ...(now && { now }),
    keyOwner: clientKey ? "client" : "server",
  });
  const headers = { ...error.headers, ...(requestId !== undefined && { "request-id": requestId }) };
  return { status: error.status, headers, body: error.toBody(requestId ?? null) };
}
