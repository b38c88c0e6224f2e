import type { Row, Section } from "../../packages/core/src/ledger/dispositions/row.js";
import { foldNames } from "./fold-names.js";
import { codes, table } from "./table.js";

const introduction = `# Mapping: Anthropic Messages on OpenAI Responses

<!-- Generated from packages/core/src/ledger/dispositions by \`pnpm generate\`. Changes made here are lost. -->

What becomes of every name of both APIs: fields, blocks, tools, items, events, counters and their values. The tables are printed from the ledger in the code, and tests hold that ledger against the types of the official SDKs and against what the translation does. The rules behind the rows (order, effort, caching, stop reasons, the decisions K1 to K39) stand in [rules.md](rules.md), the losses in [losses.md](losses.md).

Names are paths: \`a.b\` is a field, \`a[tag]\` the member of a union by its \`type\`, \`a[]\` what a list holds, \`a=value\` a value. \`a[b, c]\` stands for \`a[b]\` and \`a[c]\`.

| disposition | meaning |
|---|---|
| mapped | comes across with its meaning |
| emulated | the other side lacks it; Transpond does it |
| approximated | something near it comes across, with a loss |
| dropped | does not come across, with a loss |
| rejected | a request that holds it is refused before the upstream is called |
| unused | a name of an answer that is never written, since nothing upstream leads to it |
`;

/** The whole of docs/mapping.md. */
export function mappingPage(sections: readonly Section[]): string {
  return `${[introduction, ...sections.map(sectionOf)].join("\n")}\n`;
}

function sectionOf({ title, source, rows }: Section): string {
  const lines = [...namesByRow(rows)].map(([row, names]) => [
    row.code,
    codes(foldNames(names)),
    row.disposition,
    row.becomes,
    codes(row.losses ?? []),
  ]);
  return `## ${title}\n\n${source}\n\n${table(["#", "name", "disposition", "becomes", "losses"], lines)}\n`;
}

/** Names that share a row share a line. */
function namesByRow(rows: Section["rows"]): Map<Row, string[]> {
  const lines = new Map<Row, string[]>();
  for (const [name, row] of Object.entries(rows)) lines.set(row, [...(lines.get(row) ?? []), name]);
  return lines;
}
