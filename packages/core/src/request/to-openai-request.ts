import { type CountTokensRequest, countedFields, type MessagesRequest } from "../anthropic/request.js";
import { TranspondError } from "../errors/transpond-error.js";
import { withAnthropicPath } from "./anthropic-path.js";
import { assertCountTokensRequest, assertMessagesRequest } from "./assert-request.js";
import type { RequestOptions } from "./options.js";
import { type TranslatableBody, type TranslatedRequest, translateBody } from "./translate-body.js";

export type { TranslatedRequest };
export { assertCountTokensRequest, assertMessagesRequest };

/**
 * Translates an Anthropic Messages request into an OpenAI Responses request.
 *
 * The input is never changed; parts of it (tool schemas) are shared with the result. The same input gives the same
 * output, and a conversation with turns appended gives the old input items followed by new ones. Token limits are
 * tokens. Source of the rules: docs/mapping.md and docs/rules.md, section A.
 *
 * @param request the body of `POST /v1/messages`, stable or beta
 * @param options model, headers, loss policy, hashing
 * @returns the upstream request, the context for the answer, and the losses
 * @throws TranspondError 400 for what Anthropic would refuse or what cannot be carried over, 404 for an unknown model
 *
 * @example
 * ```ts
 * const { request, context, losses } = toOpenAIRequest(
 *   { model: "claude-sonnet-5", max_tokens: 1024, messages: [{ role: "user", content: "Hello" }] },
 *   { model: "gpt-5.6-sol" },
 * );
 * const response = await openai.responses.create(request);
 * ```
 */
export function toOpenAIRequest(request: MessagesRequest, options: RequestOptions = {}): TranslatedRequest {
  assertMessagesRequest(request);
  return translate(request, options);
}

/**
 * The same for a body that is only to be counted: it needs no `max_tokens`, and whatever is no field of a count is not
 * looked at.
 *
 * @throws TranspondError as `toOpenAIRequest` does
 *
 * @example
 * ```ts
 * toCountableRequest({ model: "gpt-5.6-sol", messages: [{ role: "user", content: "Hello" }] }).request.input;
 * ```
 */
export function toCountableRequest(request: CountTokensRequest, options: RequestOptions = {}): TranslatedRequest {
  assertCountTokensRequest(request);
  return translate(countedFields(request), options);
}

function translate(body: TranslatableBody, options: RequestOptions): TranslatedRequest {
  try {
    return translateBody(body, options);
  } catch (error) {
    // What the host's own loss policy refuses is told by the path of the loss.
    throw error instanceof TranspondError && error.losses.length === 0 ? withAnthropicPath(error, body) : error;
  }
}
