import type { TranslationContext } from "../context.js";

/** What upstream texts say about a context that overflowed; OpenAI, Azure and vLLM word it differently. */
const patterns = {
  maximum: [
    /maximum context length (?:is|of) (\d{1,12})\b/i,
    /limit of (\d{1,12}) tokens/i,
    /context window (?:size )?(?:is|of) (\d{1,12})\b/i,
  ],
  total: [/you requested (\d{1,12}) tokens/i],
  input: [
    /\b(\d{1,12}) in (?:the|your) (?:prompt|messages?)/i,
    /resulted in (\d{1,12}) tokens/i,
    /request has (\d{1,12}) input tokens/i,
    /prompt contains (?:at least )?(\d{1,12})\b/i,
  ],
  functions: [/\b(\d{1,12}) in the functions/i],
  output: [/\b(\d{1,12}) (?:in|for) the completion/i, /max_(?:output_)?tokens'? is too large: (\d{1,12})\b/i],
};

function find(candidates: readonly RegExp[], text: string): number | undefined {
  for (const pattern of candidates) {
    const number = pattern.exec(text)?.[1];
    if (number !== undefined) return Number(number);
  }
  return undefined;
}

/**
 * The sentence that makes Claude Code compact the conversation, or lower `max_tokens` where the prompt alone would fit.
 * It reads the numbers, so they must be there whenever the limit is known. Where nobody counted the input, or the count
 * is an estimate below the limit, one above the limit is the least that is true. Without a limit, no number is invented.
 */
export function contextLimitMessage(text: string, context: TranslationContext | undefined): string {
  // A thousands separator would cut a number in two.
  const plain = text.replace(/(\d),(?=\d{3}\b)/g, "$1");
  const maximum = find(patterns.maximum, plain) ?? context?.contextWindow ?? undefined;
  if (maximum === undefined) return "prompt is too long";
  const output = find(patterns.output, plain);
  const stated = find(patterns.input, plain);
  const input = stated === undefined ? undefined : stated + (find(patterns.functions, plain) ?? 0);
  if (input !== undefined && output !== undefined && input < maximum && input + output > maximum) {
    return `input length and \`max_tokens\` exceed context limit: ${input} + ${output} > ${maximum}, decrease input length or \`max_tokens\` and try again`;
  }
  const counted = input ?? find(patterns.total, plain) ?? context?.inputTokens ?? 0;
  return `prompt is too long: ${Math.max(counted, maximum + 1)} tokens > ${maximum} maximum`;
}
