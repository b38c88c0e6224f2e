import type { MessagesRequest } from "../anthropic/request.js";
import type { TranslationContext } from "../context.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";

/** What is asked of the upstream, and what the answer is to say. */
type CacheDiagnostics = {
  comparisonId: string | undefined;
  state: TranslationContext["cacheDiagnostics"];
};

/** Anthropic's own message ids, which no upstream knows. */
const anthropicId = /^msg_(?:bdrk_|vrtx_)?01[1-9A-HJ-NP-Za-km-z]{22}$/;

/**
 * The earlier answer to compare the prompt cache with: our message ids are the upstream's response ids under Anthropic's
 * prefix. Source: mapping A24, B.5.
 */
export function translateDiagnostics(
  diagnostics: MessagesRequest["diagnostics"],
  capabilities: ModelCapabilities,
  ledger: LossLedger,
): CacheDiagnostics {
  const id = diagnostics?.previous_message_id ?? null;
  if (id === null) return { comparisonId: undefined, state: undefined };
  if (capabilities.comparisonIds && /^msg_[A-Za-z0-9_-]+$/.test(id) && !anthropicId.test(id)) {
    return { comparisonId: id.replace(/^msg_/, "resp_"), state: "requested" };
  }
  ledger.add("cache_diagnostics_unavailable", "diagnostics.previous_message_id");
  return { comparisonId: undefined, state: "unavailable" };
}
