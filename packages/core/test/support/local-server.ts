import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a free port of this machine, over real sockets; closed at the end of its block. */
export async function localServer(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = address(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function address(bound: string | AddressInfo | null): AddressInfo {
  if (typeof bound === "object" && bound !== null) return bound;
  throw new Error("The server has no port.");
}

export const eventStream = { "content-type": "text/event-stream" };

/** Resolves when the connection that an answer goes to is closed. */
export const closed = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    response.on("close", () => resolve());
  });
