import fc from "fast-check";
import type { Answer, Order, TestRun } from "./protocol.js";
import { type CollectedTest, collected } from "./vitest.js";

interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

declare global {
  /** What Stryker's switches read and its counters write. */
  var __stryker__: Switchboard | undefined;
}

const switchboard: Switchboard = globalThis.__stryker__ ?? {};
globalThis.__stryker__ = switchboard;
const patience = 4000;
const timedOut = Symbol("timed out");
let stray: unknown;

type Loaders = Readonly<Record<string, () => unknown>>;

/** Carries out what the parent process orders, one order at a time. A test file is loaded when a test of it is asked for. */
export function serve(loaders: Loaders): void {
  // A failing property is a killed mutant; its smallest example is of no interest here.
  fc.configureGlobal({ endOnFailure: true });
  const noteStray = (error: unknown) => {
    stray = error ?? "rejected";
  };
  process.on("unhandledRejection", noteStray);
  process.on("uncaughtException", noteStray);
  const say = (answer: Answer) => process.send?.(answer);
  process.on("message", async (order: Order) => {
    try {
      say(order.kind === "measure" ? await measure(loaders) : await meet(order, loaders));
    } catch (error) {
      say({ kind: "broken", error: String(error) });
    }
  });
  say({ kind: "ready" });
}

const loaded = new Map<string, readonly CollectedTest[]>();

function testsOf(file: string, loaders: Loaders): readonly CollectedTest[] {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  loaders[file]?.();
  const tests = collected.splice(0);
  loaded.set(file, tests);
  return tests;
}

/** Runs every test once, and notes which mutants each one reaches. */
async function measure(loaders: Loaders): Promise<Answer> {
  const files = Object.keys(loaders).map((file) => ({ file, tests: testsOf(file, loaders) }));
  const runs: TestRun[] = [];
  for (const { file, tests } of files) {
    for (const [index, test] of tests.entries()) {
      const id = `${file}#${index}`;
      switchboard.currentTestId = id;
      const start = performance.now();
      const error = await failureOf(test, 120_000);
      const ms = performance.now() - start;
      const hits = switchboard.mutantCoverage?.perTest[id] ?? {};
      runs.push({ file, index, ms, hits, name: test.name, ...(error !== undefined && { error: String(error) }) });
    }
  }
  return { kind: "measured", runs, atLoad: Object.keys(switchboard.mutantCoverage?.static ?? {}) };
}

/** Switches a mutant on and runs tests until one of them fails. */
async function meet(order: Extract<Order, { kind: "meet" }>, loaders: Loaders): Promise<Answer> {
  if (!order.atLoad) for (const { file } of order.tests) testsOf(file, loaders);
  switchboard.activeMutant = order.mutant;
  switchboard.hitCount = 0;
  switchboard.hitLimit = order.hitLimit;
  for (const { file, index, ms } of order.tests) {
    const test = testsOf(file, loaders)[index];
    if (test === undefined) return { kind: "killed", by: "its tests are not even declared", late: false };
    const failure = await failureOf(test, ms * 5 + patience);
    if (failure !== undefined) return { kind: "killed", by: test.name, late: failure === timedOut };
  }
  switchboard.activeMutant = undefined;
  return { kind: "survived" };
}

async function failureOf(test: CollectedTest, limit: number): Promise<unknown> {
  stray = undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, limit, timedOut);
  });
  try {
    if ((await Promise.race([test.run(), late])) === timedOut) return timedOut;
    return stray;
  } catch (error) {
    return error ?? "threw";
  } finally {
    clearTimeout(timer);
  }
}
