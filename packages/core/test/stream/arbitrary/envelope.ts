import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import { declaredCustomTools } from "./calls.js";

const count = fc.nat({ max: 9_999 });

/** Usage in all shapes in which servers report it: with and without details, absent, not adding up. */
const usage: fc.Arbitrary<JsonObject | null | undefined> = fc.oneof(
  {
    arbitrary: fc.tuple(count, count, count, count).map(
      ([fresh, cached, written, out]): JsonObject => ({
        input_tokens: fresh + cached + written,
        input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        output_tokens: out,
        output_tokens_details: { reasoning_tokens: Math.floor(out / 2) },
        total_tokens: fresh + cached + written + out,
      }),
    ),
    weight: 6,
  },
  {
    arbitrary: fc.tuple(count, count).map(
      ([written, long]): JsonObject => ({
        input_tokens: written,
        input_tokens_details: {
          cache_write_tokens: written,
          cache_write_tokens_details: { ttl_30m_tokens: written - Math.min(long, written), ttl_12h_tokens: long },
        },
        output_tokens: 1,
        cost: 0.0012,
        num_sources_used: 3,
      }),
    ),
    weight: 1,
  },
  {
    arbitrary: fc.constantFrom<JsonObject | null | undefined>(
      null,
      undefined,
      { input_tokens: 7, output_tokens: 5 },
      { input_tokens: 7, input_tokens_details: null, output_tokens: 5, output_tokens_details: null },
      { input_tokens: 0, output_tokens: -9, output_tokens_details: { reasoning_tokens: 448 } },
      { input_tokens: 5, input_tokens_details: { cached_tokens: 9, cache_write_tokens: 9 }, output_tokens: 1e15 },
      { input_tokens: 9.5, input_tokens_details: { cached_tokens: 0.5 }, output_tokens: 2.5 },
    ),
    weight: 3,
  },
);

const tier = fc.constantFrom<unknown>(
  "default",
  "auto",
  "flex",
  "scale",
  "priority",
  "fast",
  "ultrafast",
  null,
  undefined,
);

const diagnostics = fc.constantFrom<unknown>(
  undefined,
  undefined,
  { type: "cache_hit" },
  { type: "cache_miss", reason: "tools_changed", cache_missed_tokens: 12 },
  { type: "cache_miss", reason: "some_future_reason" },
  { type: "comparison_response_not_found" },
  { type: "unavailable" },
);

const withheld = fc.constantFrom<unknown>(undefined, undefined, undefined, [
  { type: "reasoning_dropped", id: "rs_old", reason: "model_mismatch" },
  { id: "rs_other", reason: "turn_boundary" },
]);

/** What a Response object says besides its items, as it begins and as it ends. */
export type Envelope = { begun: JsonObject; ended: JsonObject };

export const envelope: fc.Arbitrary<Envelope> = fc
  .record({
    id: fc.constantFrom<JsonObject>({ id: "resp_1a" }, { id: "resp_1a" }, { id: "gen-17-x" }),
    created_at: fc.constantFrom<JsonObject>(
      { created_at: 7 },
      { created_at: 1_790_000_000 },
      {},
      { created_at: 1e300 },
    ),
    tiers: fc.tuple(tier, tier),
    usage,
    searches: fc.constantFrom<JsonObject>(
      {},
      {},
      { tool_usage: { web_search: { num_requests: 3 }, image_gen: { output_tokens: 0 } } },
      { tool_usage: { web_search: { num_requests: 0 } } },
    ),
    diagnostics,
    withheld: fc.tuple(fc.boolean(), withheld),
    tools: fc.constantFrom(declaredCustomTools, []),
  })
  .map(({ id, created_at, tiers, usage, searches, diagnostics, withheld, tools }) => {
    const custom = tools.map((name) => ({ type: "custom", name, format: { type: "text" } }));
    const same = { ...id, object: "response", model: "gpt-test-2026-01-01", ...created_at, tools: custom };
    const [early, transformations] = withheld;
    return {
      begun: defined({ ...same, service_tier: tiers[0], input_transformations: early ? transformations : undefined }),
      ended: defined({
        ...same,
        service_tier: tiers[1],
        usage,
        ...searches,
        prompt_cache_diagnostics: diagnostics,
        input_transformations: transformations,
      }),
    };
  });

function defined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
