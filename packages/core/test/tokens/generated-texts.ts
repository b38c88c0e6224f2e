/** Texts for comparing tokenizers: the same for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const repeat = (random: Random, low: number, high: number, make: () => string): string =>
  Array.from({ length: between(random, low, high) }, make).join("");

const WORDS =
  "the quick gateway answers when a model asks for tools, naïve Straße résumé don't WE'LL they'RE HTTPServer parseJSON iPhone ΑΒΓ привет Ünïcode ﬁne ǅungla ʼn 'ſ I'Ve x's".split(
    " ",
  );
const SPACES = [
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\n\n ",
  "\u0085",
  "\u00a0",
  "\u2003",
  "\u2028",
  "\u3000",
  "\ufeff",
  "\u200b",
  "\v",
  "\u180e",
];
const SPECIAL = [
  "<|endoftext|>",
  "<|endofprompt|>",
  "<|im_start|>",
  "<|fim_prefix|>",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
];
const MARKS = ["\u0301", "\u0308", "\u093f", "\u20dd", "\ufe0f", "\u200d"];
const EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "❤️", "1️⃣", "🫠"];
const LONE = ["\ud800", "\udc00", "\udfff", "\ud83d", "a\ude00b"];
const CODE = [
  "const x = ",
  "=> {\n    ",
  "}\n",
  "/* ... */",
  "// ",
  "!==",
  "::",
  "</div>",
  "->",
  "\\n",
  "${",
  "});\n\n",
  "#include <",
  "\t\treturn ",
];

const KINDS: readonly ((random: Random) => string)[] = [
  (random) => repeat(random, 1, 30, () => pick(random, WORDS) + pick(random, [" ", " ", " ", ". ", "\n", "-", "’s "])),
  (random) => repeat(random, 1, 20, () => pick(random, CODE) + pick(random, WORDS)),
  (random) =>
    JSON.stringify({
      [pick(random, WORDS)]: Array.from({ length: between(random, 0, 6) }, () => random() * 1e6),
      b: pick(random, WORDS),
    }),
  (random) => repeat(random, 1, 60, () => String.fromCodePoint(between(random, 0x4e00, 0x9fff))),
  (random) => repeat(random, 1, 40, () => pick(random, EMOJI)),
  (random) =>
    repeat(random, 10, 400, () =>
      pick(random, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"]),
    ),
  (random) => repeat(random, 1, 30, () => pick(random, SPACES) + pick(random, ["", "", "a", "B", "1", ".", "/", "\n"])),
  (random) => repeat(random, 1, 20, () => pick(random, SPECIAL) + pick(random, ["", " ", "\n"])),
  (random) => repeat(random, 1, 20, () => pick(random, MARKS) + pick(random, [..."aAbZé1 .-", "國", "Ω"])),
  (random) => repeat(random, 1, 20, () => pick(random, LONE) + pick(random, ["", "x", " ", "😀"])),
  (random) => repeat(random, 1, 40, () => String.fromCodePoint(between(random, 0, 0x2fff))),
  (random) => repeat(random, 1, 20, () => String.fromCodePoint(between(random, 0x1_0000, 0x3_ffff))),
  (random) => pick(random, ["a", "A", " ", "\n", "é", "國", "=", "0", "/", "\t", "aB"]).repeat(between(random, 1, 600)),
  (random) =>
    repeat(random, 1, 25, () => pick(random, ["'s", "'S", "'ll", "'rE", "'ſ", "’s", "'x", "I", "we", "國", " ", "É"])),
  (random) => repeat(random, 1, 15, () => pick(random, KINDS.slice(0, 14))(random).slice(0, 20)),
];

export function generatedTexts(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) =>
    (KINDS[index % KINDS.length] as (random: Random) => string)(random),
  );
}
