import { allBut, type CharSet, charSet, endOfRun, isOf, startOfRun } from "../char-set.js";
import type { Detector } from "../detector.js";
import { isPlaceholder } from "./placeholder.js";
import { ALPHANUMERIC, isAlphanumeric, isUuid, looksRandom } from "./secret-chars.js";
import { type KeyStrength, keyStrength, mayTell, namesResource } from "./secret-key-names.js";

const NAME_LIMIT = 64;
const SPACE_LIMIT = 32;
const QUOTED_LIMIT = 8192;
const BARE_LIMIT = 128;
/** How far a value goes on that holds no sign of assignment: only then can no second key begin inside of it. */
const LONG_LIMIT = 8192;
/** What a value begins with tells what it is. */
const JUDGED = 64;
const QUOTES = "\"'`";

const CONTROLS = Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(code)).join("");
const BLANK = charSet(" \t");
const SPACE_OR_SIGN = charSet(" \t\n\v\f\r:=>?~|");
const NAME = charSet(`${ALPHANUMERIC}_-.`);
const SIGN = charSet(":?=!+");
const WRAPPING = charSet("\"'`\\])");
const BARE = allBut(`${CONTROLS}"'\`&,;<>\\)]}|`);
const LONG = allBut(`${CONTROLS}"'\`&,;<>\\)]}|=:`);
const EQUAL = charSet("=");
const QUOTE = charSet(QUOTES);
const AFTER_OPENING = charSet(":=,([{");

/** What a string in these quotes goes on with; one in escaped quotes ends at a backslash too. */
const quoted = (stops: string) => new Map([...QUOTES].map((quote) => [quote, allBut(`${quote}\n\r${stops}`)]));
const [PLAINLY_QUOTED, ESCAPED_QUOTED] = [quoted(""), quoted("\\")];
const NONE: CharSet = charSet("");

function bareEnd(text: string, start: number): number {
  const end = endOfRun(BARE, text, start, BARE_LIMIT);
  if (end - start < BARE_LIMIT) return end;
  const long = endOfRun(LONG, text, start, LONG_LIMIT);
  return long < end ? end : endOfRun(EQUAL, text, long, 3);
}

/** A key's name, from `start` to `end`, and whether it stood in quotes. */
type Name = { start: number; end: number; quoted: boolean };

/** The name that ends before `at`, if it may tell anything: blanks, quotes and escapes of quotes are skipped. */
function nameBefore(text: string, at: number): Name | null {
  const bare = startOfRun(BLANK, text, at, SPACE_LIMIT);
  const end = startOfRun(WRAPPING, text, bare, 4);
  if (!mayTell(text, end)) return null;
  const start = startOfRun(NAME, text, end, NAME_LIMIT);
  return start === end ? null : { start, end, quoted: end < bare };
}

/**
 * A literal: its range without quotes, and whether it stood in quotes. Of one without quotes `end` is within what is judged:
 * where many names follow each other without blanks, each would be read to the end of all.
 */
type Literal = { start: number; end: number; quoted: boolean };

const endOf = (text: string, { start, end, quoted }: Literal) => (quoted ? end : bareEnd(text, start));

