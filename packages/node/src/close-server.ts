import type { Server } from "node:http";

/** Milliseconds between looks for connections on which nobody is served any more. */
const sweep = 50;
/** Milliseconds that the last answers have to be written. */
const lastWords = 1000;

/**
 * Shuts a server down: takes no new connections and no more messages, lets those in progress end, and closes connections
 * as they fall idle.
 *
 * @param handler What `createHandler` returned, or Express's `transpond`.
 * @param graceMs Milliseconds after which messages that are left end in an error. Default: the handler's
 *   `timeouts.shutdown`.
 * @returns When the last connection is closed.
 * @example
 * ```ts
 * process.once("SIGTERM", () => void closeServer(server, handler));
 * ```
 */
export async function closeServer(
  server: Server,
  handler: { close: (graceMs?: number) => Promise<void> },
  graceMs?: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const sweeping = setInterval(() => server.closeIdleConnections(), sweep);
  await handler.close(graceMs);
  const cut = setTimeout(() => server.closeAllConnections(), lastWords);
  await closed;
  clearInterval(sweeping);
  clearTimeout(cut);
}
