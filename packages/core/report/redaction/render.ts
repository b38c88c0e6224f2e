import { missGoals, packGoals, recallGoals } from "./goals.js";
import type { Harmless, Precision, Tally } from "./measure.js";
import { bestPublished, type Measured } from "./published.js";

/** A table of Markdown; columns but the first are set to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const share = (part: number, whole: number) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);

export const renderRecall = (rows: ReadonlyMap<string, Tally>) =>
  table(
    ["class", "spans", "fully", "partly", "verbatim", "wrong class", "recall", "of 90 %", "goal", "best library"],
    [...rows].map(([name, { spans, fully, partly, verbatim, nearly, wrongClass }]) => [
      name,
      spans,
      fully,
      partly,
      verbatim,
      wrongClass,
      share(fully, spans),
      share(nearly, spans),
      goalOf(name),
      bestPublished(name) ?? "-",
    ]),
  );

function goalOf(row: string): string {
  const misses = missGoals[row];
  return misses === undefined ? `${recallGoals[row] ?? packGoals[row] ?? "-"}` : `${misses} missed`;
}

export const renderPrecision = ({ found, unlabelled }: Precision) =>
  `Found in labelled texts: ${found}, of which ${unlabelled} no label covers: precision ${share(found - unlabelled, found)}.`;

export function renderHarmless(kinds: ReadonlyMap<string, Harmless>): string {
  const total: Harmless = { documents: 0, altered: 0, characters: 0, alteredCharacters: 0 };
  for (const count of kinds.values()) {
    total.documents += count.documents;
    total.altered += count.altered;
    total.characters += count.characters;
    total.alteredCharacters += count.alteredCharacters;
  }
  const cells = (name: string, { documents, altered, characters, alteredCharacters }: Harmless) => [
    name,
    documents,
    altered,
    share(altered, documents),
    share(alteredCharacters, characters),
  ];
  const rows = [...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => cells(name, count));
  return table(["harmless texts", "texts", "altered", "of texts", "of characters"], [...rows, cells("all", total)]);
}

export function renderPublished(measured: readonly Measured[]): string {
  const classes = Object.keys(measured[0]?.recall ?? {});
  return table(
    ["library, recall in %", ...classes, "precision", "harmless altered"],
    measured.map(({ library, recall, precision, altered }) => [
      library,
      ...classes.map((name) => recall[name] ?? "-"),
      precision ?? "-",
      altered,
    ]),
  );
}
