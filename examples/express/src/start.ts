import { once } from "node:events";
import { createServer } from "node:http";
import { closeServer } from "@transpond/node";
import { pino } from "pino";
import { createApp } from "./app.js";
import { readSettings } from "./settings.js";

const logger = pino();
const settings = await readSettings(process.env);
const { app, messages } = createApp({ ...settings, logger });

const server = createServer(app).listen(settings.port, "127.0.0.1");
await once(server, "listening");
const address = server.address();
const port = typeof address === "object" ? address?.port : settings.port;
logger.info({ url: `http://127.0.0.1:${port}/anthropic` }, "listening");

/** Lets answers that have begun end; then nothing is left that would keep the process. */
async function stop(): Promise<void> {
  logger.info("closing");
  await closeServer(server, messages);
  await settings.close();
  logger.info("closed");
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
