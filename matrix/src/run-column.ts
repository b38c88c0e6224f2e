import { setTimeout as wait } from "node:timers/promises";
import { excuse, openMount, type Scenario } from "@transpond/testkit/scenarios";
import type { Column, Outcome, Result } from "./column.js";

/** Milliseconds that a scenario has. */
const patience = 30_000;

/** Runs scenarios on a column, one after the other. It never rejects. */
export async function runColumn(column: Column, scenarios: readonly Scenario[]): Promise<Result> {
  const { name } = column;
  const began = performance.now();
  let start: Awaited<ReturnType<Column["get"]>>;
  try {
    start = await column.get();
  } catch (error) {
    return { name, ms: performance.now() - began, unavailable: words(error) };
  }
  const mount = { ...column, start };
  const outcomes: Record<string, Outcome> = {};
  let opened = openMount(mount);
  for (const scenario of scenarios) {
    const reason = excuse(mount, scenario);
    const outcome: Outcome = reason === undefined ? await outcomeOf(() => opened.run(scenario)) : { excused: reason };
    outcomes[scenario.name] = outcome;
    if ("failed" in outcome) {
      // What a failure leaves behind must not fail the next.
      opened.close().catch(() => {});
      opened = openMount(mount);
    }
  }
  await opened.close().catch(() => {});
  return { name, ms: performance.now() - began, outcomes };
}

async function outcomeOf(run: () => Promise<void>): Promise<Outcome> {
  const began = performance.now();
  const over = new AbortController();
  const late = wait(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no end within ${patience} ms`);
  });
  try {
    await Promise.race([run(), late]);
    return { passed: true, ms: performance.now() - began };
  } catch (error) {
    return { failed: words(error), ms: performance.now() - began };
  } finally {
    late.catch(() => {});
    over.abort();
  }
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim().slice(0, 600);
