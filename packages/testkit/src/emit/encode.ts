import type { JsonObject } from "../json.js";
import type { WireEvent } from "./turn.js";

/** Key order of today's recordings: `type` first, the rest by name. */
const ordered = ({ type, ...rest }: WireEvent, sequenceNumber: number): JsonObject => {
  const entries = Object.entries({ ...rest, sequence_number: sequenceNumber });
  return { type, ...Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
};

/** One event as server-sent event: an `event:` line, a `data:` line, a blank line. */
export const encodeEvent = (event: WireEvent, sequenceNumber: number): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(ordered(event, sequenceNumber))}\n\n`;
