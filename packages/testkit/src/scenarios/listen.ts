import { once } from "node:events";
import type { Server } from "node:http";
import type { RunningServer } from "./open-mount.js";

/**
 * Starts a server of `node:http` on a free port of loopback, as a mount's `start` returns it.
 *
 * @param path What the handler is mounted under.
 * @example
 * ```ts
 * start: (settings) => listen(createServer(toNodeListener(createHandler(handlerOptions(settings)))))
 * ```
 */
export async function listen(server: Server, path = ""): Promise<RunningServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
