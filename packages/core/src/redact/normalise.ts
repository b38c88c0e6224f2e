/** A text without its encodings, and where its characters come from. */
export type Normalised = { text: string; toSource(at: number): number };

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const ASCII = 128;

/*
 * One decoded character: its length in the source times `UNIT`, and its code (`NOTHING`: it stands for none). A number and
 * no object, since a text may hold one at every third place.
 */
const UNIT = 0x10000;
const NOTHING = 0;
const UNDECODED = -1;

const decoded = (length: number, code: number) => (code < 0 ? UNDECODED : length * UNIT + code);

/** Escapes of JSON and JavaScript with one letter; a control character becomes a line's end, which parts words too. */
const letterEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "/": "/",
  n: "\n",
  r: "\n",
  t: "\t",
  b: "\n",
  f: "\n",
};
const escapedLetter = new Int8Array(ASCII).fill(UNDECODED);
for (const [letter, as] of Object.entries(letterEscapes)) escapedLetter[letter.charCodeAt(0)] = as.charCodeAt(0);

const hexDigit = new Int8Array(ASCII).fill(UNDECODED);
for (const digit of "0123456789abcdefABCDEF") hexDigit[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** Ranges of characters outside ASCII that are written for an ASCII one: first, last, and what the first stands for. */
const lookalikes: readonly (readonly [first: number, last: number, as: number | null])[] = [
  [0x00a0, 0x00a0, null],
  [0x0660, 0x0669, 0x30],
  [0x06f0, 0x06f9, 0x30],
  [0x0966, 0x096f, 0x30],
  [0x2000, 0x200a, null],
  [0x202f, 0x202f, null],
  [0x205f, 0x205f, null],
  [0x3000, 0x3000, null],
  [0xff01, 0xff5e, 0x21],
];
const hyphens = new Set([0x2010, 0x2011, 0x2012, 0x2013, 0x2212]);
const invisible = new Set([0x00ad, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff]);

/** Most letters outside ASCII stand before or between these. */
const isOrdinary = (code: number) =>
  (code > 0x00ad && code < 0x0660) || (code > 0x096f && code < 0x180e) || (code > 0x3000 && code < 0xfeff);

function asAscii(code: number): number {
  if (isOrdinary(code)) return UNDECODED;
  if (invisible.has(code)) return NOTHING;
  if (hyphens.has(code)) return 0x2d;
  for (const [first, last, as] of lookalikes) {
    if (code < first) return UNDECODED;
    if (code <= last) return as === null ? 0x20 : as + code - first;
  }
  return UNDECODED;
}

/** The number of `digits` hex digits at `at`, or -1. */
function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index += 1) {
    const code = text.charCodeAt(index);
    const digit = code < ASCII ? (hexDigit[code] ?? UNDECODED) : UNDECODED;
    if (digit < 0) return UNDECODED;
    value = value * 16 + digit;
  }
  return value;
}

/** Printable ASCII and white space stand for themselves; everything else is left as it is written. */
function plain(code: number): number {
  if (code >= ASCII) return asAscii(code);
  return (code >= 0x20 && code < 0x7f) || (code >= 9 && code <= 13) ? code : UNDECODED;
}

/** `%40`, and `%2540` of what was encoded twice. */
function percentAt(text: string, at: number): number {
  let digits = at + 1;
  while (hexAt(text, digits, 2) === PERCENT && hexAt(text, digits + 2, 2) >= 0) digits += 2;
  return decoded(digits + 2 - at, plain(hexAt(text, digits, 2)));
}

/** `\u0040`, `\x40`, `\"`, `\n`; with more than one backslash where JSON stands inside JSON. */
function escapeAt(text: string, at: number): number {
  let next = at + 1;
  while (text.charCodeAt(next) === BACKSLASH) next += 1;
  const letter = text.charCodeAt(next);
  const digits = letter === 0x75 ? 4 : letter === 0x78 ? 2 : 0;
  if (digits > 0) return decoded(next + 1 + digits - at, plain(hexAt(text, next + 1, digits)));
  return letter < ASCII ? decoded(next + 1 - at, escapedLetter[letter] ?? UNDECODED) : UNDECODED;
}

function decodedAt(text: string, at: number, code: number): number {
  if (code === BACKSLASH) return escapeAt(text, at);
  return code === PERCENT ? percentAt(text, at) : decoded(1, asAscii(code));
}

const asText = Array.from({ length: ASCII }, (_, code) => (code === NOTHING ? "" : String.fromCharCode(code)));

/**
 * Undoes what hides a character from detectors: percent encoding, escapes of JSON, full-width and other digits, hyphens
 * and spaces outside ASCII, zero-width characters.
 *
 * @returns `null` where the text has none of them, so that most texts are not copied
 */
export function normalise(text: string): Normalised | null {
  const parts: string[] = [];
  // Behind each decoded character: its offset in the new text, and how far the source is ahead from there.
  const from: number[] = [];
  const ahead: number[] = [];
  let length = 0;
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ASCII && code !== PERCENT && code !== BACKSLASH) continue;
    const one = decodedAt(text, at, code);
    if (one < 0) {
      // Nothing behind a run of backslashes: the rest of the run is none either.
      if (code === BACKSLASH) while (text.charCodeAt(at + 1) === BACKSLASH) at += 1;
      continue;
    }
    const as = asText[one % UNIT] ?? "";
    if (at > copied) parts.push(text.slice(copied, at));
    if (as !== "") parts.push(as);
    length += at - copied + as.length;
    copied = at + Math.floor(one / UNIT);
    // Where the source gets no further ahead, as in a run of full-width digits, the offsets before go on.
    if (copied - length !== ahead.at(-1)) {
      from.push(length);
      ahead.push(copied - length);
    }
    at = copied - 1;
  }
  if (from.length === 0) return null;
  parts.push(text.slice(copied));
  return { text: parts.join(""), toSource: (at) => at + (ahead[lastUpTo(from, at)] ?? 0) };
}

/** The index of the last of the ascending `numbers` that is not above `limit`, or -1. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
