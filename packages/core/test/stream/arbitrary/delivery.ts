import fc from "fast-check";
import { isObject, type JsonObject, objectsAt, stringAt } from "../../../src/json.js";
import type { Envelope } from "./envelope.js";
import type { Script } from "./script.js";
import { dice } from "./texts.js";

/** Which events of an item a server sends; the final Response holds whatever has no event of its own. */
const telling = {
  everything: () => true,
  no_deltas: (type: string) => !type.endsWith(".delta"),
  deltas_alone: (type: string) => type.endsWith(".delta") || /output_item|annotation/.test(type),
  ends: (type: string) => type.startsWith("response.output_item."),
  done_alone: (type: string) => type === "response.output_item.done",
  unfinished: (type: string) => type !== "response.output_item.done",
  terminal_alone: () => false,
} as const;

type Telling = keyof typeof telling;
const needTerminal: readonly Telling[] = ["unfinished", "terminal_alone"];

/** How one server delivers its answers. */
export type Delivery = {
  opening: "created" | "queued" | "none";
  tells: Telling;
  /** What names the item of an event: its index, its id alone, or its index beside an id that is another each time. */
  named: "index" | "id" | "rotating";
  terminal: "whole" | "empty" | "encrypted_anew";
  isNumbered: boolean;
  overlaps: boolean;
  keepsAlive: boolean;
  obfuscates: boolean;
  gossips: boolean;
  dice: number[];
};

export const delivery: fc.Arbitrary<Delivery> = fc.record({
  opening: fc.constantFrom("created", "created", "queued", "none"),
  tells: fc.constantFrom<Telling>("everything", "everything", "everything", "everything", ...telledWays()),
  named: fc.constantFrom("index", "index", "index", "id", "rotating"),
  terminal: fc.constantFrom("whole", "whole", "empty", "encrypted_anew"),
  isNumbered: fc.boolean(),
  overlaps: fc.boolean(),
  keepsAlive: fc.boolean(),
  obfuscates: fc.boolean(),
  gossips: fc.constantFrom(false, false, true),
  dice,
});

function telledWays(): Telling[] {
  return ["no_deltas", "deltas_alone", "ends", "done_alone", "unfinished", "terminal_alone"];
}

/** The events of a whole answer; `ended` is its final Response. */
export function deliver(
  scripts: readonly Script[],
  envelope: Envelope,
  ended: JsonObject,
  how: Delivery,
): JsonObject[] {
  const told = scripts.map((script, output_index) =>
    eventsOf(script)
      .filter(({ type }) => telling[how.tells](String(type)))
      .map((event) => ({ ...event, output_index })),
  );
  const body = (how.overlaps ? overlap(told, how.dice) : told.flat()).map((event, at) => naming[how.named](event, at));
  const begun = { ...envelope.begun, status: "in_progress", output: [], usage: null };
  const events = [
    ...openings[how.opening].map((name) => ({ type: `response.${name}`, response: begun })),
    ...body,
    { type: `response.${ended.status}`, response: terminalOf(ended, how) },
  ];
  return decorated(events, how);
}

function eventsOf({ added, between, done }: Script): JsonObject[] {
  return [
    { type: "response.output_item.added", item: added },
    ...between,
    { type: "response.output_item.done", item: done },
  ];
}

const openings = {
  created: ["created", "in_progress"],
  queued: ["created", "queued", "in_progress"],
  none: [],
} as const;

const naming: Record<Delivery["named"], (event: JsonObject, at: number) => JsonObject> = {
  index: (event) => event,
  id: ({ output_index: _, ...event }) => event,
  rotating: (event, at) => ({
    ...event,
    ...("item_id" in event && { item_id: `rotated_${at}` }),
    ...(event.type === "response.output_item.added" &&
      isObject(event.item) && { item: { ...event.item, id: `rotated_${at}` } }),
  }),
};

function terminalOf(ended: JsonObject, { terminal, named, tells }: Delivery): JsonObject {
  if (needTerminal.includes(tells)) return ended;
  if (terminal === "empty") return { ...ended, output: [] };
  const output = objectsAt(ended, "output").map((item, at) => ({
    ...item,
    ...(named === "rotating" && { id: `rotated_last_${at}` }),
    ...(terminal === "encrypted_anew" &&
      stringAt(item, "encrypted_content") !== "" && { encrypted_content: "gAAAAanew" }),
  }));
  return { ...ended, output };
}

/** What some servers add to their events, or put between them. */
function decorated(events: readonly JsonObject[], how: Delivery): JsonObject[] {
  const last = events.length - 1;
  const filled = events.flatMap((event, at): JsonObject[] => {
    const roll = how.dice[at % how.dice.length] ?? 0;
    return [
      how.obfuscates && stringAt(event, "type").endsWith(".delta") ? { ...event, obfuscation: "aOz0s" } : event,
      ...(how.keepsAlive && roll === 0 && at < last ? [{ type: "keepalive" }] : []),
      ...(how.gossips && roll === 1 && at < last
        ? [{ type: "response.some_future.event", delta: "unseen", output_index: 0 }]
        : []),
    ];
  });
  return how.isNumbered ? filled.map((event, sequence_number) => ({ ...event, sequence_number })) : filled;
}

/** Items begin in order, then go on in any order. */
export function overlap(scripts: readonly (readonly JsonObject[])[], dice: readonly number[]): JsonObject[] {
  const rests = scripts.filter((script) => script.length > 0).map((script) => [...script]);
  const events: JsonObject[] = [];
  let begun = 0;
  for (let turn = 0; ; turn++) {
    const open = rests.slice(0, begun + 1).filter((rest) => rest.length > 0);
    const rest = open[(dice[turn % dice.length] ?? 0) % Math.max(1, open.length)];
    if (rest === undefined) return events;
    if (rest === rests[begun]) begun++;
    events.push(...rest.splice(0, 1));
  }
}
