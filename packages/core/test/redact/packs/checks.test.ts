import { describe, expect, it } from "vitest";
import {
  complementOf,
  hasDate,
  hasDayFirst,
  left97,
  letterOf,
  luhn,
  luhnWith,
  missing97,
  mod1110,
  remainderOf,
  sumsTo,
  verhoeff,
} from "../../../src/redact/packs/checks.js";

/** A check, and a number of which it holds. The numbers are those that the rules' own documents take as examples. */
const cases: readonly (readonly [name: string, check: (signs: string) => boolean, signs: string])[] = [
  ["sumsTo", sumsTo("10 9 8 7 6 5 4 3 2 1", 11), "9434765919"],
  ["complementOf", complementOf("9 8 7 6 5 4 3 2", 11), "123456789"],
  ["remainderOf", remainderOf("6 5 7 2 3 4 5 6 7", 11), "1234563218"],
  ["letterOf", letterOf("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", "10X98765432"), "11010519491231002X"],
  ["luhn", luhn, "79927398713"],
  ["luhnWith", luhnWith("80840"), "1234567893"],
  ["verhoeff", verhoeff, "2363"],
  ["mod1110", mod1110, "86095742719"],
  ["missing97", missing97, "85073003328"],
  ["left97", left97, "591234567829"],
];

describe("check digits", () => {
  it.each(cases)("%s holds, and for no other last or first digit", (_, check, signs) => {
    expect(check(signs)).toBe(true);
    const others = [..."0123456789"].flatMap((digit) => [signs.slice(0, -1) + digit, digit + signs.slice(1)]);
    expect(others.filter((other) => other !== signs && check(other))).toEqual([]);
  });

  it("knows dates, and what is added to them", () => {
    expect(hasDate(0)("991231")).toBe(true);
    expect(hasDate(0)("991331")).toBe(false);
    expect(hasDate(0)("991200")).toBe(false);
    expect(hasDate(0, 20)("993231")).toBe(true);
    expect(hasDate(0, 0, 60)("991291")).toBe(true);
    expect(hasDayFirst(0)("311299")).toBe(true);
    expect(hasDayFirst(0)("321299")).toBe(false);
    expect(hasDayFirst(0, 40)("711299")).toBe(true);
  });
});
