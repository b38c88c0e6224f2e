import { isPlaceholder } from "./placeholder.js";
import { ALPHANUMERIC, isAlphanumeric, isLetter, makeup, oneOf, runEnd, withoutPunctuation } from "./secret-chars.js";
import { VENDOR_PREFIXES, type VendorPrefix } from "./vendor-prefixes.js";

/** The longest credentials with a prefix (service accounts of 1Password, macaroons of Fly.io) are some thousand characters long. */
const TOKEN_LIMIT = 4096;
/** What a credential begins with tells whether it is one. */
const JUDGED = 48;
const INNER_JUDGED = 24;
/** The longest credential with a prefix of at most three characters; what is longer is base64 that begins so. */
const SHORT_LIMIT = 240;
/** Inside of a longer run many credentials may begin: there, less is read at each. */
const INNER_LIMIT = 96;
/** Different characters at the head of one that begins inside; prefixes repeated have fewer, random text more. */
const LEAST_DISTINCT = 6;
/** Before a sign of equality inside of a value. */
const LEAST_PIECE = 12;

const isBody = oneOf(`${ALPHANUMERIC}_-.+/=~$`);
const isLower = oneOf("abcdefghijklmnopqrstuvwxyz");
const isInOne = oneOf(`${ALPHANUMERIC}_-.+/~`);
/** The table by its prefixes' first two characters, longest first. */
const byStart: readonly (readonly VendorPrefix[] | undefined)[] = (() => {
  const groups: (VendorPrefix[] | undefined)[] = new Array(128 * 128).fill(undefined);
  for (const entry of [...VENDOR_PREFIXES].sort((a, b) => b[0].length - a[0].length)) {
    const index = entry[0].charCodeAt(0) * 128 + entry[0].charCodeAt(1);
    groups[index] = [...(groups[index] ?? []), entry];
  }
  return groups;
})();

/** Prefixes whose documented form takes more characters: a range of ASCII from the backslash to the underscore. */
const WIDE = new Set(["sq0csp-"]);
const isWide = oneOf(`${ALPHANUMERIC}-_\\]^`);

/** The end of the token that begins at `start`, without punctuation of the sentence around it. */
function tokenEnd(text: string, start: number): number {
  const before = start > 0 ? text.charAt(start - 1) : " ";
  if (before === "=") return withoutPunctuation(text, start, valueEnd(text, start));
  // A value begins here, or inside of a longer run: only at its start a run is read to its end.
  const reach = "_/".includes(before) ? INNER_LIMIT : TOKEN_LIMIT;
  return withoutPunctuation(text, start, runEnd(text, start, reach, isBody));
}

/** The end of a value after a sign of equality: a second sign belongs to it where enough stands before that. */
function valueEnd(text: string, start: number): number {
  const end = runEnd(text, start, TOKEN_LIMIT, isInOne);
  return text.charAt(end) === "=" && end - start >= LEAST_PIECE ? runEnd(text, end, INNER_LIMIT, isBody) : end;
}

/** A credential of the table that begins at `start`. Returns its end, or -1. */
export function vendorToken(text: string, start: number): number {
  if (start > 0 && "-.+~$".includes(text.charAt(start - 1))) return -1;
  const isInside = start > 0 && "_/".includes(text.charAt(start - 1)) && isBody(text, start - 2);
  const group = byStart[text.charCodeAt(start) * 128 + text.charCodeAt(start + 1)];
  if (group === undefined) return -1;
  // After a sign of equality the whole is read at once: it is short where values follow one another.
  const whole = text.charAt(start - 1) === "=" ? tokenEnd(text, start) : undefined;
  for (const [prefix, least] of group) {
    if (!text.startsWith(prefix, start) || (isInside && isWeak(prefix))) continue;
    const from = start + prefix.length;
    // What it begins with is judged first: that is short, and most go no further.
    const reach = isInside ? INNER_JUDGED : JUDGED;
    const wide = WIDE.has(prefix);
    const judged =
      whole === undefined || wide ? runEnd(text, from, reach, wide ? isWide : isBody) : Math.min(whole, from + reach);
    if (judged - from < Math.min(least, INNER_JUDGED)) continue;
    if (prefix.length > 2 && recurs(text, prefix, from, judged)) continue;
    if (isLetter(text, from - 1) && !isUniform(text, from, prefix.length)) continue;
    if ((least < 40 && !isPlausible(text, from, judged)) || isBlanked(text, from, judged)) continue;
    if (isInside && makeup(text, from, judged).distinct < LEAST_DISTINCT) continue;
    const end = wide ? runEnd(text, from, TOKEN_LIMIT, isWide) : (whole ?? tokenEnd(text, start));
    if (end - from >= least && (prefix.length > 3 || end - from <= SHORT_LIMIT)) return end;
  }
  return -1;
}

/** Whether a prefix stands in what follows it: a pattern that repeats, no credential. */
const recurs = (text: string, prefix: string, from: number, end: number): boolean =>
  text.slice(from, end).includes(prefix);

/** Prefixes short enough to occur by chance inside of base64. */
const isWeak = (prefix: string): boolean => prefix.length < (isLetter(prefix, prefix.length - 1) ? 5 : 4);

/**
 * What examples write in place of a credential: dots, asterisks, templates. A letter repeated to the length of a
 * credential is taken for one: tests use such, and no text loses by it.
 */
const isBlanked = (text: string, from: number, end: number): boolean =>
  !repeats(text, from, end) && isPlaceholder(text.slice(from, end));

/** Whether one letter or digit fills the range, after words such as `live_`. */
function repeats(text: string, from: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  let start = end;
  while (start > from && text.charCodeAt(start - 1) === last) start--;
  return (
    isAlphanumeric(text, end - 1) && (start === from || (end - start > 15 && "_-".includes(text.charAt(start - 1))))
  );
}

/** A prefix without separator goes on in letters and digits, not in a word, an assignment or a path. */
function isUniform(text: string, start: number, prefixLength: number): boolean {
  const end = runEnd(text, start, 16, isBody);
  const made = makeup(text, start, end);
  if (prefixLength < 5 && text.slice(start, end).includes("=")) return false;
  if (prefixLength < 4) {
    if (made.other > 0) return false;
    if (repeats(text, start + 1, end)) return true;
    if (end - start < 16 && made.turns < 3) return false;
    return made.digits > 1 || (made.digits > 0 && made.lower > 0);
  }
  if (made.other > 4) return false;
  // A run of small letters is a word, unless a digit or a capital follows within it.
  return made.upper + made.digits > 0 || runEnd(text, start, 24, isLower) < runEnd(text, start, 24, isAlphanumeric);
}

/** Not a run of plain words: a digit, two capitals, or more letters together than any word has. */
function isPlausible(text: string, start: number, end: number): boolean {
  let capitals = 0;
  let word = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x41) {
      if (code >= 0x30 && code <= 0x39) return true;
      word = at + 1;
    } else if (code <= 0x5a) {
      if (++capitals > 1) return true;
    } else if (code < 0x61 || code > 0x7a) word = at + 1;
    if (at - word >= LONGEST_WORD) return true;
  }
  return repeats(text, start, end);
}

/** No language's words in use are longer. */
const LONGEST_WORD = 29;
