import cluster from "node:cluster";
import { createServer } from "node:http";
import { createHandler } from "@transpond/fetch";
import { closeServer, toNodeListener } from "@transpond/node";
import { pino } from "pino";
import { readSettings } from "./settings.js";

const { upstream, gatewayKey, port, requestsPerConnection } = readSettings(process.env);
// pino puts the process id into every entry.
const logger = pino();
const handler = createHandler({
  upstream,
  model: { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.6-sol" },
  authenticate: [gatewayKey],
  logger,
  onError: (error, requestId) => logger.error({ err: error, requestId }, "failed on this side"),
  routes: { health: true },
});
const listener = toNodeListener(handler);

const server = createServer((request, response) => {
  response.setHeader("x-served-by", String(process.pid));
  listener(request, response);
});
// A connection stays with its process: without an end, a few clients that hold theirs would keep a few processes busy.
server.maxRequestsPerSocket = requestsPerConnection;
server.listen(port, "127.0.0.1");

let stopping = false;
/** Lets answers that have begun end, then leaves the cluster; nothing is left that would keep this process. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await closeServer(server, handler);
  cluster.worker?.disconnect();
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
