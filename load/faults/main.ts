import { parseArgs } from "node:util";
import { mounts } from "../mounts.js";
import { findingsOf } from "./findings.js";
import { runFaults } from "./run.js";

/*
 * Many clients and an upstream that misbehave at random: `pnpm faults`. Each request must end in a whole message, in the
 * right error, or with its client gone; at the end nothing may be left. The same seed draws the same faults.
 */
const { values } = parseArgs({
  // What pnpm hands on may begin with its own dashes.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    requests: { type: "string", default: "10000" },
    clients: { type: "string", default: "64" },
    mount: { type: "string", default: "node" },
  },
});
const isMount = (name: string): name is keyof typeof mounts => Object.hasOwn(mounts, name);
if (!isMount(values.mount)) throw new Error(`no such mount: ${values.mount}`);

const seed = Number(values.seed);
process.stdout.write(`seed ${seed}, ${values.mount}\n`);
const run = await runFaults({
  seed,
  mount: values.mount,
  requests: Number(values.requests),
  clients: Number(values.clients),
});
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const { before, after, left } = run;
process.stdout.write(
  [
    `${run.requests} requests in ${run.seconds.toFixed(0)} s, ${run.upstreamRequests} to the upstream, ${Object.keys(run.drawn).length} kinds of faults`,
    `heap ${megabytes(before.heap)} → ${megabytes(after.heap)}, RSS ${megabytes(before.rss)} → ${megabytes(after.rss)}`,
    `left: ${left.inProgress} messages, ${left.answering} answers and ${left.connections} connections of the upstream; ${left.resources.join(", ")}`,
    "",
  ].join("\n"),
);
const found = findingsOf(run);
for (const finding of found.slice(0, 30)) process.stdout.write(`✗ ${finding}\n`);
process.stdout.write(
  found.length === 0 ? "all ended as they may, and nothing is left\n" : `${found.length} findings\n`,
);
process.exitCode = found.length === 0 ? 0 : 1;
