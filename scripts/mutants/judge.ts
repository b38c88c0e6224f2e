import type { Mutant } from "./instrument.js";
import type { Answer, Order, TimedTest } from "./protocol.js";
import type { Verdict } from "./report.js";
import { TestProcess } from "./test-process.js";

export interface Measured {
  readonly all: readonly TimedTest[];
  readonly atLoad: ReadonlySet<string>;
  /** The tests that reach a mutant, the quickest first, and how often they do. */
  readonly reaching: ReadonlyMap<string, { readonly tests: readonly TimedTest[]; readonly hits: number }>;
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
  for (const { test, hits } of runs) {
    for (const [mutant, count] of Object.entries(hits)) {
      const entry = reaching.get(mutant) ?? { tests: [], hits: 0 };
      reaching.set(mutant, entry);
      entry.tests.push(test);
      entry.hits += count;
    }
  }
  return { all: runs.map(({ test }) => test), atLoad: new Set(answer.atLoad), reaching };
}

/** Puts a mutant before the tests that reach it; one that acts at load, before those around in a process of its own. */
export async function verdictOf(
  mutant: Mutant,
  /** Mutants near this one: what reaches them is asked where nobody knows who reads what it changes at load. */
  neighbours: readonly Mutant[],
  module: string,
  process: TestProcess,
  { all, atLoad, reaching }: Measured,
): Promise<Verdict> {
  const reached = reaching.get(mutant.id);
  if (reached !== undefined) {
    const hitLimit = Math.max(10_000, reached.hits * 100);
    const order: Order = { kind: "meet", mutant: mutant.id, tests: reached.tests, atLoad: false, hitLimit };
    const verdict = readAnswer(await process.ask(order, limitOf(reached.tests)));
    if (verdict !== "survived") return verdict;
  }
  if (!atLoad.has(mutant.id)) return reached === undefined ? "not reached" : "survived";
  const fresh = new TestProcess(module, mutant.id);
  const near = new Set(neighbours.flatMap(({ id }) => reaching.get(id)?.tests ?? []));
  const tests = near.size > 0 ? [...near].sort((a, b) => a.ms - b.ms) : all;
  const answer = await fresh.ask(
    { kind: "meet", mutant: mutant.id, tests, atLoad: true, hitLimit: Number.MAX_SAFE_INTEGER },
    limitOf(tests),
  );
  fresh.end();
  return readAnswer(answer);
}

function limitOf(tests: readonly TimedTest[]): number {
  return tests.reduce((sum, { ms }) => sum + ms, 0) * 3 + graceMs;
}

function readAnswer(answer: Answer): Verdict {
  if (answer.kind === "survived") return "survived";
  return answer.kind === "killed" && answer.late ? "timed out" : "killed";
}
