import type { Bytes } from "@transpond/fetch/adapter";
import { left } from "./departure.js";
import { MessageBytes } from "./message-bytes.js";
import type { Incoming } from "./node-messages.js";
import { onePiece } from "./one-piece.js";

/** Whether a framework, or anybody else before the handler, has read the body; what it made of it is in `body`. */
export const isRead = (incoming: Incoming): boolean => incoming.readableDidRead || incoming.readableEnded;

/** The body of a request, of which some have none. */
export function requestBody(incoming: Incoming & { body?: unknown }): Bytes | null {
  if (incoming.method === "GET" || incoming.method === "HEAD") return null;
  if (!isRead(incoming)) return unread(incoming);
  const { body } = incoming;
  return body === undefined || body === null ? null : onePiece(() => writtenAnew(body));
}

/** Who wants no more drains the request instead of destroying it: its socket carries the answer. */
function unread(incoming: Incoming): Bytes {
  return new MessageBytes(incoming, { failure: (error) => error ?? left(), onReturn: () => incoming.resume() });
}

/** What was parsed, for its stream is drained. What nests deeper than the engine's stack fails where it is read. */
function writtenAnew(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}
