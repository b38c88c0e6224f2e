import fc from "fast-check";
import { jsonObject, objectSchema } from "./schemas.js";
import { anyWords, future, rarely, words } from "./texts.js";
import { text } from "./user-content.js";

/** Settings of a request beside its messages and tools, each group such that its fields agree with one another. */

const display = fc.constantFrom(undefined, undefined, null, "summarized", "omitted", "updates");
const block_binding = rarely(
  fc.constantFrom(null, {}, { prefix_mismatch_behavior: "drop_block" }, { prefix_mismatch_behavior: "error" }),
  5,
);
const thinkingOn = fc.oneof(
  fc.record({ type: fc.constant("adaptive"), display, block_binding, future_field: future }),
  fc.record({ type: fc.constant("adaptive") }),
  fc.record({
    type: fc.constant("enabled"),
    budget_tokens: fc.constantFrom(1024, 5000, 20_000, 32_768),
    display,
    block_binding,
  }),
  fc.constant({ type: "between_tools" }),
);
/** With thinking Anthropic takes no sampling parameters but the defaults; of temperature and `top_p` it takes one. */
const thinkingAndSampling = fc.oneof(
  fc.record({ thinking: thinkingOn, temperature: fc.constantFrom(undefined, undefined, 1) }),
  fc.record({
    thinking: fc.constantFrom(undefined, { type: "disabled" }),
    temperature: fc.constantFrom(undefined, 0, 0.7, 1),
    top_k: fc.constantFrom(undefined, undefined, 40),
  }),
  fc.record({ thinking: fc.constantFrom(undefined, { type: "disabled" }), top_p: fc.constantFrom(0.5, 1) }),
);

const effort = fc.constantFrom(undefined, undefined, null, "low", "medium", "high", "xhigh", "max");
const format = fc.record({ type: fc.constant("json_schema"), schema: objectSchema });
/** Stands for a copy of `output_config.format`, its numbers included. */
export const sameFormat = "same";

const output = fc
  .record({
    effort,
    format: rarely(format, 4),
    place: fc.constantFrom("current", "current", "deprecated", "both"),
    task_budget: rarely(fc.constantFrom({ type: "tokens", total: 50_000 }, { type: "tokens", total: 9, remaining: 1 })),
  })
  .map(({ effort, format, place, task_budget }) => {
    const output_config = { effort, task_budget, ...(place !== "deprecated" && format && { format }) };
    const empty = Object.values(output_config).every((value) => value === undefined);
    const output_format = place === "both" ? sameFormat : format;
    return { ...(!empty && { output_config }), ...(place !== "current" && format && { output_format }) };
  });

const user_id = fc.constantFrom(
  null,
  "user-§",
  "user_§_account_§_session_§",
  JSON.stringify({ device_id: "§", account_uuid: "§", session_id: "§" }),
);
const tier = fc.constantFrom(
  {},
  {},
  { service_tier: "auto" },
  { service_tier: "standard_only" },
  { speed: "fast" },
  { service_tier: "auto", speed: "standard" },
  { speed: null },
);

const tokens = (value: number) => ({ type: "input_tokens", value });
const edit = fc.constantFrom(
  { type: "clear_thinking_20251015", keep: "all" },
  { type: "clear_thinking_20251015", keep: { type: "all" } },
  { type: "clear_thinking_20251015", keep: { type: "thinking_turns", value: 1 } },
  { type: "clear_thinking_20251015" },
  { type: "clear_tool_uses_20250919" },
  {
    type: "clear_tool_uses_20250919",
    trigger: { type: "tool_uses", value: 1 },
    keep: { type: "tool_uses", value: 1 },
    clear_at_least: tokens(10),
    clear_tool_inputs: ["Read"],
    exclude_tools: ["Edit"],
  },
  { type: "clear_tool_uses_20250919", trigger: tokens(50_000), clear_tool_inputs: true },
  { type: "compact_20260112" },
  { type: "compact_20260112", trigger: tokens(150_000), instructions: "§", pause_after_compaction: true },
);
const context_management = fc.oneof(
  fc.constant(null),
  fc.uniqueArray(edit, { maxLength: 2, selector: ({ type }) => type }).map((edits) => ({ edits })),
);

/** How each server that a toolset names is reached. */
export const mcpServer = fc.record({
  type: fc.constant("url"),
  url: fc.constant("https://mcp.example/§"),
  authorization_token: rarely(fc.constantFrom(null, "token-§"), 2),
  tool_configuration: rarely(fc.constantFrom(null, { enabled: true, allowed_tools: ["list", "§"] })),
});

const betas = fc.constantFrom(
  ["context-management-2025-06-27"],
  ["interleaved-thinking-2025-05-14", "mid-conversation-system-2026-04-07"],
  ["a-beta-to-come"],
);

const common = fc.record({
  max_tokens: fc.constantFrom(1, 16, 1000, 40_000, 64_000, 200_000),
  system: fc.oneof(anyWords, fc.constant(undefined), fc.array(text, { maxLength: 3 })),
  stream: fc.constantFrom(undefined, true, false),
  stop_sequences: rarely(fc.array(words, { maxLength: 3 }), 3),
  metadata: rarely(fc.record({ user_id, future_field: future }), 3),
  betas: rarely(betas, 4),
  context_management: rarely(context_management, 4),
  cache_control: rarely(fc.constantFrom(null, { type: "ephemeral" }, { type: "ephemeral", ttl: "1h" }), 6),
  disable_parallel_tool_use: fc.constantFrom(undefined, undefined, true, false),
});

/** Fields that few requests have, most of them beta. */
const uncommon = fc.oneof(
  fc.record({ diagnostics: fc.constantFrom(null, {}, { previous_message_id: "msg_§" }) }),
  fc.constantFrom({ user_profile_id: "profile-§" }, { workspace_id: "workspace-§" }),
  fc.constantFrom({ billing_policy: { type: "billing_policy", bill_to: "self" } }, { billing_policy: null }),
  fc.constantFrom({ fallbacks: "default" }, { fallbacks: [{ model: "claude-§", max_tokens: 10 }] }, { fallbacks: [] }),
  fc.constant({ fallback_credit_token: { token: "credit-§", mode: "best_effort" } }),
  fc.constantFrom({ container: null }, { container: { id: null, skills: [] } }, { inference_geo: null }),
  fc.constantFrom({ thread: null }, { compaction: null }, { mcp_servers: [] }),
  words.map((value) => ({ field_to_come: { value } })),
  jsonObject.map((value) => ({ other_field_to_come: value })),
);
/** Fields that ask for what this upstream cannot give: their requests are refused. */
const refused = fc.constantFrom(
  { container: "container_§" },
  { container: { skills: [{ type: "custom", skill_id: "skill_§" }] } },
  { inference_geo: "eu" },
  { compaction: { type: "summarize" } },
  { billing_policy: { type: "billing_policy", bill_to: "user_profile" } },
  { fallback_credit_token: "credit-§", fallbacks: null },
  { thread: { id: "thread_§" } },
);

export const fields = fc
  .tuple(common, thinkingAndSampling, output, tier, fc.array(uncommon, { maxLength: 2 }), rarely(refused, 120))
  .map(([common, thinking, output, tier, more, refused]) => ({
    ...common,
    ...thinking,
    ...output,
    ...tier,
    ...oneKindOfFallback(Object.assign({}, ...more)),
    ...refused,
  }));

/** A credit for a fallback is for a request without one. */
function oneKindOfFallback(fields: Record<string, unknown>): Record<string, unknown> {
  return fields.fallback_credit_token ? { ...fields, fallbacks: null } : fields;
}
