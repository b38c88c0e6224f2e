import type { Detector } from "../detector.js";
import { beginsAt, isDigitAt, isHex, isHexAt, isWordAt } from "./chars.js";

/** How a written address is built: groups of so many hexadecimal digits, so many groups. */
type Form = { readonly width: number; readonly counts: readonly number[] };

/** IEEE 802 EUI-48 and EUI-64: pairs with `:`, `-` or blanks, or groups of four with `.`, `-` or `:`. */
const FORMS: readonly Form[] = [
  { width: 2, counts: [6, 8] },
  { width: 4, counts: [3, 4] },
];

/** MAC addresses. A row of pairs that is longer is a fingerprint or a dump and stays. */
export const mac: Detector = {
  name: "mac",
  anchors: ":-. ",
  follows: isHex,
  precedes: isHex,
  find(text, at, found) {
    if (!isHexAt(text, at - 1) || !isHexAt(text, at - 2) || !isHexAt(text, at + 1)) return;
    const separator = text.charCodeAt(at);
    if (text.charCodeAt(at + 3) !== separator && text.charCodeAt(at + 5) !== separator) return;
    for (const form of FORMS) {
      const start = at - form.width;
      if (start < 0 || !isHexRun(text, start, form.width) || !beginsAt(text, start)) continue;
      if (text.charCodeAt(start - 1) === separator && isHexAt(text, start - 2)) continue;
      const end = groupsEnd(text, start, form, separator);
      if (end !== -1 && isPlausible(text, start, end, form.width, separator)) found(start, end, "MAC");
    }
  },
};

function isHexRun(text: string, start: number, width: number): boolean {
  for (let index = 0; index < width; index++) if (!isHexAt(text, start + index)) return false;
  return true;
}

function groupsEnd(text: string, start: number, form: Form, separator: number): number {
  const most = form.counts.at(-1) ?? 0;
  let index = start + form.width;
  let groups = 1;
  while (groups <= most && text.charCodeAt(index) === separator && isHexRun(text, index + 1, form.width)) {
    if (isWordAt(text, index + 1 + form.width)) break;
    index += 1 + form.width;
    groups++;
  }
  const goesOn = text.charCodeAt(index) === separator && isWordAt(text, index + 1) && separator !== 32;
  return form.counts.includes(groups) && !goesOn && !isWordAt(text, index) ? index : -1;
}

/** Digits alone in blanks or in groups of four are amounts and card numbers; letters alone are words. */
function isPlausible(text: string, start: number, end: number, width: number, separator: number): boolean {
  let digits = 0;
  let letters = 0;
  for (let index = start; index < end; index++) {
    if (isDigitAt(text, index)) digits++;
    else if (isHexAt(text, index)) letters++;
  }
  if (width === 2 && separator !== 32) return true;
  if (width === 4 && separator === 46) return letters > 0 || text.charCodeAt(start) === 48;
  return digits > 0 && letters > 0;
}
