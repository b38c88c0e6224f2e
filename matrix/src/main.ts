import { parseArgs } from "node:util";
import { scenarios } from "@transpond/testkit/scenarios";
import { buildServers } from "./build.js";
import type { Result } from "./column.js";
import { columns } from "./columns.js";
import { runApart } from "./run-apart.js";
import { tableOf } from "./table.js";

/** Columns at once: most of their time is waiting for time limits. */
const atOnce = 3;

const { values } = parseArgs({
  // What pnpm hands on may begin with its own dashes.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    /** Parts of names: of the columns, of the scenarios. */
    mount: { type: "string", multiple: true, default: [""] },
    scenario: { type: "string", default: "" },
    /** A runtime that cannot be had is a failure. */
    "require-all": { type: "boolean", default: process.env.TRANSPOND_REQUIRE_RUNTIMES === "1" },
  },
});

await buildServers();
const wanted = columns.filter(({ name }) => values.mount.some((part) => name.includes(part)));
const results = new Map<string, Result>();
const waiting = [...wanted];
async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const result = await runApart(next.name, values.scenario);
    results.set(next.name, result);
    process.stderr.write(`${next.name}: ${(result.ms / 1000).toFixed(1)} s\n`);
  }
}
await Promise.all(Array.from({ length: atOnce }, work));

const rows = scenarios.map(({ name }) => name).filter((name) => name.includes(values.scenario));
const inOrder = wanted.flatMap(({ name }) => results.get(name) ?? []);
const { markdown, failures } = tableOf(rows, inOrder);
const absent = values["require-all"] ? inOrder.filter((result) => "unavailable" in result) : [];
process.stdout.write(`${markdown}\n`);
for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`);
for (const { name } of absent) process.stdout.write(`\n✗ ${name} is required\n`);
process.exitCode = failures.length + absent.length > 0 ? 1 : 0;
