/** Tests of the UTF-16 unit at an index; an index outside of the text answers `false`. ASCII only: the engine folds. */

/** `0` to `9`. */
export function isDigitAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

/** `A` to `Z`, `a` to `z`. */
export function isLetterAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index) | 32;
  return code >= 97 && code <= 122;
}

/** A hexadecimal digit, of either case. */
export function isHexAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** A letter, a digit or `_`: what continues an identifier. Other scripts write numbers without a space, so they do not. */
export function isWordAt(text: string, index: number): boolean {
  return isDigitAt(text, index) || isLetterAt(text, index) || text.charCodeAt(index) === 95;
}

const ESCAPE_LETTERS = "bfnrt";

/** Whether something may begin at `index`: no identifier runs into it (the `n` of a JSON `\n` is none). */
export function beginsAt(text: string, index: number): boolean {
  if (!isWordAt(text, index - 1)) return true;
  return text.charCodeAt(index - 2) === 92 && ESCAPE_LETTERS.includes(text.charAt(index - 1));
}

const DOT = 46;
const HYPHEN = 45;

/** A blank or a hyphen of any width, or a dot: what people put between the groups of a number. */
export function isGapAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 127) return code === 32 || code === HYPHEN || code === DOT;
  return code === 0xa0 || code === 0x2009 || (code >= 0x2010 && code <= 0x2015) || code === 0x202f || code === 0x2212;
}

/** How many digits stand from `index` on, counted up to `limit`. */
export function countDigits(text: string, index: number, limit: number): number {
  let count = 0;
  while (count < limit && isDigitAt(text, index + count)) count++;
  return count;
}

/** Tests of one character for the neighbours of an anchor; `""` stands for what is outside ASCII or the text's edge. */
export const isDigit = (character: string) => isDigitAt(character, 0);
export const isHex = (character: string) => isHexAt(character, 0);
export const isWord = (character: string) => isWordAt(character, 0);

/** Whether a number may begin behind a character: not in an identifier, but behind an escape such as `\n`. */
export const mayBegin = (before: string) => !isWord(before) || ESCAPE_LETTERS.includes(before);

/** The words right before a number: what stands since the last digit or line end, of at most `reach` UTF-16 units. */
export function wordsBefore(text: string, index: number, reach: number): string {
  const least = Math.max(0, index - reach);
  let start = index;
  while (start > least && !isDigitAt(text, start - 1) && text.charCodeAt(start - 1) !== 10) start--;
  return text.slice(start, index);
}
