import type { Detector } from "../detector.js";
import { beginsAt, countDigits, isDigit, isDigitAt, isWordAt, mayBegin } from "./chars.js";
import { textBefore } from "./context.js";

const SSN_WORD = /\b(?:ssns?|ss ?#|ss ?no|soc\.? ?sec\.?|social[ _-]?sec\w{0,6}|social|taxpayer)[^\n\d]{0,32}$/i;
/** `_` is a letter to `\b`: keys such as `user_ssn` and `ssnLast`. */
const SSN_KEY = /(?:ssn|social_?security|socialSecurity)\w{0,12}["'\\]{0,4}\s?[=:>]\s?["'\\]{0,4}$/i;

/** Lengths of the groups, and whether a word must speak for them: nine digits and ZIP+4 look the same. */
const GROUPINGS: Readonly<Record<string, "alone" | "spoken">> = {
  "3-2-4": "alone",
  "3-6": "alone",
  "5-4": "spoken",
  "9": "spoken",
};

/** US social security numbers: the numbers that the SSA can have issued (its rules of 2011), written as 3-2-4. */
export const ssn: Detector = {
  name: "ssn",
  anchors: "0123456789",
  follows: mayBegin,
  precedes: isDigit,
  find(text, at, found) {
    const first = countDigits(text, at, 10);
    if ((first !== 3 && first !== 5 && first !== 9) || isDigitAt(text, at - 1) || !beginsAt(text, at)) return;
    const lengths = [first];
    let digits = text.slice(at, at + first);
    let end = at + first;
    const separator = text.charAt(end);
    while (lengths.length < 4 && /^[ .\-\u2010-\u2013\u00a0]$/.test(separator) && text.charAt(end) === separator) {
      const length = countDigits(text, end + 1, 7);
      if (length === 0) break;
      lengths.push(length);
      digits += text.slice(end + 1, end + 1 + length);
      end += 1 + length;
    }
    const rule = GROUPINGS[lengths.join("-")];
    if (rule === undefined || !isIssuable(digits) || isWordAt(text, end) || touchesNumber(text, at, end)) return;
    const alone =
      separator === "-"
        ? !isPostalCode(text, at, rule)
        : rule === "alone" && lengths.length === 3 && text.charAt(at - 1) !== "(";
    if (!alone && !isSpoken(text, at)) return;
    found(at, end, "SSN");
  },
};

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
function isPostalCode(text: string, start: number, rule: "alone" | "spoken"): boolean {
  return rule === "spoken" && /[A-Za-z,:=>"'.]\s{0,4}["']?$/.test(text.slice(Math.max(0, start - 8), start));
}

function isSpoken(text: string, start: number): boolean {
  const before = textBefore(text, start);
  return SSN_WORD.test(before) || SSN_KEY.test(before);
}
