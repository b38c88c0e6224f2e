import { appendFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { bundle } from "./mutants/bundle.js";
import { instrument, type Mutant } from "./mutants/instrument.js";
import { measureTests, verdictOf } from "./mutants/judge.js";
import { report, type Verdict } from "./mutants/report.js";
import { TestProcess } from "./mutants/test-process.js";

/*
 * Mutation testing of the way back, with Stryker's mutants: `pnpm mutants`, or `pnpm mutants <files>` for a part. It
 * prints the shares at the end; each verdict stands in packages/core/coverage/mutants.jsonl as soon as it is known.
 * Recordings are left out, and properties run a few times only: a mutant that needs thousands of runs to die is one
 * that a test should name.
 */

process.env.TRANSPOND_PROPERTY_RUNS ??= "20";
const rooms = ["stream", "response", "errors"];
const chosen = process.argv.slice(2);
const sources = chosen.length > 0 ? chosen.map((file) => resolve(file)) : await filesOf("packages/core/src");
const tests = (await filesOf("packages/core/test")).filter((file) => /(?<!recordings)\.test\.ts$/.test(file));

const module = resolve("packages/core/coverage/mutants.mjs");
await mkdir(resolve(module, ".."), { recursive: true });
const log = resolve(module, "../mutants.jsonl");
await writeFile(log, "");
const { mutants, texts } = await instrument(sources);
const importers = await bundle(module, tests, texts);
const measured = await measureTests(module);

// In mixed order, so that what has been judged at any time is a fair sample of all.
const waiting = mutants.toSorted((a, b) => mixed(a) - mixed(b)).values();
const verdicts: { mutant: Mutant; verdict: Verdict }[] = [];
await Promise.all(Array.from({ length: Number(process.env.TRANSPOND_WORKERS ?? 2) }, work));
process.stdout.write(report(verdicts));

function mixed({ id }: Mutant): number {
  return Math.imul(Number(id) + 1, 0x9e3779b1) >>> 0;
}

/** The mutants of the same file, and of those that import it: a file of tables has none that a test reaches. */
function neighboursOf({ file }: Mutant): Mutant[] {
  const near = new Set([file, ...(importers.get(file) ?? [])]);
  return mutants.filter((mutant) => near.has(mutant.file));
}

async function work(): Promise<void> {
  const process = new TestProcess(module);
  for (const mutant of waiting) {
    const verdict = await verdictOf(mutant, neighboursOf(mutant), module, process, measured);
    verdicts.push({ mutant, verdict });
    await appendFile(log, `${JSON.stringify({ verdict, ...mutant })}\n`);
  }
  process.end();
}

async function filesOf(folder: string): Promise<string[]> {
  const lists = await Promise.all(
    rooms.map(async (room) => {
      const path = resolve(folder, room);
      return (await readdir(path, { recursive: true }))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(path, name));
    }),
  );
  return lists.flat().sort();
}
