import {
  type CountTokensRequest,
  countTokensRequest,
  type MessagesRequest,
  messagesRequest,
} from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import { check } from "./validate.js";

/**
 * Asserts that parsed JSON has the outer shape of a Messages request; its blocks and tools are checked when they are
 * translated.
 *
 * @throws TranspondError 400 in Anthropic's wording
 *
 * @example
 * ```ts
 * const body: unknown = await request.json();
 * assertMessagesRequest(body);
 * toOpenAIRequest(body, { model: "gpt-5.6-sol" });
 * ```
 */
export function assertMessagesRequest(body: unknown): asserts body is MessagesRequest {
  if (!isObject(body)) throw invalidRequest("", "Input should be a valid dictionary");
  check(messagesRequest, body, "");
}

/**
 * The same for the body of `POST /v1/messages/count_tokens`.
 *
 * @throws TranspondError 400 in Anthropic's wording
 *
 * @example
 * ```ts
 * const body: unknown = await request.json();
 * assertCountTokensRequest(body);
 * const { input_tokens } = await countTokens(body, { model: "gpt-5.6-sol" });
 * ```
 */
export function assertCountTokensRequest(body: unknown): asserts body is CountTokensRequest {
  if (!isObject(body)) throw invalidRequest("", "Input should be a valid dictionary");
  check(countTokensRequest, body, "");
}
