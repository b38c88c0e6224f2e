import { asArray, asObject, asString, type JsonObject } from "../json.js";
import type { Turn } from "./turn.js";

/** Rough rule for output: four characters a token, at least one an item; formatting is not counted. */
const tokensOf = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

const visibleText = (item: JsonObject): string => {
  if (item.type === "function_call") return `${asString(item.name) ?? ""}${asString(item.arguments) ?? ""}`;
  return asArray(item.content)
    .map((part) => asString(asObject(part).text) ?? asString(asObject(part).refusal) ?? "")
    .join("");
};

/** The `usage` of a finished response; `cache_write_tokens` only on models that write the cache explicitly. */
export const usageOf = (turn: Turn, output: readonly JsonObject[], reasoningTokens: number): JsonObject => {
  const visible = output
    .filter((item) => item.type !== "reasoning")
    .reduce((sum, item) => sum + tokensOf(visibleText(item)), 0);
  const { tokens, cached, written } = turn.input;
  return {
    input_tokens: tokens,
    input_tokens_details: {
      ...(turn.model.cacheBreakpoints ? { cache_write_tokens: written } : {}),
      cached_tokens: cached,
    },
    output_tokens: visible + reasoningTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: tokens + visible + reasoningTokens,
  };
};
