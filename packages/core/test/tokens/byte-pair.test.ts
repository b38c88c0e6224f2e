import { get_encoding } from "tiktoken";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BytePairEncoder, loadEncoder } from "../../src/tokens/byte-pair.js";
import { pieceEnd } from "../../src/tokens/pieces.js";
import { generatedTexts } from "./generated-texts.js";

const RUNS = Math.max(4000, Number(process.env.TRANSPOND_PROPERTY_RUNS ?? 0));
const SEED = 20_261_122;

const oracle = get_encoding("o200k_base");
/** Special tokens as text. */
const tiktoken = (text: string): number[] => Array.from(oracle.encode(text, [], []));

let encoder: BytePairEncoder;
beforeAll(async () => {
  encoder = await loadEncoder();
});
afterAll(() => oracle.free());

const pieces = (text: string): string[] => {
  const found: string[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = pieceEnd(text, start);
    found.push(text.slice(start, end));
  }
  return found;
};

describe("o200k", () => {
  it("is loaded once", async () => {
    expect(await loadEncoder()).toBe(encoder);
  });

  it(`agrees with tiktoken on ${RUNS} generated texts`, () => {
    for (const text of generatedTexts(RUNS, SEED)) {
      const expected = tiktoken(text);
      expect(encoder.encode(text), JSON.stringify(text)).toEqual(expected);
      expect(encoder.count(text), JSON.stringify(text)).toBe(expected.length);
    }
  });

  it.each([
    ["nothing", ""],
    ["special tokens as text", "a<|endoftext|>b<|fim_suffix|>"],
    ["a lone surrogate as U+FFFD", "x\ud83dy"],
    ["U+0085 as white space, U+FEFF as none", "a\u0085 \ufeff b\ufeff\ufeff"],
    ["names of the prototype", "constructor __proto__ toString"],
    ["a piece longer than the longest token", "=".repeat(5000)],
  ])("counts %s", (_, text) => {
    expect(encoder.encode(text)).toEqual(tiktoken(text));
    expect(encoder.count(text)).toBe(tiktoken(text).length);
  });

  it("cuts a mark off as a word when capitals follow", () => {
    expect(pieces("\u0301ABC")).toEqual(["\u0301", "ABC"]);
    expect(pieces("國AAAA'sB")).toEqual(["國", "AAAA's", "B"]);
    expect(pieces("  \n \n  x")).toEqual(["  \n \n", " ", " x"]);
  });

  it("counts the same while another count runs", () => {
    const [long, other] = ["ab".repeat(20_000), "國".repeat(9000)];
    const first = encoder.countInSlices(long);
    const second = encoder.countInSlices(other);
    const results = [0, 0];
    for (const open = [first, second]; open.length > 0; ) {
      for (const each of [...open]) {
        const { done, value } = each.next();
        if (!done) continue;
        results[each === first ? 0 : 1] = value;
        open.splice(open.indexOf(each), 1);
      }
    }
    expect(results).toEqual([encoder.count(long), encoder.count(other)]);
  });
});

describe("work", () => {
  it("of a megabyte without a break is done in parts, with the count that one part would give", () => {
    // Tokens of eight letters, of 128 blanks.
    expect(encoder.count("a".repeat(1_000_000))).toBe(125_000);
    expect(encoder.count(" ".repeat(1_000_000))).toBe(Math.ceil(1_000_000 / 128));
    // The blank goes with the first emoji, so that each cut would fall between the halves of another.
    expect(tiktoken(" 😀😀😀")).toHaveLength(3);
    expect(encoder.count(` ${"😀".repeat(200_000)}`)).toBe(200_000);
  });

  const stepsOf = (text: string): number => {
    const before = encoder.steps;
    encoder.count(text);
    return encoder.steps - before;
  };

  it.each([["a"], [" "], ["國"], ["😀"], ["="]])("of merging a run of %j grows with its length", (unit) => {
    const short = stepsOf(unit.repeat(20_000));
    const long = stepsOf(unit.repeat(160_000));
    expect(short).toBeGreaterThan(0);
    expect(long / short).toBeLessThan(8.5);
    // At most three entries a byte: the pair itself, and two for each merge; the ends of windows are merged twice.
    expect(long).toBeLessThanOrEqual(3.2 * new TextEncoder().encode(unit.repeat(160_000)).length);
  });

  it.each([["A"], ["國A"], [" "], [" \t"], ["\u0301"], ["Aa"], ["'s"], ["/\n"]])(
    "of cutting a run of %j grows with its length",
    (unit) => {
      const time = (length: number): number => {
        const text = `${unit.repeat(length)}x`;
        const runs = Array.from({ length: 5 }, () => {
          const start = process.cpuUsage();
          pieces(text);
          const { user, system } = process.cpuUsage(start);
          return user + system;
        });
        return Math.min(...runs);
      };
      time(20_000);
      // Quadratic would be 256 times as much; linear is 16.
      expect(time(640_000) / Math.max(500, time(40_000))).toBeLessThan(80);
    },
  );
});
