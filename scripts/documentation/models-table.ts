import type { ModelCapabilities } from "../../packages/core/src/openai/models.js";
import { modelRows, unknownModel } from "../../packages/core/src/openai/models-table.js";
import { codes, table } from "./table.js";

/** Capabilities that a model has or has not, by the words of the table. */
const abilities: [keyof ModelCapabilities, string][] = [
  ["conciseSummary", "concise summaries"],
  ["structuredOutputs", "structured output"],
  ["phase", "phases"],
  ["cacheBreakpoints", "cache breakpoints"],
  ["prewarm", "cache warming"],
  ["comparisonIds", "cache diagnostics"],
  ["toolSearch", "tool search"],
  ["namespaces", "namespaces"],
  ["additionalTools", "tools added later"],
  ["configurationUpdate", "configuration updates"],
];
const sampling = { always: "always", effort_none: "at effort `none`", never: "never" };

/** What models take, one line a family. */
export function modelTable(): string {
  const rows = [
    ...modelRows,
    { name: "any other", capabilities: unknownModel, source: "what nearly every server takes" },
  ];
  return table(
    ["family", "efforts, default in bold", "sampling", "role", "context / output", "image detail", "takes", "source"],
    rows.map(({ name, capabilities, source }) => [name, ...describe(capabilities), source]),
  );
}

function describe(model: ModelCapabilities): string[] {
  const efforts = model.efforts.map((effort) => (effort === model.defaultEffort ? `**${effort}**` : effort));
  const has = abilities.filter(([name]) => model[name] === true).map(([, word]) => word);
  return [
    efforts.length > 0 ? efforts.join(", ") : "does not reason",
    sampling[model.sampling],
    codes([model.instructionRole]),
    `${amount(model.contextWindow)} / ${amount(model.maxOutputTokens)}`,
    codes([model.imageDetail]),
    [...has, ...(model.parallelToolCalls ? [] : ["no parallel calls"])].join(", "),
  ];
}

function amount(tokens: number | null): string {
  return tokens === null ? "not known" : tokens.toLocaleString("en");
}
