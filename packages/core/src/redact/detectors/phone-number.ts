import { countDigits, isDigitAt, isGapAt, isWordAt } from "./chars.js";

/** E.164: fifteen digits with the calling code; an international prefix and a trunk zero may come on top. */
const MOST_DIGITS = 18;
const MOST_GROUPS = 9;
/** The shortest that somebody has: internal numbers apart, which only `tel:` tells from amounts. */
const LEAST_DIGITS = 3;

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
function isSeparatorAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 47 || code === 40 || code === 41 || code === 126 || isGapAt(text, index);
}

const EXTENSION =
  /^(?:;(?:ext|isub)=|[ ,;]{0,2}(?:\bext(?:ension|n)?|\bextn|x|#|доб|anexo|poste|\bapp|\bdw)\.?[: ]{0,2}#?)(\d{1,7})(?![\w])/i;

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
      index - from < 4 &&
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
    if (length === 0 || digits.length + length > most) break;
    shape += text.slice(from, index).replace(/[\s\u00a0\u2009\u202f]{1,4}/g, " ") + length;
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

/** Whether letters or digits run into the number from behind, or it goes on as a decimal, a UUID or a time. */
export function isPartOfMore(text: string, end: number): boolean {
  if (isWordAt(text, end)) return true;
  const next = text.charAt(end);
  if (next === ":" || next === "." || next === "/") return isDigitAt(text, end + 1);
  return (next === "-" || next === "%" || next === "+" || next === "=" || next === "@") && isWordAt(text, end + 1);
}