/** The literal that begins at `from`, after blanks, signs of assignment and a line break before an indented value. */
function literalAfter(text: string, from: number): Literal | null {
  const at = endOfRun(SPACE_OR_SIGN, text, from, SPACE_LIMIT * 2);
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

/** Words that stand where a secret would: types, absence, answers. */
const NO_SECRET =
  /^(?:str(?:ing)?|number|bool(?:ean)?|int(?:eger)?|float|bytes?|object|array|any|unknown|void|never|char|text|optional|required|none|nil|null|undefined|true|false|yes|no|on|off|default|empty|missing|invalid|valid|expired|env|var|symbol|bigint|date|buffer|let|const|await|async|new|this|self|return|if|is|the|and|or|not|for|to|in|of|with|password|passwd|secret|token|key|hidden|masked|unset|disabled|enabled|example|value|input|data|props|config|options|params|args|req|request)$/i;

const VERSION = /^[~^v]?\d{1,5}\.\d{1,5}\.\d{1,5}/;

/** Code instead of a literal: a call, an index, a path of names, an operator. */
const CODE = /^[A-Za-z_$][\w$]*(?:\(|\[|->|::|\?\.|\.[A-Za-z_$]|\+\+)|^[!(+\-/*\\|&^]/;

const NAME_OF_CODE = /^[A-Za-z_$][A-Za-z_$]*$/;

function isSecret(text: string, name: Name, value: Literal, strength: KeyStrength): boolean {
  const length = value.end - value.start;
  if (length < 3) return false;
  const written = text.slice(value.start, Math.min(value.end, value.start + JUDGED));
  if (isPlaceholder(written)) return false;
  if (strength === "weak") return isRandomValue(text, name, value, written);
  if (NO_SECRET.test(written) || VERSION.test(written)) return false;
  if (/^_?[a-z][A-Za-z]*$/.test(written) && /[a-z][A-Z]/.test(written) && keyStrength(written) !== null) return false;
  if (value.quoted)
    return (
      (!/\s\S+\s/.test(written) || isEnvironment(text, name)) &&
      !written.startsWith("/") &&
      !/^[a-z][a-z]+:\/\//i.test(written)
    );
  if (/^[\d.]+$/.test(written)) return length >= 4;
  if (CODE.test(written)) return false;
  if (/^[A-Z]\w*[a-z]$/.test(written) && keyStrength(written) !== null) return false;
  if (!NAME_OF_CODE.test(written)) return true;
  // One word without a digit is a name of code unless the line is that of a settings file: key, sign, word, end.
  if (keyStrength(written) !== null) return false;
  return standsAlone(text, name.start, endOf(text, value), /^[a-z]{6,}$/.test(written));
}

/** Names in capitals are of environments: their values are no prose. */
function isEnvironment(text: string, name: Name): boolean {
  return /^[A-Z][A-Z0-9_]{3,}$/.test(text.slice(name.start, name.end));
}

/** A value after a weak name: random, a UUID, or a long number. */
function isRandomValue(text: string, name: Name, value: Literal, written: string): boolean {
  if (!value.quoted && /^(?:this|self|process|config|ctx|req|env|options|props|state)\./.test(written)) return false;
  if (isUuid(text, value.start, value.end)) return !namesResource(text.slice(name.start, name.end));
  if (/^\d+$/.test(written)) return written.length >= 15;
  if (!/^[\w\-.+/=~:!@#$%^&*]+$/.test(written)) return false;
  if (/^0x[0-9a-f]{1,16}$/i.test(written)) return false;
  // `stripeToken` is less likely to name a token of a text than `token` is: a digit is enough.
  if (
    /^[\w=.-]{12,}$/.test(written) &&
    /\d/.test(written) &&
    /[a-z]/i.test(written) &&
    /.token$|.secret$|access_?id$/i.test(text.slice(name.start, name.end))
  )
    return true;
  return looksRandom(text, value.start, value.start + written.length, 10, 2);
}

/** Whether a line holds nothing but the assignment; before it `export`, a list's dash or, `afterWords`, plain words. */
function standsAlone(text: string, start: number, end: number, afterWords: boolean): boolean {
  const after = text.charAt(end);
  if (after !== "" && after !== "\n" && after !== "\r") return false;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (start - lineStart > SPACE_LIMIT) return false;
  const before = text.slice(lineStart, start);
  return afterWords ? /^[A-Za-z \t-]*$/.test(before) : /^[ \t]*(?:- |export |set |ENV )?$/.test(before);
}

/** `name="password" value="x"` and its like: the name is the value of another attribute just before. */
function attributeName(text: string, name: Name): Name | null {
  const length = name.end - name.start;
  if (length !== 5 && length !== 7) return null;
  const written = text.slice(name.start, name.end).toLowerCase();
  if (written !== "value" && written !== "content") return null;
  const from = Math.max(0, name.start - NAME_LIMIT * 2);
  const before = text.slice(from, name.start);
  const match = /(?:key|name|id)["']?[ \t]{0,8}[=:][ \t]{0,8}["']([\w.-]{1,64})["'][^"'<>]{0,20}$/i.exec(before);
  if (match?.[1] === undefined) return null;
  const start = from + match.index + match[0].indexOf(match[1], 3);
  return { start, end: start + match[1].length, quoted: true };
}

/** `apiKey: string = "x"`, `api_key string = "x"`, `key: &str = "x"`: the name is before the type. */
function typedName(text: string, name: Name): Name {
  if (name.end - name.start > LONGEST_TYPE || !TYPES.has(text.slice(name.start, name.end))) return name;
  let end = name.start;
  while (end > 0 && name.start - end < 6 && " :&".includes(text.charAt(end - 1))) end--;
  return (end < name.start ? nameBefore(text, end) : null) ?? name;
}

const TYPES = new Set(["string", "str", "String", "text", "char"]);
const LONGEST_TYPE = 6;

/** Where two strings follow each other as arguments: `set("API_KEY", "x")`. The name's opening quote is after a bracket. */
function isArgument(text: string, name: Name): boolean {
  return name.quoted && "([{".includes(text.charAt(name.start - 2) || " ");
}

/** Whether a value may begin at `anchor`, by the one character before it: most quotes and commas stand elsewhere. */
function mayFollow(before: string, anchor: string): boolean {
  if (anchor === ",") return isOf(QUOTE, before, 0);
  if (anchor === ">") return isAlphanumeric(before, 0);
  return isOf(QUOTE, anchor, 0) ? isOf(BLANK, before, 0) : true;
}

/** The name and the strength that a value after `text[at]` has, or `null`. */
function nameAt(text: string, at: number): { name: Name; strength: KeyStrength } | null {
  const isQuote = isOf(QUOTE, text, at);
  const until = isQuote ? wordBefore(text, at) : startOfRun(SIGN, text, at, 6);
  if (until < 0) return null;
  const written = nameBefore(text, until);
  if (written === null) return null;
  const sign = text.charAt(at);
  if (sign === "," && !isArgument(text, written)) return null;
  if (sign === ">" && (text.charAt(written.start - 1) !== "<" || written.end !== at)) return null;
  const name = attributeName(text, written) ?? typedName(text, written);
  const named = text.slice(name.start, name.end);
  // Before a quote, `pass` is a verb.
  if (isQuote && named.toLowerCase() === "pass") return null;
  const strength = keyStrength(named);
  return strength === null ? null : { name, strength: sign === "," ? "weak" : strength };
}

/** Before an opening quote: blanks, then perhaps `is`, `to` or a dash, then blanks. The end of the name, or -1. */
function wordBefore(text: string, at: number): number {
  if (isOf(AFTER_OPENING, text, at - 2)) return -1;
  const match = /[ \t]{1,8}(?:(?:is|was|to|of|-|->)[ \t]{1,8})?$/.exec(text.slice(Math.max(0, at - 20), at));
  return match === null ? -1 : at - match[0].length;
}

/**
 * Values whose key's name says secret: `password: hunter2`, `api_key=…`, `"token": "…"`, `<apiKey>…</apiKey>`,
 * `set("API_KEY", "…")`, `name="password" value="…"`. A key that says secret without doubt takes any literal; a key that
 * may name something else takes what looks random. Names, calls and templates in place of the value are no secrets.
 */
export const keyName: Detector = {
  name: "key-name",
  anchors: ":=,>\"'`",
  follows: mayFollow,
  find(text, at, found) {
    const sign = text.charAt(at);
    const named = nameAt(text, at);
    if (named === null) return;
    const value = literalAfter(text, isOf(QUOTE, text, at) ? at : at + 1);
    if (value === null || value.start === value.end) return;
    if (sign === "," && !value.quoted) return;
    if (isSecret(text, named.name, value, named.strength)) found(value.start, endOf(text, value), "SECRET");
  },
};
