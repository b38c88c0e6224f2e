import { countDigits, isDigitAt, isGapAt, isWordAt } from "./chars.js";

/** E.164: fifteen digits with the calling code; an international prefix and a trunk zero may come on top. */
const MOST_DIGITS = 18;
const MOST_GROUPS = 9;
/** The shortest that somebody has: internal numbers apart, which only `tel:` tells from amounts. */
const LEAST_DIGITS = 3;
/** `+1) - (650`: no more signs stand between two groups. */
const LONGEST_GAP = 4;
const PLUS = 43;

/** A number as it is written. */
export type WrittenNumber = {
  readonly start: number;
  /** After the last digit that belongs to it, or after the extension. */
  readonly end: number;
  readonly digits: string;
  /** Lengths of the groups and the signs between them, blanks as one: `3-3-4`, `(3) 3-4`, `2 2 2 2 2`. */
  readonly shape: string;
  readonly extension: boolean;
};

/** `/`, `(`, `)` and `~` beside the gaps of all numbers. */
export function isSeparatorAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 47 || code === 40 || code === 41 || code === 126 || isGapAt(text, index);
}

const EXTENSION =
  /^(?:;(?:ext|isub)=|[ ,;]{0,2}(?:\bext(?:ension|n)?|\bextn|x|#|доб|anexo|poste|\bapp|\bdw)\.?[: ]{0,2}#?)(\d{1,7})(?![\w])/i;

/** The signs of a gap, blanks as one. */
function gapOf(text: string, from: number, to: number): string {
  if (to - from < 2) return to === from ? "" : isBlank(text.charCodeAt(from)) ? " " : text.charAt(from);
  return text.slice(from, to).replace(/[\s\u00a0\u2009\u202f]{1,4}/g, " ");
}

const isBlank = (code: number) => code === 32 || code === 0xa0 || code === 0x2009 || code === 0x202f;

/** Whether the groups from `start` on have so many digits: a look that makes nothing, before the number is read. */
export function hasDigits(text: string, start: number, least: number): boolean {
  let count = 0;
  for (let index = start; ; ) {
    const from = index;
    while (count + index - from < least && isDigitAt(text, index)) index++;
    count += index - from;
    if (count >= least) return true;
    const gap = index;
    if (count === 0 && text.charCodeAt(index) === PLUS) index++;
    while (index - gap < LONGEST_GAP && isSeparatorAt(text, index)) index++;
    if (!isDigitAt(text, index)) return false;
  }
}

/**
 * Reads digits in groups from `start` (a digit, `+` or `(`) on.
 *
 * @param most digits after which no further group is taken; the group that would pass it stays out.
 */
export function readNumber(text: string, start: number, most: number = MOST_DIGITS): WrittenNumber | undefined {
  let index = start;
  let digits = "";
  let shape = "";
  let end = -1;
  // `(+44) 20 ...`: the bracket that stands before is closed within.
  let open = text.charAt(start) === "+" && isAreaAt(text, start - 1);
  for (let group = 0; group <= MOST_GROUPS; group++) {
    const from = index;
    while (
      index - from < LONGEST_GAP &&
      index < text.length &&
      (isSeparatorAt(text, index) || (group === 0 && text.charAt(index) === "+"))
    ) {
      if (text.charAt(index) === "(") {
        if (open) break;
        open = true;
      }
      if (text.charAt(index) === ")") {
        if (!open) break;
        open = false;
      }
      index++;
    }
    if (group > 0 && index === from) break;
    const length = countDigits(text, index, MOST_DIGITS + 1);
    if (length === 0 || digits.length + length > most || (group > 0 && length === 4 && isDateAt(text, index))) break;
    shape += gapOf(text, from, index) + length;
    digits += text.slice(index, index + length);
    index += length;
    end = index;
  }
  if (end === -1) return undefined;
  if (digits.length < LEAST_DIGITS) return undefined;
  // A bracket that the last group opened is closed with it.
  if (open && text.charAt(end) === ")") end++;
  const extension = EXTENSION.exec(text.slice(end, end + 24));
  if (extension !== null) end += extension[0].length;
  return { start, end, digits, shape, extension: extension !== null };
}

const DATE = /^(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)/;

/** A date of ISO 8601 stands beside a number and is no part of it: `1.11.2 (2012-04-22`. */
export const isDateAt = (text: string, index: number) =>
  text.charCodeAt(index + 4) === 45 && DATE.test(text.slice(index, index + 11));

/** Whether a bracket at `index` holds an area or a country and nothing else: `(030)`, `(+44)`, `(0-46)`. */
export function isAreaAt(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== 40) return false;
  const first = text.charCodeAt(index + 1) === 43 ? index + 2 : index + 1;
  let length = countDigits(text, first, 7);
  if (length === 0) return false;
  let end = first + length;
  if ((text.charCodeAt(end) === 32 || text.charCodeAt(end) === 45) && isDigitAt(text, end + 1)) {
    const more = countDigits(text, end + 1, 7);
    length += more;
    end += 1 + more;
  }
  return length <= 6 && text.charCodeAt(end) === 41;
}

/** RFC 3966: the parameters after a number of a `tel:` URI, `;phone-context=example.com` and others. */
export function parametersEnd(text: string, end: number): number {
  const parameters = /^(?:;[a-z-]{1,16}=[\w.+%-]{1,48}){1,4}/i.exec(text.slice(end, end + 200));
  return end + (parameters?.[0].length ?? 0);
}

/** `555 1234-Fax`: what the number is for, written on to it. */
const KIND_BEHIND = /^(?:office|fax|mobile|cell|home|work|desk|phone|tel|main|pager)\b/i;

/** Whether letters or digits run into the number from behind, or it goes on as a decimal, a UUID or a time. */
export function isPartOfMore(text: string, end: number): boolean {
  if (isWordAt(text, end)) return true;
  const next = text.charAt(end);
  if (next === ":" || next === "." || next === "/") return isDigitAt(text, end + 1);
  if (next === "-" && KIND_BEHIND.test(text.slice(end + 1, end + 8))) return false;
  return (next === "-" || next === "%" || next === "+" || next === "=" || next === "@") && isWordAt(text, end + 1);
}
