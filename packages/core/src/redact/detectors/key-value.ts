import { allBut, type CharSet, charSet, endOfRun } from "../char-set.js";

/** How many blanks may stand around a sign of assignment. */
export const SPACE_LIMIT = 32;
const QUOTED_LIMIT = 8192;
const BARE_LIMIT = 128;
/** How far a value goes on that holds no sign of assignment: only then can no second key begin inside of it. */
const LONG_LIMIT = 8192;
const LINE_LIMIT = 160;
/** What a value begins with tells what it is. */
export const JUDGED = 64;
const QUOTES = "\"'`";

const CONTROLS = Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(code)).join("");
const SPACE_OR_SIGN = charSet(" \t\n\v\f\r:=>?~|");
const BARE = allBut(`${CONTROLS}"'\`&,;<>\\)]}|`);
const LONG = allBut(`${CONTROLS}"'\`&,;<>\\)]}|=:`);
const EQUAL = charSet("=");
const LINE = allBut("\n\r\"'`<>");

/** What a string in these quotes goes on with; one in escaped quotes ends at a backslash too. */
const quoted = (stops: string) => new Map([...QUOTES].map((quote) => [quote, allBut(`${quote}\n\r${stops}`)]));
const [PLAINLY_QUOTED, ESCAPED_QUOTED] = [quoted(""), quoted("\\")];
const NONE: CharSet = charSet("");

/**
 * A literal: its range without quotes, and whether it stood in quotes. Of one without quotes `end` is within what is judged:
 * where many names follow each other without blanks, each would be read to the end of all.
 */
export type Literal = { start: number; end: number; quoted: boolean };

/** The end of a literal that was judged. */
export function literalEnd(text: string, { start, end, quoted }: Literal): number {
  if (quoted) return end;
  const bare = endOfRun(BARE, text, start, BARE_LIMIT);
  if (bare - start < BARE_LIMIT) return bare;
  const long = endOfRun(LONG, text, start, LONG_LIMIT);
  return long < bare ? bare : endOfRun(EQUAL, text, long, 3);
}

/** More words of a value up to the end of its line: no options, paths or further commands, no comment. */
const MORE_WORDS = /^(?:[ \t]{1,4}(?![-/#&|])[^\s=;&|]{1,40}){1,8}$/;

/** The end of a value of a settings file (`NAME=some words`), which takes its whole line where that holds words only. */
export function wordsEnd(text: string, literal: Literal): number {
  const end = literalEnd(text, literal);
  const lineEnd = endOfRun(LINE, text, end, LINE_LIMIT);
  const next = text.charAt(lineEnd);
  if (lineEnd === end || (next !== "" && next !== "\n" && next !== "\r")) return end;
  const more = text.slice(end, lineEnd).trimEnd();
  return MORE_WORDS.test(more) ? end + more.length : end;
}

/** Another name with its sign: what follows it is its value, not that of a name before. */
const ASSIGNMENT =
  /^["']?(?:[\w.-]{1,64}["']?[ \t]{0,4}:(?:\s|$)|(?:[A-Z][A-Z0-9_]{1,63}|[a-z]{2,16}(?:_[a-z]{2,16}){0,3})=(?![=\s]))/;
const ASSIGNMENT_LIMIT = 72;

/** Whether a value may stand at `at` behind the signs and blanks from `from` on: beyond a line's end only deeper within. */
function isReached(text: string, from: number, at: number): boolean {
  let line = at;
  while (line > from && " \t".includes(text.charAt(line - 1))) line--;
  const breaks = line > from && "\n\r".includes(text.charAt(line - 1));
  if (!breaks && !text.slice(from, at).includes("\n")) return true;
  return breaks && line < at && !ASSIGNMENT.test(text.slice(at, at + ASSIGNMENT_LIMIT));
}

/** The literal that begins at `from`, after blanks, signs of assignment and a line break before an indented value. */
export function literalAfter(text: string, from: number): Literal | null {
  const at = endOfRun(SPACE_OR_SIGN, text, from, SPACE_LIMIT * 2);
  if (!isReached(text, from, at)) return null;
  let open = at;
  while (open < text.length && open - at < 3 && text.charCodeAt(open) === 0x5c) open++;
  // Prefixes of strings: Python's b"", r"", f"", C#'s @"" and $"", C++'s L"".
  if (open === at && /[bruflL@$]/.test(text.charAt(at)) && QUOTES.includes(text.charAt(at + 1) || " ")) open++;
  const quote = text.charAt(open);
  if (quote !== "" && QUOTES.includes(quote)) {
    let start = open + 1;
    if (text.charAt(start) === quote) {
      if (text.charAt(start + 1) !== quote) return null;
      start += 2;
    }
    const inside = (open > at ? ESCAPED_QUOTED : PLAINLY_QUOTED).get(quote) ?? NONE;
    return { start, end: endOfRun(inside, text, start, QUOTED_LIMIT), quoted: true };
  }
  if (open > at) return null;
  return { start: at, end: endOfRun(BARE, text, at, JUDGED + 1), quoted: false };
}
