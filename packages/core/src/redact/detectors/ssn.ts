import type { Detector } from "../detector.js";
import { beginsAt, countDigits, isDigit, isDigitAt, isWordAt, mayBegin } from "./chars.js";
import { textBefore } from "./context.js";

const SSN_WORD = /\b(?:ssns?|ss ?#|ss ?no|soc\.? ?sec\.?|social[ _-]?sec\w{0,6}|social|taxpayer)[^\n\d]{0,32}$/i;
/** `_` is a letter to `\b`: keys such as `user_ssn` and `ssnLast`. */
const SSN_KEY = /(?:ssn|social_?security|socialSecurity)\w{0,12}["'\\]{0,4}\s?[=:>]\s?["'\\]{0,4}$/i;

/** How the number is written, by the length of its first group; without hyphens a word must speak for the last two. */
type Grouping = { readonly lengths: readonly number[]; readonly isSpoken: boolean };
const GROUPINGS: Readonly<Record<number, readonly Grouping[]>> = {
  3: [
    { lengths: [2, 4], isSpoken: false },
    { lengths: [6], isSpoken: false },
  ],
  5: [{ lengths: [4], isSpoken: true }],
  9: [{ lengths: [], isSpoken: true }],
};
const LONGEST_GROUP = 9;
const HYPHEN = 45;

/** US social security numbers: the numbers that the SSA can have issued (its rules of 2011), written as 3-2-4. */
export const ssn: Detector = {
  name: "ssn",
  anchors: "0123456789",
  follows: mayBegin,
  precedes: isDigit,
  find(text, at, found) {
    const first = countDigits(text, at, LONGEST_GROUP + 1);
    for (const grouping of GROUPINGS[first] ?? []) {
      const end = groupsEnd(text, at + first, grouping);
      if (end === -1) continue;
      if (isNumber(text, at, end) && isTold(text, at, end, grouping)) found(at, end, "SSN");
      return;
    }
  },
};

/** A blank, a dot, or a hyphen or dash of any width. */
function isSeparator(code: number): boolean {
  return code === 32 || code === HYPHEN || code === 46 || code === 0xa0 || (code >= 0x2010 && code <= 0x2013);
}

/** The end of groups of the lengths behind the first one, all with the same separator, or -1. */
function groupsEnd(text: string, from: number, { lengths }: Grouping): number {
  const separator = text.charCodeAt(from);
  let end = from;
  for (const length of lengths) {
    if (!isSeparator(separator) || text.charCodeAt(end) !== separator) return -1;
    if (countDigits(text, end + 1, length + 1) !== length) return -1;
    end += 1 + length;
  }
  const goesOn = isSeparator(separator) && text.charCodeAt(end) === separator && isDigitAt(text, end + 1);
  return goesOn || isWordAt(text, end) ? -1 : end;
}

/** Issuable, and no part of anything longer. */
function isNumber(text: string, start: number, end: number): boolean {
  if (isDigitAt(text, start - 1) || !beginsAt(text, start)) return false;
  const digits = text.slice(start, end).replace(/\D/g, "");
  return isIssuable(digits) && !touchesNumber(text, start, end);
}

/** The form tells what it is, or a word does. */
function isTold(text: string, start: number, end: number, { lengths, isSpoken }: Grouping): boolean {
  const hasHyphen = lengths.length > 0 && text.charCodeAt(end - 1 - (lengths.at(-1) ?? 0)) === HYPHEN;
  const isAlone = hasHyphen
    ? !(isSpoken && isPostalCode(text, start))
    : lengths.length === 2 && text.charAt(start - 1) !== "(";
  return isAlone || isSpokenFor(text, start);
}

/** SSA, randomisation of 2011: no area 000, 666 or from 900 on, no group 00, no serial 0000. */
function isIssuable(digits: string): boolean {
  const area = digits.slice(0, 3);
  if (area === "000" || area === "666" || area.startsWith("9")) return false;
  return digits.slice(3, 5) !== "00" && digits.slice(5) !== "0000";
}

/** `+358 18 4366` is a telephone number, and so is what follows `+81 ` and `0081 `. */
const CALLING_CODE_BEFORE = /(?:\+|\b00)\d{1,3}[ .-]{1,2}$/;

/** Part of something longer: `1-123-45-6789`, `123-45-6789-0`, `0.123-45-6789`. */
function touchesNumber(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  if (before === "+" || CALLING_CODE_BEFORE.test(text.slice(Math.max(0, start - 8), start))) return true;
  if (/[-./]/.test(before) && isWordAt(text, start - 2)) return true;
  return /[-/]/.test(text.charAt(end)) && isWordAt(text, end + 1);
}

/** `Trenton NJ 08601-1234`, `zip: ...`: five and four digits after a word are a ZIP+4. */
function isPostalCode(text: string, start: number): boolean {
  return /[A-Za-z,:=>"'.]\s{0,4}["']?$/.test(text.slice(Math.max(0, start - 8), start));
}

/** The first letters of all its words: most texts have none of them. */
const WORD_START = /ss|soc|tax/i;

function isSpokenFor(text: string, start: number): boolean {
  const before = textBefore(text, start);
  if (!WORD_START.test(before)) return false;
  return SSN_WORD.test(before) || SSN_KEY.test(before);
}
