import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import { customCall, functionCall } from "./calls.js";
import { type Delivery, deliver, delivery } from "./delivery.js";
import { cut, ending } from "./endings.js";
import { type Envelope, envelope } from "./envelope.js";
import { message, tellPhaseLate } from "./messages.js";
import { compaction, silentItem } from "./other-items.js";
import { reasoning } from "./reasoning.js";
import type { ItemMaker, Names, Script, UpstreamAnswer } from "./script.js";
import { codeExecution, mcpCall, mcpListing, webSearch } from "./server-tools.js";
import { toolSearch } from "./tool-search.js";

export const item: fc.Arbitrary<ItemMaker> = fc.oneof(
  { arbitrary: message, weight: 8 },
  { arbitrary: reasoning, weight: 5 },
  { arbitrary: functionCall, weight: 6 },
  { arbitrary: customCall, weight: 1 },
  { arbitrary: webSearch, weight: 2 },
  { arbitrary: codeExecution, weight: 2 },
  { arbitrary: mcpCall, weight: 2 },
  { arbitrary: mcpListing, weight: 1 },
  { arbitrary: toolSearch, weight: 1 },
  { arbitrary: compaction, weight: 1 },
  { arbitrary: silentItem, weight: 1 },
);

/** Forms that ids have on servers; Copilot's are long and hold characters of base64, some servers give none. */
const namings: Record<string, (position: number) => Names> = {
  openai: (at) => ({ id: (prefix) => `${prefix}_0${at}aF`, callId: `call_0${at}aF` }),
  hyphens: (at) => ({ id: (prefix) => `${prefix}-${at}-b`, callId: `toolu_0${at}` }),
  long: (at) => ({ id: (prefix) => `${prefix}${"x/+=".repeat(20)}${at}`, callId: `call|${"y".repeat(70)}${at}` }),
  absent: (at) => ({ id: () => "", callId: `call_${at}` }),
};

const naming = fc.constantFrom("openai", "openai", "openai", "hyphens", "long", "absent");

/** An answer before it is delivered. */
export type Undelivered = { scripts: Script[]; envelope: Envelope; final: JsonObject; hasIds: boolean };

/** Answers of any such items. */
const undeliveredOf = (item: fc.Arbitrary<ItemMaker>): fc.Arbitrary<Undelivered> =>
  fc
    .record({
      items: fc.array(item, { maxLength: 5 }),
      naming,
      ending,
      envelope,
      phases: fc.constantFrom("early", "early", "late"),
    })
    .map(({ items, naming, ending: { status, details, reach }, envelope, phases }) => {
      const names = namings[naming];
      if (names === undefined) throw new Error(`There is no naming ${naming}.`);
      const told = items.flatMap((make, position) => make(names(position)));
      const scripts = phases === "late" ? told.map((script, at) => tellPhaseLate(script, told[at - 1])) : told;
      const last = scripts.pop();
      if (last) scripts.push(reach === undefined ? last : cut(last, reach));
      const output = scripts.map(({ done }) => done);
      const final = { ...envelope.ended, status, error: null, incomplete_details: details, output };
      return { scripts, envelope, final, hasIds: naming !== "absent" };
    });

export const undelivered = undeliveredOf(item);

/** Answers that succeed, of any such items, delivered in any way, complete or cut at a limit. */
export const answersOf = (item: fc.Arbitrary<ItemMaker>): fc.Arbitrary<UpstreamAnswer> =>
  fc.tuple(undeliveredOf(item), delivery).map(([{ scripts, envelope, final, hasIds }, how]) => {
    const delivery: Delivery = !hasIds && how.named === "id" ? { ...how, named: "index" } : how;
    return { events: deliver(scripts, envelope, final, delivery), final, isNamed: how.opening !== "none" };
  });

/** Valid answers: items of all kinds. */
export const arbitraryAnswer = answersOf(item);
