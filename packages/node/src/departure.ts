import type { Incoming, Outgoing } from "./node-messages.js";
import { onceClosed } from "./once-closed.js";

/** What a client's leaving is known by. */
export const left = () => new DOMException("The client left.", "AbortError");

/** Aborts when the connection closes before the answer was handed over whole; the request's own `close` says less. */
export function departure(incoming: Incoming, outgoing: Outgoing): AbortSignal {
  const controller = new AbortController();
  const check = () => {
    if (!outgoing.writableEnded) controller.abort(left());
  };
  if (outgoing.destroyed) check();
  else outgoing.once("close", check);
  // Behind another answer on its connection, it is not told when that closes.
  if (outgoing.socket === null) outgoing.once("close", onceClosed(incoming.socket, check));
  return controller.signal;
}
