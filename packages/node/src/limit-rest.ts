import type { Incoming } from "./node-messages.js";
import { onceClosed } from "./once-closed.js";

/** Milliseconds that a client has to end a body which nobody reads any more, as with nginx's `lingering_time`. */
const longest = 30_000;

/**
 * Ends a request that goes on behind its answer. It is read for a while, since many clients listen only when they have
 * said all; a body without end would keep the connection busy for nothing.
 */
export function limitRest(incoming: Incoming, restMs = longest): void {
  // Requests that only look like Node's may not say whether they are complete.
  if (incoming.complete !== false || incoming.destroyed || incoming.socket.destroyed) return;
  const timer = setTimeout(() => incoming.complete || incoming.destroy(), restMs).unref();
  const ended = () => {
    clearTimeout(timer);
    forget();
  };
  // Once it has its answer, Node tells a request no more that its connection closes.
  const forget = onceClosed(incoming.socket, ended);
  incoming.once("close", ended);
}
