/**
 * Cuts text into the pieces that o200k merges on their own. The published pattern is a regular expression; this is the
 * same language by hand, because a regular expression needs a stack as deep as the longest run (a body of one letter
 * overflows it) and because JavaScript's `\s` is not Unicode's: it has U+FEFF, it lacks U+0085.
 *
 * The alternatives, in order (W: letters that may start a word, w: letters that may end one; marks are in both):
 *   1. `[^\r\n\p{L}\p{N}]? W* w+ ('s|'t|'re|'ve|'m|'ll|'d)?`
 *   2. `[^\r\n\p{L}\p{N}]? W+ w* ('s|…)?`
 *   3. `\p{N}{1,3}`
 *   4. ` ?[^\s\p{L}\p{N}]+[\r\n/]*`
 *   5. `\s*[\r\n]+`
 *   6. `\s+(?!\S)`
 *   7. `\s+`
 */

const STARTS_WORD = 1;
const ENDS_WORD = 2;
const NUMBER = 4;
const BLANK = 8;
const LINE_BREAK = 16;
const OTHER = 32;
const MARK = 64 | STARTS_WORD | ENDS_WORD;
/** What `[^\r\n\p{L}\p{N}]` takes, and what `[^\s\p{L}\p{N}]` takes. */
const PREFIX = BLANK | OTHER | 64;
const SYMBOL = OTHER | 64;
const SPACE = BLANK | LINE_BREAK;

const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[\r\n]/u, LINE_BREAK],
  [/\p{White_Space}/u, BLANK],
  [/[\p{Lu}\p{Lt}]/u, STARTS_WORD],
  [/\p{Ll}/u, ENDS_WORD],
  [/[\p{Lm}\p{Lo}]/u, STARTS_WORD | ENDS_WORD],
  [/\p{M}/u, MARK],
  [/\p{N}/u, NUMBER],
];

/** Class of each code point, filled when it is first met; 0 is not known yet. */
const known = new Uint8Array(0x110000);

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const found = CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
  known[codePoint] = found;
  return found;
}

/** Class of the character at `index`; 0 at the end of the text. */
function classAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  const unit = text.charCodeAt(index);
  const codePoint = unit >= 0xd800 && unit < 0xdc00 ? (text.codePointAt(index) ?? unit) : unit;
  return known[codePoint] || classify(codePoint);
}

/** UTF-16 units of the character at `index`. */
function widthAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit >= 0xdc00) return 1;
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** End of the run of characters of these classes that starts at `index`. */
function runEnd(text: string, index: number, classes: number): number {
  let end = index;
  while (classAt(text, end) & classes) end += widthAt(text, end);
  return end;
}

/** Without regard to case as Unicode folds it, which makes an `s` of `ſ`. */
const CONTRACTION = /^'(?:[stmdſ]|re|ve|ll)/i;

function contractionEnd(text: string, index: number): number {
  if (text.charCodeAt(index) !== 0x27) return index;
  const found = CONTRACTION.exec(text.slice(index, index + 3));
  return found ? index + found[0].length : index;
}

/** End of `W* w+` at `index`, or -1. */
function lowerWordEnd(text: string, index: number): number {
  let end = index;
  let afterLastBoth = -1;
  for (let kind = classAt(text, end); kind & STARTS_WORD; kind = classAt(text, end)) {
    end += widthAt(text, end);
    if (kind & ENDS_WORD) afterLastBoth = end;
  }
  return classAt(text, end) & ENDS_WORD ? runEnd(text, end, ENDS_WORD) : afterLastBoth;
}

function wordEnd(text: string, index: number, first: number): number {
  const afterPrefix = first & PREFIX ? index + widthAt(text, index) : index;
  let end = lowerWordEnd(text, afterPrefix);
  // A mark may be the prefix of a word, or a word itself.
  if (end < 0 && first & ENDS_WORD && afterPrefix > index) end = lowerWordEnd(text, index);
  if (end < 0) {
    end = runEnd(text, afterPrefix, STARTS_WORD);
    if (end === afterPrefix) return -1;
  }
  return contractionEnd(text, end);
}

function numberEnd(text: string, index: number): number {
  let end = index;
  for (let digits = 0; digits < 3 && classAt(text, end) & NUMBER; digits += 1) end += widthAt(text, end);
  return end;
}

function symbolsEnd(text: string, index: number): number {
  const start = text.charCodeAt(index) === 0x20 ? index + 1 : index;
  let end = runEnd(text, start, SYMBOL);
  if (end === start) return -1;
  while (classAt(text, end) & LINE_BREAK || text.charCodeAt(end) === 0x2f) end += 1;
  return end;
}

/** White space is one unit wide everywhere in Unicode. */
function spaceEnd(text: string, index: number): number {
  let end = index;
  let afterLineBreak = -1;
  for (let kind = classAt(text, end); kind & SPACE; kind = classAt(text, end)) {
    end += 1;
    if (kind & LINE_BREAK) afterLineBreak = end;
  }
  if (afterLineBreak > 0) return afterLineBreak;
  // The last blank goes with the word that follows.
  return end < text.length && end - index > 1 ? end - 1 : end;
}

/**
 * End of the piece that starts at `index`. Any run is looked at a constant number of times, so cutting a whole text is
 * linear in its length.
 *
 * @param text the text; lone surrogates count as a symbol
 * @param index a UTF-16 offset below `text.length` where a piece starts
 * @returns the UTF-16 offset after the piece
 * @example
 * ```ts
 * pieceEnd("Hello world", 0); // 5
 * pieceEnd("Hello world", 5); // 11
 * ```
 */
export function pieceEnd(text: string, index: number): number {
  const first = classAt(text, index);
  if (first & NUMBER) return numberEnd(text, index);
  if (!(first & LINE_BREAK)) {
    const word = wordEnd(text, index, first);
    if (word > 0) return word;
    const symbols = symbolsEnd(text, index);
    if (symbols > 0) return symbols;
  }
  return spaceEnd(text, index);
}
