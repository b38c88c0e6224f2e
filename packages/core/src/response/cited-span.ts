import { countBelow } from "./count-below.js";

/** A piece of a text: offsets in UTF-16 units, as they were given, so perhaps beyond the text. */
export type Span = { start: number; end: number };

/**
 * Reads the offsets of citations in one text. OpenAI does not say what they count: recordings rule out bytes, and none has
 * a character of two UTF-16 units before a citation. But its citations span a Markdown link, so where UTF-16 units do
 * not and code points do, code points are meant (mapping B.2).
 */
export function spanReader(text: string): (start: number, end: number) => Span {
  const pairs = surrogatePairs(text);
  const pairsBelow = (offset: number) => countBelow(pairs, offset, (pair) => pair);
  return (start, end) => {
    const units = { start, end };
    if (pairs.length === 0 || isLink(text, units)) return units;
    const points = { start: start + pairsBelow(start), end: end + pairsBelow(end) };
    return isLink(text, points) ? points : units;
  };
}

/** Where the characters of two UTF-16 units stand, in code points. */
function surrogatePairs(text: string): number[] {
  return Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }, before) => index - before);
}

/** Whether a span begins and ends like `[name](address)`, with or without brackets around. */
function isLink(text: string, { start, end }: Span): boolean {
  return /^[[(]$/.test(text.charAt(start)) && text.charAt(end - 1) === ")";
}
