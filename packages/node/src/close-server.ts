import type { Server } from "node:http";

/** Milliseconds between looks for connections on which nobody is served any more. */
const sweep = 50;
/** Milliseconds that everything has in all, where the host says nothing: most platforms kill after 30 seconds. */
const longest = 25_000;
/** The longest delay that timers know; a longer one would fire at once. */
const longestDelay = 2 ** 31 - 1;
/** Milliseconds that the last answers have at least to be written. */
const lastWords = 1000;

/**
 * Shuts a server down: takes no new connections and no more messages, lets those in progress end, and closes connections
 * as they fall idle. What else the server is answering may end as well, but what the host has ended and a slow client has
 * not taken yet is cut: Node counts it as written.
 *
 * @param handler What `createHandler` returned, or Express's `transpond`.
 * @param graceMs Milliseconds after which messages that are left end in an error, and a second later at the latest all
 *   connections are closed. Default: the handler's `timeouts.shutdown` for messages, 25,000 for all else.
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
  const ends = performance.now() + (graceMs ?? longest);
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const sweeping = setInterval(() => server.closeIdleConnections(), sweep);
  await handler.close(graceMs);
  const rest = Math.max(lastWords, ends - performance.now());
  const cut = rest <= longestDelay ? setTimeout(() => server.closeAllConnections(), rest) : undefined;
  await closed;
  clearInterval(sweeping);
  clearTimeout(cut);
}
