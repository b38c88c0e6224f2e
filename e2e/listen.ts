import { once } from "node:events";
import type { Server } from "node:http";

/**
 * Lets a server listen on a free port of loopback.
 * @returns its URL, without a slash at the end
 * @example const url = await listenOnLoopback(createServer(listener));
 */
export const listenOnLoopback = async (server: Server): Promise<string> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP port");
  return `http://127.0.0.1:${address.port}`;
};

/** Ends a server and the connections that are still open. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
