import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { propertyOptions } from "../support/property-options.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { undelivered } from "./arbitrary/answer.js";
import { arbitraryContext, stopSequences } from "./arbitrary/contexts.js";
import { type Delivery, deliver, overlap } from "./arbitrary/delivery.js";
import type { Script } from "./arbitrary/script.js";

const inOrder: Delivery = {
  opening: "created",
  tells: "everything",
  named: "index",
  terminal: "whole",
  isNumbered: true,
  overlaps: false,
  keepsAlive: false,
  obfuscates: false,
  gossips: false,
  dice: [9],
};

/** A merge of anything: whose turn it is, often enough that a run of turns seldom comes back. */
const turns = fc.array(fc.nat({ max: 9 }), { minLength: 61, maxLength: 61 });

describe("items and their parts may interleave", () => {
  it("items: any merge of their events gives the same message", () => {
    fc.assert(
      fc.property(
        undelivered,
        arbitraryContext,
        fc.option(stopSequences, { nil: [], freq: 3 }),
        turns,
        ({ scripts, envelope, final }, common, stopSequences, dice) => {
          const context = { ...common, stopSequences };
          const plain = translateNow(deliver(scripts, envelope, final, inOrder), context);
          const merged = translateNow(deliver(scripts, envelope, final, { ...inOrder, overlaps: true, dice }), context);
          // What the upstream had done by the time of a match is no matter of the message.
          const isStopped = accumulated(plain.events)?.stop_reason === "stop_sequence";
          const same = isStopped ? { usage: null } : {};
          expect({ ...accumulated(merged.events), ...same }).toEqual({ ...accumulated(plain.events), ...same });
        },
      ),
      propertyOptions,
    );
  });

  it("parts: any merge of the events of one item's parts gives the same message", () => {
    fc.assert(
      fc.property(undelivered, arbitraryContext, turns, ({ scripts, envelope, final }, context, dice) => {
        const plain = translateNow(deliver(scripts, envelope, final, inOrder), context);
        const parts = scripts.map((script) => ({ ...script, between: mergedParts(script, dice) }));
        const merged = translateNow(deliver(parts, envelope, final, inOrder), context);
        expect(accumulated(merged.events)).toEqual(accumulated(plain.events));
      }),
      propertyOptions,
    );
  });
});

/** Summaries stand before raw reasoning, since the first of the two is what is shown. */
function mergedParts({ between }: Script, dice: readonly number[]): JsonObject[] {
  return ["summary_index", "content_index"].flatMap((key) => {
    const parts: JsonObject[][] = [];
    for (const event of between) {
      const index = event[key];
      if (typeof index !== "number") continue;
      const part = parts[index] ?? [];
      parts[index] = part;
      part.push(event);
    }
    return overlap(parts, dice);
  });
}
