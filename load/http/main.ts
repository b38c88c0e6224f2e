import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { buildPackages } from "../build-packages.js";
import { type LoadFigures, latencies, load, warmUp } from "./measures.js";
import { type Row, tableOf } from "./table.js";
import { startTargets } from "./targets.js";

/*
 * What the way through an adapter costs, beside the way to the upstream itself and through a proxy that understands
 * nothing: `pnpm bench:http`. Every server is a process of its own, of the built packages, with NODE_ENV=production.
 */
const { values } = parseArgs({
  // What pnpm hands on may begin with its own dashes.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    /** Of each run at many clients. */
    seconds: { type: "string", default: "10" },
    clients: { type: "string", default: "64" },
    /** Part of the names of adapters. */
    mount: { type: "string", default: "" },
    /** Folder for a profile of each adapter's processor time, which is written at its end. */
    profile: { type: "string" },
    "no-build": { type: "boolean", default: false },
  },
});
const clients = Number(values.clients);
const seconds = Number(values.seconds);

if (!values["no-build"]) await buildPackages(["core", "fetch", "node", "express", "fastify"]);
const flags = values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];
const targets = await startTargets(values.mount, flags);
const machine = `load of the machine before: ${loadavg()[0]?.toFixed(1)}`;

const say = (text: string) => process.stderr.write(`${text}\n`);
for (const target of targets.all) {
  say(`warming up, ${target.name}`);
  await warmUp(target, clients, 4000);
}
say("one client, small streams");
const questions = targets.all.map((target) => target.questions);
const [floor = Number.NaN, ...small] = await latencies(
  [targets.nothing, ...questions.map(({ small }) => small)],
  20,
  50,
);
say("one client, streams of 20,000 events");
const long = await latencies(
  questions.map(({ long }) => long),
  8,
  1,
);
const figures: LoadFigures[] = [];
for (const target of targets.all) {
  say(`${clients} clients, ${target.name}`);
  figures.push(await load(target, clients, seconds));
}
const rows = targets.all.flatMap(({ name, isAdapter }, at): Row[] => {
  const [one, many, under] = [small[at], long[at], figures[at]];
  return one === undefined || many === undefined || !under
    ? []
    : [{ name, isAdapter, small: one, long: many, load: under }];
});
await targets.close();
const { markdown, missed } = tableOf(rows, seconds);
process.stdout.write(
  `${markdown}\nNode ${process.version}; ${machine}; ${clients} clients, ${seconds} s each; a request answered with nothing takes the client ${floor.toFixed(2)} ms.\n`,
);
for (const goal of missed) process.stdout.write(`✗ ${goal}\n`);
process.exitCode = missed.length > 0 ? 1 : 0;
