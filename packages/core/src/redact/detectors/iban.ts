import type { Detector } from "../detector.js";
import { beginsAt, isDigit, isDigitAt, isLetterAt, isWordAt } from "./chars.js";
import { IBAN_STRUCTURES } from "./iban-structures.js";

/** Country, check digits and account part; up to 34 signs (ISO 13616-1). */
const COUNTRY_AND_CHECK = 4;

const LAYOUTS: ReadonlyMap<string, string> = new Map(
  Object.entries(IBAN_STRUCTURES).map(([country, structure]) => [country, layoutOf(structure)]),
);

/** IBANs of the countries in the table, in one piece or in groups, of either case, with valid check digits (ISO 7064). */
export const iban: Detector = {
  name: "iban",
  anchors: "0123456789",
  follows: (before) => isLetterAt(before, 0),
  precedes: isDigit,
  find(text, at, found) {
    if (!isLetterAt(text, at - 1) || !isLetterAt(text, at - 2) || !isDigitAt(text, at + 1)) return;
    const start = at - 2;
    const layout = LAYOUTS.get(text.slice(start, at).toUpperCase());
    if (layout === undefined || !(beginsAt(text, start) || isLabelBefore(text, start))) return;
    const end = accountEnd(text, at + 2, layout);
    if (end !== -1 && isChecked(text, start, end)) found(start, end, "IBAN");
  },
};

/** One letter a place: `"2a3n"` is `"aannn"`. */
function layoutOf(structure: string): string {
  return structure.replace(/(\d{1,2})([acn])/g, (_, count: string, kind: string) => kind.repeat(Number(count)));
}

/** `iban_DE...` and `IBANDE...`: a label that is written on without a space. */
function isLabelBefore(text: string, start: number): boolean {
  return text.charCodeAt(start - 1) === 95 || /iban$/i.test(text.slice(Math.max(0, start - 4), start));
}

/** Walks over the account part; a single blank, hyphen or dot may stand between any two signs. */
function accountEnd(text: string, from: number, layout: string): number {
  let index = from;
  for (let place = 0; place < layout.length; place++) {
    if (place > 0 || !fits(text, index, layout.charAt(0))) if (isSeparatorAt(text, index)) index++;
    if (!fits(text, index, layout.charAt(place))) return -1;
    index++;
  }
  return isWordAt(text, index) ? -1 : index;
}

function fits(text: string, index: number, kind: string): boolean {
  if (kind === "n") return isDigitAt(text, index);
  if (kind === "a") return isLetterAt(text, index);
  return isDigitAt(text, index) || isLetterAt(text, index);
}

function isSeparatorAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || code === 45 || code === 46 || code === 0xa0 || code === 0x202f || code === 0x2011;
}

/** ISO 7064, MOD 97-10: the first four signs moved to the end, letters as 10 to 35. */
function isChecked(text: string, start: number, end: number): boolean {
  const signs = text.slice(start, end).replace(/[^A-Za-z0-9]/g, "");
  let rest = 0;
  for (let place = 0; place < signs.length; place++) {
    const value = Number.parseInt(signs.charAt((place + COUNTRY_AND_CHECK) % signs.length), 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
