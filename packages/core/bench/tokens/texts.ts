/** Generated texts to count, the same in each run. */
import ranks from "js-tiktoken/ranks/o200k_base";

let state = 20_261_123;
/** Mulberry32: a weaker generator repeats itself within a megabyte, and a memo would see it. */
function random(below: number): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

/** Words as they are written, since they are tokens: tens of thousands, from frequent to rare. */
const VOCABULARY = ranks.bpe_ranks
  .split(/\s+/)
  .map((entry) => Buffer.from(entry, "base64").toString())
  .filter((token) => /^ [a-z]{2,}$/.test(token))
  .map((token) => token.trim());

/** Frequent words often, as in a language; one in ten is none that the vocabulary knows. */
function word(): string {
  const common = VOCABULARY[Math.floor(VOCABULARY.length ** (random(10_000) / 10_000))] ?? "";
  return random(10) === 0 ? `${VOCABULARY[random(VOCABULARY.length)]}${common}` : common;
}

function fill(units: number, make: () => string): string {
  const parts: string[] = [];
  for (let length = 0; length < units; ) {
    const part = make();
    parts.push(part);
    length += part.length;
  }
  return parts.join("").slice(0, units);
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const EMOJI = ["😀", "🎉", "👍", "🚀", "❤️"];

/** A kind of text, by its length in UTF-16 units. */
export const BROKEN: Readonly<Record<string, (units: number) => string>> = {
  prose: (units) => fill(units, () => `${word()}${random(9) === 0 ? ". " : " "}`),
  code: (units) => fill(units, () => `  const ${word()}${random(99)} = ${word()}(${word()}, ${random(1000)});\n`),
  JSON: (units) => fill(units, () => `${JSON.stringify({ id: random(1e9), name: word(), tags: [word(), word()] })},`),
};

/** The same for text that has few places or none where it may be cut: what other encoders take quadratic time for. */
export const UNBROKEN: Readonly<Record<string, (units: number) => string>> = {
  "one letter": (units) => "a".repeat(units),
  blanks: (units) => " ".repeat(units),
  letters: (units) => fill(units, () => String.fromCodePoint(0x61 + random(26))),
  Han: (units) => fill(units, () => String.fromCodePoint(0x4e00 + random(3000))),
  emoji: (units) => fill(units, () => EMOJI[random(EMOJI.length)] ?? ""),
  base64: (units) => fill(units, () => BASE64[random(64)] ?? ""),
};
