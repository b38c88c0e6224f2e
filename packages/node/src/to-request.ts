import { NodeIncoming } from "./node-incoming.js";
import type { Incoming, Outgoing } from "./node-messages.js";

/**
 * A `Request` for what Node received. Its signal aborts when the client leaves before the answer is complete.
 *
 * @param url Path and query, where a framework stripped a prefix. Default: the request's own.
 * @example
 * ```ts
 * const response = await handler(toRequest(incoming, outgoing));
 * ```
 */
export function toRequest(incoming: Incoming, outgoing: Outgoing, url?: string): Request {
  return new NodeIncoming(incoming, outgoing, url).request();
}
