import { join } from "node:path";
import type { Mount } from "@transpond/testkit/scenarios";
import { serversFolder } from "../folders.js";

/** A Worker in workerd, started by Miniflare, without Node's modules. @throws Error where Miniflare is not installed */
export async function workerd(): Promise<Mount["start"]> {
  const { Log, LogLevel, Miniflare } = await import("miniflare");
  return async (settings) => {
    const server = new Miniflare({
      modules: true,
      scriptPath: join(serversFolder, "worker.js"),
      bindings: { settings: JSON.stringify(settings) },
      compatibilityDate: "2025-12-10",
      // Without it nobody tells a Worker that its client has left.
      compatibilityFlags: ["enable_request_signal"],
      // Else it asks the network where it is.
      cf: false,
      host: "127.0.0.1",
      log: new Log(LogLevel.NONE),
    });
    const url = (await server.ready).href.replace(/\/$/, "");
    return { url, close: () => server.dispose() };
  };
}
