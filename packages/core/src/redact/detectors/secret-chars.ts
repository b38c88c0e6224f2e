const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
const JOIN = 8;
const MARK = 16;

/** What each ASCII character may be in a credential. */
const CLASSES: Uint8Array = (() => {
  const classes = new Uint8Array(128);
  const mark = (characters: string, value: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)] = value;
  };
  mark("abcdefghijklmnopqrstuvwxyz", LOWER);
  mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", UPPER);
  mark("0123456789", DIGIT);
  mark("_-", JOIN);
  mark(".+/=~", MARK);
  return classes;
})();

const classAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] ?? 0) : 0;
};

/** Whether `text[at]` is an ASCII digit. False outside of the text. */
export const isDigit = (text: string, at: number): boolean => classAt(text, at) === DIGIT;

/** Whether `text[at]` is an ASCII letter. False outside of the text. */
export const isLetter = (text: string, at: number): boolean => (classAt(text, at) & (LOWER | UPPER)) !== 0;

/** Whether `text[at]` is an ASCII letter or digit. False outside of the text. */
export const isAlphanumeric = (text: string, at: number): boolean =>
  (classAt(text, at) & (LOWER | UPPER | DIGIT)) !== 0;

/** Whether `text[at]` is of the base64url alphabet: letters, digits, `_` and `-`. */
export const isWordish = (text: string, at: number): boolean => {
  const kind = classAt(text, at);
  return kind !== 0 && kind !== MARK;
};

/** Whether `text[at]` may stand inside a token: the base64url alphabet and `.`, `+`, `/`, `=`, `~`. */
export const isTokenish = (text: string, at: number): boolean => classAt(text, at) !== 0;

/** The end of the run that begins at `from` and holds `accepts`, at most `limit` characters on. */
export function runEnd(
  text: string,
  from: number,
  limit: number,
  accepts: (text: string, at: number) => boolean,
): number {
  const last = Math.min(text.length, from + limit);
  let at = from;
  while (at < last && accepts(text, at)) at++;
  return at;
}

/** The end of a token without the punctuation of the sentence or the path around it. */
export function withoutPunctuation(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && "./~".includes(text.charAt(last - 1))) last--;
  // One hyphen is of base64url; two are of a comment's end.
  if (!text.startsWith("--", last - 2)) return last;
  while (last > start && "./~-".includes(text.charAt(last - 1))) last--;
  return last;
}

/** A test for characters of `some` (ASCII). */
export function oneOf(some: string): (text: string, at: number) => boolean {
  const taken = new Uint8Array(128);
  for (const one of some) taken[one.charCodeAt(0)] = 1;
  return (text, at) => {
    const code = text.charCodeAt(at);
    return code < 128 && taken[code] === 1;
  };
}

/** Letters and digits, for `oneOf`. */
export const ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** A test for characters other than blanks, control characters and those of `stops` (ASCII). */
export function except(stops: string): (text: string, at: number) => boolean {
  const stopped = new Uint8Array(128).fill(1, 0, 0x21);
  for (const stop of stops) stopped[stop.charCodeAt(0)] = 1;
  return (text, at) => {
    const code = text.charCodeAt(at);
    return code > 127 || stopped[code] === 0;
  };
}

/** How a piece of text is made up. */
export type Makeup = {
  lower: number;
  upper: number;
  digits: number;
  /** Characters that are neither letters nor digits. */
  other: number;
  /** Neighbours of which one is a digit and the other a letter: many in random text, few in names with a number. */
  turns: number;
  /** Different characters. */
  distinct: number;
  /** Whether all letters and digits are hexadecimal digits of one case. */
  hex: boolean;
};

const SEEN = new Uint8Array(128);

/** Counts what `text.slice(start, end)` is made up of. One pass. */
export function makeup(text: string, start: number, end: number): Makeup {
  const found: Makeup = { lower: 0, upper: 0, digits: 0, other: 0, turns: 0, distinct: 0, hex: true };
  SEEN.fill(0);
  let before = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = classAt(text, at);
    if (code < 128 && SEEN[code] === 0) {
      SEEN[code] = 1;
      found.distinct++;
    }
    if (kind === LOWER) found.lower++;
    else if (kind === UPPER) found.upper++;
    else if (kind === DIGIT) found.digits++;
    else found.other++;
    const letter = (kind & (LOWER | UPPER)) !== 0;
    if (letter && (code & 0x5f) > 0x46) found.hex = false;
    if ((letter && before === DIGIT) || (kind === DIGIT && (before & (LOWER | UPPER)) !== 0)) found.turns++;
    before = kind;
  }
  if (found.lower > 0 && found.upper > 0) found.hex = false;
  return found;
}

/**
 * Whether a piece of text looks drawn at random: letters and digits that alternate more often than names, versions and
 * dates do. `least` is the fewest characters that count as proof, `turns` the fewest alternations.
 */
export function looksRandom(text: string, start: number, end: number, least: number, turns = 3): boolean {
  const length = end - start;
  if (length < least) return false;
  const made = makeup(text, start, end);
  const enough = Math.min(10, Math.ceil(length * 0.4));
  if (made.distinct < enough) return false;
  if (made.digits === 0) return length >= 16 && (mixedCase(text, start, end) || consonants(text, start, end) >= 6);
  if (made.lower + made.upper === 0) return false;
  if (made.turns >= turns || (made.turns >= 2 && length < 14) || (made.turns >= 1 && length < 9)) return true;
  return consonants(text, start, end) >= 5;
}

/** Random letters without a digit: twice a small letter alone between capitals, as no camelCase name has. */
function mixedCase(text: string, start: number, end: number): boolean {
  let alone = 0;
  for (let at = start + 2; at < end; at++) {
    if (classAt(text, at - 2) !== UPPER || classAt(text, at - 1) !== LOWER || classAt(text, at) !== UPPER) continue;
    if (!SHORT_WORDS.has(text.slice(at - 2, at))) alone++;
  }
  return alone >= 2;
}

/** Words of two letters in names: `IsInProgress`. */
const SHORT_WORDS = new Set(
  "Is In To Of By My No Or At On Id Up Go Do As An If It We Us Ai Db Os Ip Ui Io Js".split(" "),
);

/**
 * The longest run of consonants: no word of a language in Latin letters has more than five, most have three. A capital
 * after a small letter begins a word of camelCase.
 */
function consonants(text: string, start: number, end: number): number {
  let longest = 0;
  let run = 0;
  for (let at = start; at < end; at++) {
    if (!isLetter(text, at) || isVowel(text, at)) run = 0;
    else run = classAt(text, at) === UPPER && classAt(text, at - 1) === LOWER ? 1 : run + 1;
    if (run > longest) longest = run;
  }
  return longest;
}

const isVowel = oneOf("aeiouyAEIOUY");

/** Whether the range is a UUID of 36 characters. */
export function isUuid(text: string, start: number, end: number): boolean {
  return end - start === 36 && UUID.test(text.slice(start, end));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
