import fc from "fast-check";
import { expect, it } from "vitest";
import { OrderedTexts } from "../../src/response/ordered-texts.js";
import { propertyOptions } from "../support/property-options.js";

type Step = { index: number; how: "append" | "supply" | "settle" | "announce"; length: number };

const step: fc.Arbitrary<Step> = fc.record({
  index: fc.nat({ max: 4 }),
  how: fc.constantFrom("append", "append", "append", "supply", "settle", "announce"),
  length: fc.integer({ min: 1, max: 3 }),
});

/** The text of a part: each letter stands in one part only. */
const textOf = (index: number) => ["abcdefgh", "ABCDEFGH", "01234567", "", "stuvwxyz"][index] ?? "";

it("however parts interleave, each is handed on once, whole and in one piece, and nothing stays behind", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.subarray([0, 1, 2, 3, 4]), (steps, told) => {
      const [said, begun] = [["", "", "", "", ""], new Set(told)];
      const [order, ended]: [number[], number[]] = [[], []];
      const texts = ["", "", "", "", ""];
      let waits = 0;
      const ordered = new OrderedTexts({
        text: (index, text) => {
          if (order.at(-1) !== index) order.push(index);
          texts[index] += text;
        },
        end: (index) => ended.push(index),
        diverged: (index) => expect.fail(`${index} diverged`),
        kept: (length) => {
          waits += length;
          expect(waits).toBeGreaterThanOrEqual(0);
        },
      });
      for (const { index, how, length } of steps) {
        const whole = textOf(index);
        const from = (said[index] ?? "").length;
        if (ordered.hasEnded(index) || (how === "append" && from === whole.length)) continue;
        begun.add(index);
        if (how === "announce") ordered.announce(index);
        else if (how === "append") ordered.append(index, whole.slice(from, from + length));
        else ordered[how](index, whole);
        if (how !== "announce") said[index] = how === "append" ? whole.slice(0, from + length) : whole;
      }
      ordered.finish(new Map(told.map((index) => [index, textOf(index)])));
      expect(waits).toBe(0);
      expect(ended.toSorted()).toEqual([...begun].toSorted());
      expect(new Set(order).size).toBe(order.length);
      expect(order).toEqual(ended.filter((index) => texts[index] !== ""));
      for (const index of [0, 1, 2, 3, 4])
        expect(texts[index]).toBe(begun.has(index) && told.includes(index) ? textOf(index) : said[index]);
    }),
    propertyOptions,
  );
});
