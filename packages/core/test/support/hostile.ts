import fc from "fast-check";
import type { JsonObject } from "../../src/json.js";
import { arbitraryResponse } from "./arbitrary-response.js";
import { encodeUpstream } from "./translate.js";

/** Something that breaks a stream of events. */
type Damage = (events: unknown[]) => unknown[];

const place = fc.nat({ max: 60 });
/** Chance as plain values, so that a failing case shrinks and repeats. */
const dice = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
const at = (position: number, length: number) => (length === 0 ? 0 : position % length);

/** Values that no server should send anywhere. */
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    "",
    "\ud800",
    [],
    {},
    [null],
    "__proto__",
  ),
  fc.constantFrom<unknown>(
    "message",
    "reasoning",
    "function_call",
    "web_search_call",
    "completed",
    "failed",
    "{",
    "[1]",
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

const eventTypes = [
  "response.created",
  "response.output_item.added",
  "response.output_item.done",
  "response.content_part.added",
  "response.content_part.done",
  "response.output_text.delta",
  "response.output_text.annotation.added",
  "response.refusal.delta",
  "response.reasoning_summary_text.delta",
  "response.reasoning_summary_part.added",
  "response.reasoning_text.delta",
  "response.function_call_arguments.delta",
  "response.function_call_arguments.done",
  "response.web_search_call.completed",
  "response.mcp_call.failed",
  "response.some_future.event",
  "keepalive",
  "constructor",
];

/** Sets the value of the n-th field, counted through all nested objects. */
function setField(value: unknown, target: number, replacement: unknown): unknown {
  let count = 0;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).map(([key, inner]) => [key, count++ === target ? replacement : walk(inner)]);
    return Object.fromEntries(entries);
  };
  return walk(value);
}

const damage: fc.Arbitrary<Damage> = fc.oneof(
  // Out of order
  dice.map(
    (rolls): Damage =>
      (events) => {
        const shuffled = [...events];
        for (let last = shuffled.length - 1; last > 0; last--) {
          const other = at(rolls[last % rolls.length] ?? 0, last + 1);
          [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
        }
        return shuffled;
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Damage =>
      (events) => {
        const moved = [...events];
        moved.splice(at(to, moved.length), 0, ...moved.splice(at(from, moved.length), 1));
        return moved;
      },
  ),
  // Twice, not at all, cut
  place.map(
    (position): Damage =>
      (events) =>
        events.flatMap((event, other) => (other === at(position, events.length) ? [event, event] : [event])),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 4 })).map(
    ([position, count]): Damage =>
      (events) => {
        const rest = [...events];
        rest.splice(at(position, events.length), count);
        return rest;
      },
  ),
  place.map(
    (length): Damage =>
      (events) =>
        events.slice(0, at(length, events.length + 1)),
  ),
  fc.constant<Damage>((events) => [...events, ...events]),
  // Two answers in one
  fc.tuple(arbitraryResponse, dice).map(
    ([other, rolls]): Damage =>
      (events) => {
        const [one, two] = [[...events], [...other.events]];
        const merged: unknown[] = [];
        while (one.length > 0 || two.length > 0) {
          const from =
            two.length === 0 || (one.length > 0 && (rolls[merged.length % rolls.length] ?? 0) % 2 === 0) ? one : two;
          merged.push(from.shift());
        }
        return merged;
      },
  ),
  // Wrong values
  fc.tuple(place, place, hostileValue).map(
    ([position, field, value]): Damage =>
      (events) =>
        events.map((event, other) =>
          other === at(position, events.length) ? setField(event, field % 14, value) : event,
        ),
  ),
  fc
    .tuple(
      fc.constantFrom(
        "output_index",
        "item",
        "delta",
        "response",
        "part",
        "content_index",
        "item_id",
        "sequence_number",
      ),
      hostileValue,
    )
    .map(
      ([field, value]): Damage =>
        (events) =>
          events.map((event) =>
            typeof event === "object" && event !== null && field in event ? { ...event, [field]: value } : event,
          ),
    ),
  fc.tuple(place, fc.constantFrom(...eventTypes)).map(
    ([position, type]): Damage =>
      (events) =>
        events.map((event, other) => (other === at(position, events.length) ? { ...Object(event), type } : event)),
  ),
  fc.tuple(place, hostileValue).map(
    ([position, value]): Damage =>
      (events) => {
        const more = [...events];
        more.splice(at(position, more.length), 0, value);
        return more;
      },
  ),
);

/** Valid answers with one to four kinds of damage: the parsed events of a hostile upstream. */
export const hostileEvents: fc.Arbitrary<unknown[]> = fc
  .tuple(arbitraryResponse, fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([{ events }, damages]) => damages.reduce<unknown[]>((broken, apply) => apply(broken), events));

/** The same as bytes, some of which are wrong as well. */
export const hostileBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    hostileEvents,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom("set", "insert", "delete")), { maxLength: 4 }),
  )
  .map(([events, edits]) => {
    const bytes = [
      ...encodeUpstream(events.filter((event): event is JsonObject => typeof event === "object" && event !== null)),
    ];
    for (const [position, byte, how] of edits) {
      bytes.splice(at(position, bytes.length), how === "insert" ? 0 : 1, ...(how === "delete" ? [] : [byte]));
    }
    return Uint8Array.from(bytes);
  });
