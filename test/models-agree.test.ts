import { capabilitiesOf, type ModelCapabilities } from "@transpond/core";
import { listedModels, type ModelFacts, modelFacts } from "@transpond/testkit";
import { describe, expect, it } from "vitest";

/**
 * The translator and the simulator know models from two tables, written apart. Where they differ, one of them is wrong,
 * or the difference stands here with its reason.
 */
type Fact = { translator: (model: ModelCapabilities) => unknown; simulator: (model: ModelFacts) => unknown };

const sampling = { always: "always", "at-none": "effort_none", never: "never" } as const;

const facts: Readonly<Record<string, Fact>> = {
  efforts: { translator: ({ efforts }) => efforts, simulator: ({ efforts }) => efforts },
  defaultEffort: { translator: ({ defaultEffort }) => defaultEffort, simulator: ({ defaultEffort }) => defaultEffort },
  sampling: { translator: (model) => model.sampling, simulator: (model) => sampling[model.sampling] },
  conciseSummary: {
    translator: ({ efforts, conciseSummary }) => efforts.length > 0 && conciseSummary,
    simulator: ({ efforts, summaries }) => efforts.length > 0 && summaries.includes("concise"),
  },
  structuredOutputs: { translator: (model) => model.structuredOutputs, simulator: (model) => model.structuredOutputs },
  additionalTools: { translator: (model) => model.additionalTools, simulator: (model) => model.additionalTools },
  phase: { translator: (model) => model.phase, simulator: (model) => model.phases },
  namespaces: { translator: (model) => model.namespaces, simulator: (model) => model.namespaces },
  toolSearch: { translator: (model) => model.toolSearch, simulator: (model) => model.toolSearch },
  originalDetail: {
    translator: ({ imageDetails }) => imageDetails.includes("original"),
    simulator: ({ originalDetail }) => originalDetail,
  },
  cacheBreakpoints: {
    translator: ({ cacheBreakpoints, prewarm, comparisonIds }) => [cacheBreakpoints, prewarm, comparisonIds],
    simulator: ({ cacheBreakpoints }) => [cacheBreakpoints, cacheBreakpoints, cacheBreakpoints],
  },
  configurationUpdate: {
    translator: ({ configurationUpdate }) => configurationUpdate,
    simulator: ({ configurationUpdates }) => configurationUpdates,
  },
  contextWindow: { translator: ({ contextWindow }) => contextWindow, simulator: ({ contextWindow }) => contextWindow },
  maxOutputTokens: {
    translator: ({ maxOutputTokens }) => maxOutputTokens,
    simulator: ({ maxOutputTokens }) => maxOutputTokens,
  },
};

/** The translator does not guess a default that OpenAI does not publish; the simulator has to think at some level. */
const unpublishedDefault = [
  "gpt-5.1-codex",
  "gpt-5.1-codex-mini",
  "gpt-5.1-codex-max",
  "gpt-5.2-codex",
  "gpt-5.2-pro",
  "gpt-5.3-codex",
  "gpt-5.4-pro",
  "gpt-5.5-pro",
  "gpt-6-astra",
  "gpt-6.1-terra",
  "gpt-6.2-astra",
  "gpt-6.2-sol",
];

const known: Readonly<Record<string, readonly string[]>> = { defaultEffort: unpublishedDefault };

function disagreements(id: string): string[] {
  const model = modelFacts(id);
  if (model === undefined) return ["not known to the simulator"];
  const capabilities = capabilitiesOf(id);
  return Object.entries(facts).flatMap(([name, { translator, simulator }]) => {
    const [one, other] = [JSON.stringify(translator(capabilities)), JSON.stringify(simulator(model))];
    return one === other ? [] : [name];
  });
}

const snapshots = ["gpt-4-0613", "gpt-4o-2024-08-06", "gpt-5-2025-08-07", "gpt-5.4-2026-03-05", "gpt-5.5-2026-04-23"];

describe("the translator's models and the simulator's", () => {
  it.each([...listedModels, ...snapshots])("%s", (id) => {
    const allowed = Object.keys(known).filter((name) => known[name]?.includes(id));
    expect(disagreements(id)).toEqual(allowed);
  });
});
