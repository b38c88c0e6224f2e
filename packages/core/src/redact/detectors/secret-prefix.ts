import type { Detector } from "../detector.js";
import { isPlaceholder } from "./placeholder.js";
import { ALPHANUMERIC, isAlphanumeric, isDigit, isLetter, looksRandom, makeup, oneOf, runEnd } from "./secret-chars.js";
import { IDENTIFIER_PREFIXES, SECRET_SEGMENTS, VENDOR_PREFIXES, type VendorPrefix } from "./vendor-prefixes.js";

/** The longest credentials with a prefix (service accounts of 1Password, macaroons of Fly.io) are some thousand characters long. */
const TOKEN_LIMIT = 4096;
/** What a credential begins with tells whether it is one. */
const JUDGED = 48;
/** The longest credential with a prefix of at most three characters; what is longer is base64 that begins so. */
const SHORT_LIMIT = 240;
/** Inside of a longer run many credentials may begin: there, less is read at each. */
const INNER_LIMIT = 96;
const VALUE_LIMIT = 256;
const WORD_LIMIT = 24;

const isBody = oneOf(`${ALPHANUMERIC}_-.+/=~$`);
const isInOne = oneOf(`${ALPHANUMERIC}_-.+~$`);
/** The table by its prefixes' first two characters, longest first. */
const byStart: readonly (readonly VendorPrefix[] | undefined)[] = (() => {
  const groups: (VendorPrefix[] | undefined)[] = new Array(128 * 128).fill(undefined);
  for (const entry of [...VENDOR_PREFIXES].sort((a, b) => b[0].length - a[0].length)) {
    const index = entry[0].charCodeAt(0) * 128 + entry[0].charCodeAt(1);
    groups[index] = [...(groups[index] ?? []), entry];
  }
  return groups;
})();

/** The end of the token that begins at `start`, without punctuation of the sentence around it. */
function tokenEnd(text: string, start: number): number {
  const before = start > 0 ? text.charAt(start - 1) : " ";
  let end = runEnd(text, start, before === "_" || before === "/" ? INNER_LIMIT : VALUE_LIMIT, isBody);
  // Where no other value begins inside, the whole may be read: it is read once.
  if (end - start === VALUE_LIMIT) end = Math.max(end, runEnd(text, start, TOKEN_LIMIT, isInOne));
  while (end > start && "./~-".includes(text.charAt(end - 1))) end--;
  return end;
}

/** A credential of the table that begins at `start`. Returns its end, or -1. */
export function vendorToken(text: string, start: number): number {
  if (start > 0 && "-.+~$".includes(text.charAt(start - 1))) return -1;
  const isInside = start > 0 && "_/".includes(text.charAt(start - 1)) && isBody(text, start - 2);
  const group = byStart[text.charCodeAt(start) * 128 + text.charCodeAt(start + 1)];
  if (group === undefined) return -1;
  for (const [prefix, least] of group) {
    if (!text.startsWith(prefix, start) || (isInside && isWeak(prefix))) continue;
    const from = start + prefix.length;
    if (!isLetter(text, from - 1) || isUniform(text, from, prefix.length)) {
      const end = tokenEnd(text, start);
      const judged = Math.min(end, from + JUDGED);
      if (
        end - from >= least &&
        (prefix.length > 3 || end - from <= SHORT_LIMIT) &&
        (least >= 40 || isPlausible(text, from, judged)) &&
        !isBlanked(text, from, judged)
      ) {
        return end;
      }
    }
  }
  return -1;
}

/** Prefixes short enough to occur by chance inside of base64. */
const isWeak = (prefix: string): boolean => prefix.length < (isLetter(prefix, prefix.length - 1) ? 5 : 4);

/**
 * What examples write in place of a credential: dots, asterisks, templates. A letter repeated to the length of a
 * credential is taken for one: tests use such, and no text loses by it.
 */
const isBlanked = (text: string, from: number, end: number): boolean =>
  !repeats(text, from, end) && isPlaceholder(text.slice(from, end));

/** Whether one letter fills the range. */
function repeats(text: string, from: number, end: number): boolean {
  const first = text.charCodeAt(from);
  return isLetter(text, from) && runEnd(text, from, end - from, (t, at) => t.charCodeAt(at) === first) === end;
}

