import { LocalAbort } from "@transpond/fetch/adapter";
import type { Incoming, Outgoing } from "./node-messages.js";
import { onceClosed } from "./once-closed.js";

/** What a client's leaving is known by. */
export const left = () => new DOMException("The client left.", "AbortError");

/** Aborts when the connection closes before the answer was handed over whole; the request's own `close` says less. */
export function departure(incoming: Incoming, outgoing: Outgoing): LocalAbort {
  const signal = new LocalAbort();
  const check = () => {
    if (!outgoing.writableEnded) signal.abort(left());
  };
  if (outgoing.destroyed) check();
  else outgoing.once("close", check);
  // Behind another answer on its connection, it is not told when that closes.
  if (outgoing.socket === null) outgoing.once("close", onceClosed(incoming.socket, check));
  return signal;
}
