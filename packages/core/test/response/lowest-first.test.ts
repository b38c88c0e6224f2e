import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LowestFirst } from "../../src/response/lowest-first.js";
import { propertyOptions } from "../support/property-options.js";

describe("values that leave lowest first", () => {
  it("is what sorting the list at each step would give", () => {
    const step = fc.option(fc.nat(50), { freq: 2, nil: undefined });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const values = new LowestFirst();
        const list: number[] = [];
        for (const index of steps) {
          if (index === undefined) {
            list.sort((a, b) => a - b);
            expect(values.shift()?.index).toBe(list.shift());
          } else {
            values.push({ index });
            list.push(index);
          }
          expect(values.length).toBe(list.length);
        }
      }),
      propertyOptions,
    );
  });
});
