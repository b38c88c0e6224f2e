import type { Usage } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import { countAt, type JsonObject, objectAt } from "../json.js";
import type { Answer } from "./answer.js";

/**
 * Usage of a message that has just begun: all counters zero, so that no estimate outlives the final figures (K2). Tier
 * and speed stand here already, since the official SDK takes them from `message_start` alone.
 */
export function initialUsage(response: JsonObject | undefined, context: TranslationContext): Usage {
  const tier = response?.service_tier;
  const priority = priorityTiers.includes(tier);
  return {
    input_tokens: 0,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: 0,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: typeof tier !== "string" ? null : priority ? "priority" : "standard",
    inference_geo: null,
    speed: context.speed === "fast" && !priority ? "standard" : context.speed,
    // What the official SDK's beta type requires (mapping B.6).
    ...(context.beta && { iterations: null, fallback_credit: null }),
    ...(context.fallbackCredit && { fallback_credit: { status: { type: "not_applied", reason: "not_enabled" } } }),
  };
}

/**
 * What counts where the upstream does not: the host's count of input tokens, and what was shown, in UTF-16 units, with
 * the searches among it.
 */
type Known = { inputTokens: number | undefined; visibleLength: number; webSearches: number };

const priorityTiers: readonly unknown[] = ["priority", "fast", "ultrafast"];

/**
 * Usage of a finished answer (mapping B.6). OpenAI's input includes what was read from and written to the cache;
 * Anthropic's does not, and the three add up to OpenAI's figure. What the upstream does not count is estimated.
 */
export function finalUsage(response: JsonObject | undefined, answer: Answer, known: Known): Usage {
  const usage = initialUsage(response, answer.context);
  fill(usage, objectAt(response ?? {}, "usage"), answer, known);
  if (usage.cache_creation_input_tokens > 0) answer.ledger.add("cache_ttl_label", "usage.input_tokens_details");
  usage.server_tool_use = serverToolUse(response, answer, known);
  return usage;
}

function fill(usage: Usage, reported: JsonObject, { context, ledger }: Answer, known: Known): void {
  const details = objectAt(reported, "input_tokens_details");
  const total = countAt(reported, "input_tokens") ?? countAt(known, "inputTokens") ?? 0;
  const read = Math.min(countAt(details, "cached_tokens") ?? 0, total);
  const written = Math.min(countAt(details, "cache_write_tokens") ?? 0, total - read);
  usage.input_tokens = total - read - written;
  usage.cache_read_input_tokens = read;
  usage.cache_creation_input_tokens = written;
  const lifetimes = objectAt(details, "cache_write_tokens_details");
  // There are two lifetimes: what is not of the one is of the other.
  const shortLived = Math.min(countAt(lifetimes, "ttl_30m_tokens") ?? written, written);
  const longLived = Math.min(countAt(lifetimes, "ttl_12h_tokens") ?? written - shortLived, written);
  usage.cache_creation = {
    ephemeral_5m_input_tokens: written - longLived,
    ephemeral_1h_input_tokens: longLived,
  };
  const thinking = countAt(objectAt(reported, "output_tokens_details"), "reasoning_tokens");
  // A token of English or code is about four characters.
  const shown = Math.ceil(known.visibleLength / 4);
  const said = countAt(reported, "output_tokens");
  // The answer to a wish to fill the cache has no output (mapping A4).
  usage.output_tokens = context.prewarm ? 0 : (said ?? Math.min(shown + (thinking ?? 0), Number.MAX_SAFE_INTEGER));
  if (thinking !== undefined) {
    usage.output_tokens_details = { thinking_tokens: Math.min(thinking, usage.output_tokens) };
  }
  const isCounted = ["input_tokens", "output_tokens"].every((key) => countAt(reported, key) !== undefined);
  if (!isCounted) ledger.add("usage_estimated", "usage");
}

function serverToolUse(
  response: JsonObject | undefined,
  { context }: Answer,
  { webSearches }: Known,
): Usage["server_tool_use"] {
  const reported = countAt(objectAt(objectAt(response ?? {}, "tool_usage"), "web_search"), "num_requests");
  const searches = reported ?? webSearches;
  if (searches === 0 && context.serverTools.length === 0) return null;
  return { web_search_requests: searches, web_fetch_requests: 0 };
}
