import type { CacheMissReason, Diagnostics } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import { countAt, isObject, type JsonObject, stringAt } from "../json.js";

const reasons: ReadonlyMap<string, "model_changed" | "tools_changed" | "messages_changed"> = new Map([
  ["model_changed", "model_changed"],
  ["tools_changed", "tools_changed"],
  ["input_changed", "messages_changed"],
  ["context_compacted", "messages_changed"],
]);

const unavailable: Diagnostics = { cache_miss_reason: { type: "unavailable" } };

/**
 * Why the prompt cache was missed, as far as the response tells (mapping B.6): null where nobody asked or nothing was
 * missed.
 *
 * @param ended whether the response has ended; until then the comparison may still come
 */
export function diagnosticsOf(
  response: JsonObject | undefined,
  context: TranslationContext,
  ended: boolean,
): Diagnostics | null {
  if (context.cacheDiagnostics === undefined) return null;
  if (context.cacheDiagnostics === "unavailable") return unavailable;
  const found = response?.prompt_cache_diagnostics;
  if (!isObject(found)) return ended ? unavailable : { cache_miss_reason: null };
  if (found.type === "cache_hit") return null;
  return { cache_miss_reason: reasonOf(found) };
}

function reasonOf(found: JsonObject): CacheMissReason {
  if (found.type === "comparison_response_not_found") return { type: "previous_message_not_found" };
  const type = found.type === "cache_miss" ? reasons.get(stringAt(found, "reason")) : undefined;
  if (type === undefined) return { type: "unavailable" };
  return { type, cache_missed_input_tokens: countAt(found, "cache_missed_tokens") ?? 0 };
}
