import type { CountTokensRequest } from "../anthropic/request.js";
import type { RequestOptions } from "../request/options.js";
import { toCountableRequest } from "../request/to-openai-request.js";
import { type CountOptions, countInputTokens } from "./count-input-tokens.js";
import type { TokenCount } from "./token-count.js";

/** How a Messages request is translated, and then counted. */
export type CountTokensOptions = RequestOptions & CountOptions;

/**
 * Input tokens of an Anthropic request: translated as it would be sent, then counted as OpenAI bills it, so that system
 * and tools cost what they cost in `/v1/messages`. What `countInputTokens` says of exactness holds here.
 *
 * @param request as for `toOpenAIRequest`; fields that a count does not take, as `max_tokens`, may be absent or anything
 * @param options those of `toOpenAIRequest`, and those of `countInputTokens`
 * @returns tokens, as `POST /v1/messages/count_tokens` answers; with `detail: true`, how they split and how sure they are
 * beside them
 * @throws TranspondError for what `toOpenAIRequest` refuses
 * @example
 * ```ts
 * await countTokens(
 *   { model: "claude-sonnet-4-5", messages: [{ role: "user", content: "Hello world" }] },
 *   { model: "gpt-5.4" },
 * ); // { input_tokens: 8 }
 * ```
 */
export function countTokens(
  request: CountTokensRequest,
  options: CountTokensOptions & { detail: true },
): Promise<TokenCount>;
export function countTokens(
  request: CountTokensRequest,
  options?: CountTokensOptions,
): Promise<{ input_tokens: number }>;
export async function countTokens(
  request: CountTokensRequest,
  options: CountTokensOptions = {},
): Promise<{ input_tokens: number } | TokenCount> {
  const { request: body } = toCountableRequest(request, options);
  await options.yieldToOthers?.();
  const count = await countInputTokens(body, options);
  return typeof count === "number" ? { input_tokens: count } : count;
}
