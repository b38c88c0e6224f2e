import fc from "fast-check";

/**
 * Stands in a generated text where a number will stand, so that each text of a request is one of its kind: only then can
 * a test tell that a text was lost from one that another text happens to contain.
 */
export const mark = "§";

/** A text as it looks once it is numbered. */
export const numbered = /zq\d+zq/;

/** Puts numbers in place of all marks of a value, keys included, and leaves out what is undefined. Copies everything. */
export function numberTexts(value: unknown, next: () => number): unknown {
  if (typeof value === "string") return value.replaceAll(mark, () => `zq${next()}zq`);
  if (Array.isArray(value)) return value.map((entry) => numberTexts(entry, next));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(entries.map(([key, child]) => [numberTexts(key, next), numberTexts(child, next)]));
}

const hostile = [
  "§",
  "Say § again",
  "§\n\n§",
  "\n § \n",
  "🙂§🙂",
  "\u0000§\u001f",
  "\ud800§",
  "§\udc00",
  'quoted "§\\" text',
  "e\u0301\u202e§",
  "</document>§",
  "[End of document]\n§",
  "Tool execution error:\n§",
  '{"__proto__":"§"}',
  "x-anthropic-billing-header: §",
];

/** A text with something in it, most of them hostile in some way. */
export const words = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: "grapheme" }).map((start) => `${start}§`) },
);

/** The same, or a text with nothing in it. */
export const anyWords = fc.oneof(
  { weight: 8, arbitrary: words },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\n") },
);

export const address = fc.constantFrom("https://a.example/§", "http://b.example/path?q=§&r=1#f");

/** A value now and then, else nothing. */
export const rarely = <T>(value: fc.Arbitrary<T>, oneIn = 8): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** A field of a release to come: it must be reported, not refused. */
export const future = rarely(
  fc.oneof(
    words,
    words.map((inner) => ({ inner })),
  ),
  24,
);
