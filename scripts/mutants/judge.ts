import type { Mutant } from "./instrument.js";
import type { Answer, Order, TimedTest } from "./protocol.js";
import type { Verdict } from "./report.js";
import { TestProcess } from "./test-process.js";

export interface Measured {
  readonly all: readonly TimedTest[];
  readonly atLoad: ReadonlySet<string>;
  /** The tests that reach a mutant, the quickest first, and how often they do. */
  readonly reaching: ReadonlyMap<string, { readonly tests: readonly TimedTest[]; readonly hits: number }>;
  /** The mutants that the tests of a file reach. */
  readonly reachOf: ReadonlyMap<string, ReadonlySet<string>>;
}

const graceMs = 20_000;

/** Runs all tests once without a mutant; every one must pass. */
export async function measureTests(module: string): Promise<Measured> {
  const process = new TestProcess(module);
  const answer = await process.ask({ kind: "measure" }, 900_000);
  process.end();
  if (answer.kind !== "measured") throw new Error(`The tests could not be run: ${JSON.stringify(answer)}`);
  const failed = answer.runs.filter(({ error }) => error !== undefined);
  if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join("\n"));

  const runs = answer.runs
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ file, index, ms, hits }) => ({ test: { file, index, ms }, hits }));
  const reaching = new Map<string, { tests: TimedTest[]; hits: number }>();
  const reachOf = new Map<string, Set<string>>();
  for (const { test, hits } of runs) {
    const reach = reachOf.get(test.file) ?? new Set();
    reachOf.set(test.file, reach);
    for (const [mutant, count] of Object.entries(hits)) {
      reach.add(mutant);
      const entry = reaching.get(mutant) ?? { tests: [], hits: 0 };
      reaching.set(mutant, entry);
      entry.tests.push(test);
      entry.hits += count;
    }
  }
  return { all: runs.map(({ test }) => test), atLoad: new Set(answer.atLoad), reaching, reachOf };
}

/** Puts a mutant before the tests that reach it; one that acts at load, before those around in a process of its own. */
export async function verdictOf(
  mutant: Mutant,
  /** Mutants near this one: what reaches them is asked where nobody knows who reads what it changes at load. */
  neighbours: readonly Mutant[],
  module: string,
  process: TestProcess,
  measured: Measured,
): Promise<Verdict> {
  const { atLoad, reaching } = measured;
  const reached = reaching.get(mutant.id);
  if (reached !== undefined) {
    const hitLimit = Math.max(10_000, reached.hits * 100);
    const order: Order = { kind: "meet", mutant: mutant.id, tests: reached.tests, atLoad: false, hitLimit };
    const verdict = readAnswer(await process.ask(order, limitOf(reached.tests)));
    if (verdict !== "survived") return verdict;
  }
  if (!atLoad.has(mutant.id)) return reached === undefined ? "not reached" : "survived";
  const fresh = new TestProcess(module, mutant.id);
  const tests = nearestFirst(neighbours, measured);
  const answer = await fresh.ask(
    { kind: "meet", mutant: mutant.id, tests, atLoad: true, hitLimit: Number.MAX_SAFE_INTEGER },
    limitOf(tests),
  );
  fresh.end();
  return readAnswer(answer);
}

/**
 * The tests that reach mutants near by, those of the most specific files first: a fresh process loads each file that it
 * takes a test from, and the file that is about little else kills most. All tests, where none is known to come near.
 */
function nearestFirst(neighbours: readonly Mutant[], { all, reaching, reachOf }: Measured): readonly TimedTest[] {
  const tests = new Set<TimedTest>();
  const reached = new Map<string, number>();
  for (const { id } of neighbours) {
    const near = reaching.get(id)?.tests ?? [];
    for (const test of near) tests.add(test);
    for (const file of new Set(near.map(({ file }) => file))) reached.set(file, (reached.get(file) ?? 0) + 1);
  }
  if (tests.size === 0) return all;
  const specificity = ({ file }: TimedTest) => (reached.get(file) ?? 0) / (reachOf.get(file)?.size ?? 1);
  return [...tests].sort((a, b) => specificity(b) - specificity(a) || a.file.localeCompare(b.file) || a.ms - b.ms);
}

function limitOf(tests: readonly TimedTest[]): number {
  return tests.reduce((sum, { ms }) => sum + ms, 0) * 3 + graceMs;
}

function readAnswer(answer: Answer): Verdict {
  if (answer.kind === "survived") return "survived";
  return answer.kind === "killed" && answer.late ? "timed out" : "killed";
}
