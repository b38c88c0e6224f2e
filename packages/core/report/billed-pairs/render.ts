import type { Rendering } from "../../src/tokens/rules.js";
import { KINDS, type Pair } from "./pairs.js";
import type { Peer } from "./peers.js";
import { type Counted, medianError, type Shares, sharesOf, worst } from "./shares.js";

const FAMILIES: readonly { family: Rendering; name: string; near: string }[] = [
  { family: "harmony", name: "o-series, gpt-5 and later", near: "3 tokens or 0.5 %" },
  { family: "chatml", name: "gpt-4o, gpt-4.1", near: "1 %" },
];

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => "---")), ...rows].join("\n");

const cells = ({ pairs, exact, near, within5 }: Shares): string[] =>
  pairs === 0 ? ["0", "", "", ""] : [String(pairs), percent(exact), percent(near), percent(within5)];

function familyTable({ family, name, near }: (typeof FAMILIES)[number], all: readonly Counted[]): string {
  const ours = all.filter(({ pair }) => pair.family === family);
  const rows = [...KINDS, "all"].flatMap((kind) => {
    const some = ours.filter(({ pair }) => kind === "all" || pair.kind === kind);
    const half = (which: Pair["half"]) => sharesOf(some.filter(({ pair }) => pair.half === which));
    return [
      row(kind, "both", ...cells(sharesOf(some))),
      row("", "fitted", ...cells(half("fitted"))),
      row("", "check", ...cells(half("check"))),
    ];
  });
  return `### ${name}\n\n${table(["kind", "half", "pairs", "exact", `within ${near}`, "within 5 %"], rows)}`;
}

const worstTable = (all: readonly Counted[]): string =>
  table(
    ["pair", "repository", "model", "date", "kind", "billed", "ours"],
    worst(all, 20).map(({ pair, counted }) =>
      row(pair.id, pair.repository, pair.model, pair.date, pair.kind, pair.billed, counted),
    ),
  );

function peerTable(all: readonly Counted[], peers: readonly Peer[]): string {
  const line = (name: string, some: readonly Counted[]): string => {
    const { exact, within5 } = sharesOf(some);
    return row(name, percent(exact), percent(within5), percent(medianError(some)));
  };
  const rows = peers.map(({ name, count }) =>
    line(
      name,
      all.map(({ pair }) => ({ pair, counted: count(pair.request) })),
    ),
  );
  return table(["method", "exact", "within 5 %", "median error"], [line("ours", all), ...rows]);
}

const leftOutTable = (leftOut: ReadonlyMap<string, readonly Pair[]>): string =>
  table(
    ["left out", "reason"],
    [...leftOut].map(([reason, pairs]) => row(pairs.length, reason)),
  );

/** The report as Markdown. */
export function renderReport(
  compared: readonly Counted[],
  everything: readonly Counted[],
  leftOut: ReadonlyMap<string, readonly Pair[]>,
  peers: readonly Peer[],
): string {
  const raw = FAMILIES.map(({ family, name, near }) => {
    const { pairs, exact, near: close } = sharesOf(everything.filter(({ pair }) => pair.family === family));
    return `${name}: ${pairs} pairs, ${percent(exact)} exact, ${percent(close)} within ${near}`;
  });
  return [
    "# Counted and billed",
    "Halves are by the recording's file. The rules were looked for with both in view: the check half shows that none was fitted to single recordings, not more.",
    ...FAMILIES.map((family) => familyTable(family, compared)),
    "### Left out: the recorder's or the upstream's doing",
    leftOutTable(leftOut),
    `With them: ${raw.join("; ")}.`,
    "### Furthest off",
    worstTable(compared),
    "### Other methods, on the same pairs",
    peerTable(compared, peers),
    "",
  ].join("\n\n");
}