/** A prefix without separator goes on in letters and digits, not in a word, an assignment or a path. */
function isUniform(text: string, start: number, prefixLength: number): boolean {
  const end = Math.min(text.length, start + 16);
  const made = makeup(text, start, end);
  if (text.slice(start, end).includes("=")) return false;
  if (prefixLength < 4)
    return (
      made.other === 0 &&
      (made.digits > 1 || (made.digits > 0 && made.lower > 0) || repeats(text, start + prefixLength, end))
    );
  return made.other <= 4 && !(made.upper === 0 && made.digits === 0);
}

/** Not a run of plain words: a digit, or both cases. */
function isPlausible(text: string, start: number, end: number): boolean {
  const made = makeup(text, start, end);
  return made.digits > 0 || made.upper > 1 || repeats(text, start, end);
}

/**
 * A credential of any vendor: words that say so before random text (`acme_live_…`, `acme-pat-…`), or a short word of one
 * case before long text of both cases and digits. Identifiers of resources have that shape too: their words are left out.
 */
export function generalToken(text: string, start: number): number {
  const end = tokenEnd(text, start);
  if (end - start < 20 || end - start > 400) return -1;
  let at = start;
  let says = false;
  let words = 0;
  while (words < 4) {
    const wordEnd = runEnd(text, at, WORD_LIMIT, isAlphanumeric);
    const separator = text.charAt(wordEnd);
    if (wordEnd === at || wordEnd >= end || (separator !== "_" && separator !== "-")) break;
    const written = text.slice(at, wordEnd);
    const word = written.toLowerCase();
    if (words === 0 && (!/^[a-z]/.test(word) || IDENTIFIER_PREFIXES.has(word))) return -1;
    if (!/^(?:[a-z]{1,12}|[A-Z]{1,12})\d{0,2}$/.test(written) || looksRandom(text, at, wordEnd, 8)) break;
    if (SECRET_SEGMENTS.has(word) || /(?:key|tok|pat|sk|sec)$/.test(word)) says = true;
    at = wordEnd + 1;
    words++;
  }
  if (words === 0) return -1;
  const length = end - at;
  if (says) return length >= 16 && looksRandom(text, at, end, 16) && hasLongRun(text, at, end) ? end : -1;
  const made = makeup(text, at, end);
  const mixed = made.lower > 4 && made.upper > 4 && made.digits > 2;
  const random = mixed || (!made.hex && made.turns > 5);
  return words === 1 && length >= 32 && length <= 96 && random && made.other === 0 ? end : -1;
}

/** Whether 14 letters and digits stand together: no path, no version, no name of a pod. */
function hasLongRun(text: string, start: number, end: number): boolean {
  let run = 0;
  for (let at = start; at < end && run < 14; at++) run = isAlphanumeric(text, at) ? run + 1 : 0;
  return run >= 14;
}

/** Where the token begins in which `text[at]` is the first separator, or -1 when another one is before. */
function startOfFirst(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < WORD_LIMIT && isAlphanumeric(text, start - 1)) start--;
  if (start === at || at - start === WORD_LIMIT) return -1;
  return start;
}

/**
 * Credentials with a vendor's prefix (the table), and those whose prefix says what they are. Anchored at separators, and at
 * the `A` and `S` of keys that need hold no digit; prefixes without separator are looked for where a token has its first
 * digit (`generic-secret`).
 */
export const secretPrefix: Detector = {
  name: "secret-prefix",
  anchors: "_-.$AS",
  find(text, at, found) {
    const separator = "_-.$".includes(text.charAt(at));
    const start = separator ? startOfFirst(text, at) : at;
    if (start < 0) return;
    const before = start > 0 ? text.charAt(start - 1) : "";
    if (!separator && (isAlphanumeric(text, at - 1) || !isAlphanumeric(text, at + 1))) return;
    const vendor = vendorToken(text, start);
    if (vendor > 0) return found(start, vendor, "SECRET");
    if (!separator || text.charAt(at) === "." || "_-./".includes(before || " ")) return;
    const general = generalToken(text, start);
    if (general > 0 && !isDigit(text, start)) found(start, general, "SECRET");
  },
};
