import fc from "fast-check";

const said = [
  ...["Hello", " world", " wor", "\n", "\n\n", "END", "EN", "l", "é", "🙂", "e\u0301", "héllo 👩‍👩‍👧"],
  ...["[a](https://example.com/0)", "```\n", '"quoted"', "\\", "\u2028", "漢字", "{", "__proto__"],
];

/** Something that a model may say; mostly of a few words, so that they meet. */
export const words = fc.oneof(
  { arbitrary: fc.constantFrom(...said), weight: 5 },
  { arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }), weight: 1 },
);

/** A text as its deltas, cut between any two characters: none, one, many, empty ones. */
export const pieces: fc.Arbitrary<string[]> = fc
  .tuple(fc.array(words, { maxLength: 4 }), fc.array(fc.nat({ max: 24 }), { maxLength: 4 }))
  .map(([said, cuts]) => cutInto(said.join(""), cuts));

/** A text cut at the given characters; what lies beyond its end cuts nothing. */
export function cutInto(text: string, cuts: readonly number[]): string[] {
  const characters = [...text];
  if (characters.length === 0) return [];
  const inside = cuts.filter((cut) => cut < characters.length).sort((a, b) => a - b);
  const borders = [0, ...inside, characters.length];
  return borders.slice(1).map((border, at) => characters.slice(borders[at], border).join(""));
}

/** Runs of a stream's decisions as plain values, so that a failing case shrinks and repeats. */
export const dice = fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 12 });
