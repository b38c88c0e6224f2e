import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";

/** OpenAI takes no smaller limit. */
const minOutputTokens = 16;

export type OutputLimit = { maxOutputTokens: number | undefined; prewarm: boolean };

/**
 * `max_tokens` as `max_output_tokens`; 0 asks for a warm cache and no answer. Source: mapping A2 to A4.
 *
 * @throws TranspondError 400 for 0 where the model cannot warm its cache
 */
export function translateMaxTokens(
  maxTokens: number | undefined,
  capabilities: ModelCapabilities,
  ledger: LossLedger,
): OutputLimit {
  if (maxTokens === undefined) return { maxOutputTokens: undefined, prewarm: false };
  if (maxTokens === 0) {
    if (!capabilities.prewarm) {
      throw invalidRequest("max_tokens", "Input should be greater than or equal to 1");
    }
    return { maxOutputTokens: minOutputTokens, prewarm: true };
  }
  if (maxTokens < minOutputTokens) {
    ledger.add("max_tokens_floor", "max_tokens");
    return { maxOutputTokens: minOutputTokens, prewarm: false };
  }
  const cap = capabilities.maxOutputTokens ?? maxTokens;
  if (maxTokens > cap) ledger.add("max_tokens_clamped", "max_tokens");
  return { maxOutputTokens: Math.min(maxTokens, cap), prewarm: false };
}

/** @throws TranspondError 400 for an entry of white space only, as Anthropic does */
export function translateStopSequences(
  stopSequences: readonly string[] | null | undefined,
  ledger: LossLedger,
): string[] {
  if (!stopSequences || stopSequences.length === 0) return [];
  if (stopSequences.some((sequence) => sequence.trim() === "")) {
    throw invalidRequest("stop_sequences", "each stop sequence must contain non-whitespace");
  }
  ledger.add("stop_sequence_emulated", "stop_sequences");
  return [...stopSequences];
}
