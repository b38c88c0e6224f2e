/** A text without its encodings, and where its characters come from. */
export type Normalised = { text: string; toSource(at: number): number };

/** What one encoded character stands for (`""`: nothing), and where it ends. */
type Decoded = { as: string; end: number };

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const ASCII = 128;

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

function asAscii(code: number): string | null {
  // The scripts of Asia, and halves of pairs.
  if (code > 0x3000 && code < 0xfeff) return null;
  if (invisible.has(code)) return "";
  if (hyphens.has(code)) return "-";
  for (const [first, last, as] of lookalikes) {
    if (code < first) return null;
    if (code <= last) return as === null ? " " : String.fromCharCode(as + code - first);
  }
  return null;
}

/** The number of `digits` hex digits at `at`, or -1. */
function hexAt(text: string, at: number, digits: number): number {
  const hex = text.slice(at, at + digits);
  return /^[0-9a-f]+$/i.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : -1;
}

/** Printable ASCII and white space stand for themselves; everything else is left as it is written. */
function plain(code: number): string | null {
  if (code >= ASCII) return asAscii(code);
  return (code >= 0x20 && code < 0x7f) || (code >= 9 && code <= 13) ? String.fromCharCode(code) : null;
}

/** `%40`, and `%2540` of what was encoded twice. */
function percentAt(text: string, at: number): Decoded | null {
  let digits = at + 1;
  while (text.startsWith("25", digits) && hexAt(text, digits + 2, 2) >= 0) digits += 2;
  const as = plain(hexAt(text, digits, 2));
  return as === null ? null : { as, end: digits + 2 };
}

/** `\u0040`, `\x40`, `\"`, `\n`; with more than one backslash where JSON stands inside JSON. */
function escapeAt(text: string, at: number): Decoded | null {
  let next = at + 1;
  while (text.charCodeAt(next) === BACKSLASH) next += 1;
  const letter = text.charAt(next);
  const digits = letter === "u" ? 4 : letter === "x" ? 2 : 0;
  if (digits > 0) {
    const as = plain(hexAt(text, next + 1, digits));
    return as === null ? null : { as, end: next + 1 + digits };
  }
  const as = Object.hasOwn(letterEscapes, letter) ? letterEscapes[letter] : undefined;
  return as === undefined ? null : { as, end: next + 1 };
}

function decodedAt(text: string, at: number, code: number): Decoded | null {
  if (code === PERCENT) return percentAt(text, at);
  if (code === BACKSLASH) return escapeAt(text, at);
  const as = asAscii(code);
  return as === null ? null : { as, end: at + 1 };
}

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
    const decoded = decodedAt(text, at, code);
    if (!decoded) {
      // Nothing behind a run of backslashes: the rest of the run is none either.
      if (code === BACKSLASH) while (text.charCodeAt(at + 1) === BACKSLASH) at += 1;
      continue;
    }
    parts.push(text.slice(copied, at), decoded.as);
    length += at - copied + decoded.as.length;
    copied = decoded.end;
    from.push(length);
    ahead.push(copied - length);
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
