import type { CountTokensRequest } from "../anthropic/request.js";
import type { RequestOptions } from "../request/options.js";
import { toCountableRequest } from "../request/to-openai-request.js";
import { type CountOptions, countInputTokens } from "./count-input-tokens.js";

export type CountTokensOptions = RequestOptions & CountOptions;

/**
 * Input tokens of an Anthropic request: translated as it would be sent, then counted as OpenAI bills it. What
 * `countInputTokens` says of exactness holds here.
 *
 * @param request as for `toOpenAIRequest`, but `max_tokens` may be absent
 * @param options those of `toOpenAIRequest`, and those of `countInputTokens`
 * @returns tokens, as `POST /v1/messages/count_tokens` answers
 * @throws TranspondError for what `toOpenAIRequest` refuses
 * @example
 * ```ts
 * await countTokens(
 *   { model: "claude-sonnet-4-5", messages: [{ role: "user", content: "Hello world" }] },
 *   { model: "gpt-5.4" },
 * ); // { input_tokens: 8 }
 * ```
 */
export async function countTokens(
  request: CountTokensRequest,
  options: CountTokensOptions = {},
): Promise<{ input_tokens: number }> {
  const { request: body } = toCountableRequest(request, options);
  return { input_tokens: await countInputTokens(body, options) };
}
