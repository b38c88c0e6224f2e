import type { Outcome, Result } from "./column.js";

/** Results as Markdown, and whether all is well. */
export interface Table {
  readonly markdown: string;
  readonly failures: readonly string[];
}

/**
 * One row a scenario, one column a mount or runtime: `✓`, `✗`, or the number of a note that says why the cell is not
 * filled. No cell is ever empty.
 */
export function tableOf(scenarios: readonly string[], results: readonly Result[]): Table {
  const notes: string[] = [];
  const noted = (note: string) => {
    if (!notes.includes(note)) notes.push(note);
    return `${notes.indexOf(note) + 1}`;
  };
  const failures: string[] = [];
  const failed = (where: string, why: string) => {
    failures.push(`${where}: ${why}`);
    return "✗";
  };
  const cell = (scenario: string, result: Result): string => {
    if ("unavailable" in result) return noted(`${result.name} cannot be had: ${oneLine(result.unavailable)}`);
    if ("died" in result) return "✗";
    const outcome = result.outcomes[scenario];
    const where = `${scenario}, on ${result.name}`;
    return outcome === undefined ? failed(where, "it was not run") : mark(outcome, where);
  };
  const mark = (outcome: Outcome, where: string): string => {
    if ("excused" in outcome) return noted(oneLine(outcome.excused));
    return "failed" in outcome ? failed(where, outcome.failed) : "✓";
  };
  for (const result of results) if ("died" in result) failed(result.name, `its process died: ${result.died}`);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = scenarios.map((scenario) => line([scenario, ...results.map((result) => cell(scenario, result))]));
  const head = line(["", ...results.map(({ name }) => name)]);
  const rule = line(["---", ...results.map(() => ":-:")]);
  const seconds = line(["seconds", ...results.map(({ ms }) => (ms / 1000).toFixed(0))]);
  const footnotes = notes.map((note, at) => `${at + 1}. ${note}`);
  return { markdown: [head, rule, ...rows, seconds, "", ...footnotes].join("\n"), failures };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ");
