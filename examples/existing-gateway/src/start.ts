import { once } from "node:events";
import { createGateway } from "./gateway.js";
import { readSettings } from "./settings.js";

/** Milliseconds that answers have to end when the gateway is told to stop. */
const graceMs = 25_000;

const write = (line: string) => void process.stdout.write(`${line}\n`);
const settings = await readSettings(process.env);
const gateway = createGateway(settings, write);
gateway.listen(settings.port, "127.0.0.1");
await once(gateway, "listening");
const address = gateway.address();
write(`The gateway listens at http://127.0.0.1:${typeof address === "object" ? address?.port : settings.port}`);

/** Takes no new connections and lets answers that have begun end. */
async function stop(): Promise<void> {
  const cut = setTimeout(() => gateway.closeAllConnections(), graceMs);
  const idle = setInterval(() => gateway.closeIdleConnections(), 100);
  await new Promise((resolve) => gateway.close(resolve));
  clearTimeout(cut);
  clearInterval(idle);
  await settings.close();
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
