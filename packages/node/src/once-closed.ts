import type { Socket } from "node:net";

/** Many requests may wait on one connection; each for itself, they would look like a leak of listeners. */
const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back when a connection closes.
 *
 * @returns forgets the call
 */
export function onceClosed(socket: Socket, call: () => void): () => void {
  let calls = waiting.get(socket);
  if (!calls) {
    const all = new Set<() => void>();
    calls = all;
    waiting.set(socket, all);
    socket.once("close", () => {
      for (const each of all) each();
    });
  }
  calls.add(call);
  return () => calls.delete(call);
}
