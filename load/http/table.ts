import type { LoadFigures } from "./measures.js";

export interface Row {
  readonly name: string;
  readonly isAdapter: boolean;
  /** Median milliseconds of a stream at one client. */
  readonly small: number;
  readonly long: number;
  readonly load: LoadFigures;
}

/** What an adapter may cost, beside the direct way and the proxy. */
const goals = { addedMs: 1, cpuRatio: 2, longRatio: 3, heapGrowth: 8 * 1024 * 1024, rssGrowth: 64 * 1024 * 1024 };

const heads = [
  "",
  "small stream, ms",
  "added, ms",
  "20,000 events, ms",
  "× direct",
  "CPU, µs a request",
  "× pass-through",
  "requests a second",
  "failed",
  "heap, MB",
  "RSS, MB",
];

/**
 * The figures as a Markdown table, and the goals that they miss.
 *
 * @param rows The direct way first, then the pass-through proxy that the others are measured against.
 */
export function tableOf(rows: readonly Row[], seconds: number): { markdown: string; missed: string[] } {
  const [direct, passThrough] = rows;
  if (!direct || !passThrough) return { markdown: "", missed: ["nothing was measured"] };
  const ratios = (row: Row) => ({
    addedMs: row.small - direct.small,
    longRatio: row.long / direct.long,
    cpuRatio: row.load.cpu / passThrough.load.cpu,
    heapGrowth: growth(row.load, "heap"),
    rssGrowth: growth(row.load, "rss"),
  });
  const lines = rows.map((row) => {
    const { addedMs, longRatio, cpuRatio } = ratios(row);
    const { cpu, perSecond, failed, requests } = row.load;
    const cells = [
      row.name,
      row.small.toFixed(2),
      addedMs.toFixed(2),
      row.long.toFixed(0),
      longRatio.toFixed(2),
      digits(cpu, 0),
      digits(cpuRatio, 2),
      perSecond.toFixed(0),
      `${failed} of ${requests}`,
      span(row.load, "heap"),
      span(row.load, "rss"),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const missed = [
    ...rows.flatMap(({ name, load }) => (load.failed > 0 ? [`${name}: ${load.failed} failed in ${seconds} s`] : [])),
    ...rows
      .filter(({ isAdapter }) => isAdapter)
      .flatMap((row) =>
        Object.entries(ratios(row)).flatMap(([name, value]) => {
          const goal = Object.entries(goals).find(([key]) => key === name)?.[1] ?? Number.NaN;
          return value <= goal ? [] : [`${row.name}: ${name} ${value.toFixed(2)}, goal ${goal}`];
        }),
      ),
  ];
  const head = `| ${heads.join(" | ")} |\n|${heads.map(() => "---").join("|")}|`;
  return { markdown: `${head}\n${lines.join("\n")}\n`, missed };
}

const growth = ({ before, after }: LoadFigures, of: "heap" | "rss") => (after?.[of] ?? 0) - (before?.[of] ?? 0);

const span = ({ before, after }: LoadFigures, of: "heap" | "rss") =>
  before && after ? `${megabytes(before[of])} → ${megabytes(after[of])}` : "";

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

const digits = (value: number, count: number) => (Number.isNaN(value) ? "" : value.toFixed(count));
