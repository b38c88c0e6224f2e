import { createApp } from "./app.js";
import { readSettings } from "./settings.js";

const settings = await readSettings(process.env);
const app = await createApp(settings);
await app.listen({
  port: settings.port,
  host: "127.0.0.1",
  listenTextResolver: (address) => `The Messages API listens at ${address}/anthropic`,
});

/** Lets answers that have begun end; then nothing is left that would keep the process. */
async function stop(): Promise<void> {
  app.log.info("closing");
  await app.close();
  await settings.close();
  app.log.info("closed");
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
