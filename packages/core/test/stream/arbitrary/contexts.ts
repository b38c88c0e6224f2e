import fc from "fast-check";
import type { TranslationContext } from "../../../src/context.js";
import { testContext } from "../../support/context.js";

const dropped = {
  type: "thinking_dropped" as const,
  path: "messages.1.content.0",
  reason: "model_binding_mismatch" as const,
};

/** What a client may have asked for that changes the answer, stop sequences aside. */
export const arbitraryContext: fc.Arbitrary<TranslationContext> = fc
  .record({
    format: fc.constantFrom(false, false, true),
    showThinking: fc.constantFrom(true, true, false),
    serverTools: fc.constantFrom<string[]>(
      [],
      ["web_search"],
      ["web_search", "code_execution", "tool_search_tool_bm25"],
      ["tool_search_tool_regex"],
    ),
    betas: fc.subarray<TranslationContext["betas"][number]>(["thinking-token-count", "mcp-tool-listing"]),
    omittableArguments: fc.constantFrom<TranslationContext["omittableArguments"]>(
      {},
      { Read: { pages: ["null", "empty_string"], path: ["null"] }, Bash: { n: ["null"], é: ["empty_string"] } },
    ),
    speed: fc.constantFrom<TranslationContext["speed"]>(null, "standard", "fast"),
    limits: fc.constantFrom<[number | null, number | null]>([null, null], [100, 8_000], [9_999, 100]),
  })
  .chain(({ limits: [maxOutputTokens, contextWindow], ...common }) =>
    fc
      .tuple(rare, filling)
      .map(([extras, fills]) => testContext({ ...common, maxOutputTokens, contextWindow, ...extras, ...fills })),
  );

/** The same of a client that wants an answer, not only a full cache. */
export const answeredContext = arbitraryContext.filter(({ prewarm }) => prewarm === undefined);

/** Then nothing is shown, so there is little of it. */
const filling: fc.Arbitrary<Partial<TranslationContext>> = fc
  .integer({ min: 0, max: 19 })
  .map((die) => (die === 19 ? { prewarm: true as const } : {}));

/** What few requests have. */
const rare: fc.Arbitrary<Partial<TranslationContext>> = fc.record(
  {
    toolNames: fc.constant({ [`long_${"x".repeat(59)}`]: `long_${"y".repeat(80)}`, constructor: "toString" }),
    mcpServers: fc.constant({ my_server: "my server" }),
    toolsets: fc.constantFrom<string[]>([], ["computer"]),
    toolsetMembers: fc.constant({ Write: { toolset: "browser", name: "write" } }),
    contextManagement: fc.constantFrom(null, { applied_edits: [] }),
    compaction: fc.constant(true as const),
    cacheDiagnostics: fc.constantFrom("requested" as const, "unavailable" as const),
    inputTransformations: fc.constantFrom([], [dropped]),
    reasoningPaths: fc.constant({ rs_old: "messages.3.content.1" }),
    fallbackCredit: fc.constant(true as const),
    inputTokens: fc.constant(17),
  },
  { requiredKeys: [] },
);

export const stopSequences = fc.array(fc.constantFrom("END", " world", "\n\n", "l", "🙂", "é", "never said"), {
  minLength: 1,
  maxLength: 3,
});
