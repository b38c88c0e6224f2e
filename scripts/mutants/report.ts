import { relative } from "node:path";
import type { Mutant } from "./instrument.js";

export type Verdict = "killed" | "timed out" | "survived" | "not reached";

interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** The mutants that lived, and the share that died, by file and in all. */
export function report(judged: readonly Judged[]): string {
  const files = new Set(judged.map(({ mutant }) => mutant.file));
  const rows = [...files].sort().map((file) =>
    row(
      relative("", file),
      judged.filter(({ mutant }) => mutant.file === file),
    ),
  );
  return [...judged.filter(lived).sort(byPlace).map(line), ...rows, row("all", judged), ""].join("\n");
}

function lived({ verdict }: Judged): boolean {
  return verdict === "survived" || verdict === "not reached";
}

function byPlace(a: Judged, b: Judged): number {
  return a.mutant.file.localeCompare(b.mutant.file) || a.mutant.line - b.mutant.line;
}

function line({ mutant, verdict }: Judged): string {
  const text = mutant.replacement.replaceAll(/\s+/g, " ").slice(0, 120);
  return `${verdict}: ${relative("", mutant.file)}:${mutant.line} ${mutant.kind} -> ${text}`;
}

function row(name: string, judged: readonly Judged[]): string {
  const dead = judged.length - judged.filter(lived).length;
  const late = judged.filter(({ verdict }) => verdict === "timed out").length;
  return `${((100 * dead) / judged.length).toFixed(1).padStart(6)} % of ${judged.length} (${late} by time)  ${name}`;
}
