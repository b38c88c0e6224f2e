import ranks from "js-tiktoken/ranks/o200k_base";
import { describe, expect, it } from "vitest";
import { loadEncoder } from "../../src/tokens/byte-pair.js";
import { HeapMerge } from "../../src/tokens/merge.js";
import { mergeInWindows } from "../../src/tokens/merge-windows.js";
import { RankTable } from "../../src/tokens/rank-table.js";
import { randomFrom } from "./generated-texts.js";

const o200k = new RankTable(ranks.bpe_ranks);

function wholeMerge(table: RankTable, bytes: Uint8Array): number {
  const merge = new HeapMerge(table, bytes.length);
  merge.start(bytes);
  merge.run();
  return merge.parts;
}

function inWindows(table: RankTable, bytes: Uint8Array, window: number): { tokens: number; pauses: number } {
  const slices = mergeInWindows(table, bytes, () => {}, window);
  let pauses = 0;
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return { tokens: slice.value, pauses };
    pauses += 1;
    if (pauses > 64 * bytes.length) throw new Error("no end");
  }
}

const ALPHABETS = [
  "ab",
  "aeiou",
  "abcdefghijklmnopqrstuvwxyz",
  "etaoinshr",
  " ",
  "=-",
  "國語中文字",
  "😀🎉",
  "\t ",
  "AaBb",
];

/** Runs of a unit, and random letters: what a window may cut anywhere. */
function unbrokenTexts(count: number): Uint8Array[] {
  const random = randomFrom(20_261_123);
  const below = (limit: number) => Math.floor(random() * limit);
  const letters = (length: number) => {
    const alphabet = [...(ALPHABETS[below(ALPHABETS.length)] ?? "a")];
    return Array.from({ length }, () => alphabet[below(alphabet.length)]).join("");
  };
  return Array.from({ length: count }, (_, index) =>
    new TextEncoder().encode(index % 2 ? letters(1 + below(6)).repeat(5 + below(120)) : letters(20 + below(400))),
  );
}

/** A vocabulary in the form that `js-tiktoken` packs: the tokens by rank. */
const tableOf = (tokens: readonly string[]) =>
  new RankTable(`! 0 ${tokens.map((token) => Buffer.from(token).toString("base64")).join(" ")}`);

describe("a merge in windows", () => {
  it.each([8, 16, 32, 64, 300])("of %d bytes gives the tokens of the whole piece", (window) => {
    for (const bytes of unbrokenTexts(600)) {
      const text = new TextDecoder().decode(bytes);
      expect(inWindows(o200k, bytes, window).tokens, JSON.stringify(text)).toBe(wholeMerge(o200k, bytes));
    }
  });

  it("is exact where what comes last decides about what comes first", () => {
    // Pairs are made from the end: the tokens of the first letters hang on how many follow.
    const chain = Array.from({ length: 12 }, (_, index) => "abcdefghijklm".slice(11 - index, 13));
    const table = tableOf([..."abcdefghijklm", ...chain, "ab", "cd", "ef", "gh", "ij"]);
    for (let cut = 2; cut <= 13; cut += 1) {
      const bytes = new TextEncoder().encode("abcdefghijklm".slice(0, cut).repeat(9));
      for (const window of [2, 3, 4, 5, 8, 16])
        expect(inWindows(table, bytes, window).tokens, `${cut} letters, ${window} bytes`).toBe(
          wholeMerge(table, bytes),
        );
    }
  });

  it("pauses often enough: never more than a window of work in one go", () => {
    const bytes = new TextEncoder().encode(
      String.fromCodePoint(...Array.from({ length: 30_000 }, (_, at) => 0x4e00 + ((at * 7) % 3001))),
    );
    expect(inWindows(o200k, bytes, 8192).pauses).toBeGreaterThanOrEqual(bytes.length / 8192);
  });

  it("counts a megabyte without a break as one merge of all of it does", async () => {
    const random = randomFrom(7);
    const text = Array.from({ length: 1_000_000 }, () => String.fromCharCode(0x61 + Math.floor(random() * 26))).join(
      "",
    );
    expect((await loadEncoder()).count(text)).toBe(wholeMerge(o200k, new TextEncoder().encode(text)));
  });
});
