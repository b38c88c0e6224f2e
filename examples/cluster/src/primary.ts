import cluster, { type Worker } from "node:cluster";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { startSimulatedOpenAI } from "@transpond/testkit";
import { pino } from "pino";
import { readSettings } from "./settings.js";

/** Milliseconds before a worker that died is replaced, so that one that cannot start does not keep the machine busy. */
const restartMs = 1000;

const logger = pino();
const count = Number(process.env.WORKERS || availableParallelism());
// Without a key, all workers ask one simulated upstream, which lives here.
const simulated = process.env.OPENAI_API_KEY ? undefined : await startSimulatedOpenAI();
const env = simulated && {
  OPENAI_API_KEY: "sk-simulated",
  OPENAI_BASE_URL: simulated.url,
  GATEWAY_KEY: process.env.GATEWAY_KEY || "transpond",
};
// What no worker could start with ends the program here.
readSettings({ ...process.env, ...env });

let stopping = false;
let listening = 0;
cluster.setupPrimary({ exec: fileURLToPath(new URL("./worker.ts", import.meta.url)) });
cluster.on("listening", (_worker: Worker, { port }) => {
  listening += 1;
  if (listening === count) logger.info({ url: `http://127.0.0.1:${port}`, workers: count }, "listening");
});
cluster.on("exit", ({ process: { pid } }: Worker, code, signal) => {
  if (!stopping) {
    logger.error({ worker: pid, code, signal }, "a worker died");
    setTimeout(() => stopping || cluster.fork(env), restartMs);
    return;
  }
  if (Object.keys(cluster.workers ?? {}).length > 0) return;
  logger.info("closed");
  void simulated?.close();
});
for (let n = 0; n < count; n++) cluster.fork(env);

/** Tells the workers to stop; with the last of them nothing is left that would keep this process. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  logger.info("closing");
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
