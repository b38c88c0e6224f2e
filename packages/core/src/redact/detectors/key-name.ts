import type { Detector } from "../detector.js";
import { isPlaceholder } from "./placeholder.js";
import { ALPHANUMERIC, except, isAlphanumeric, isUuid, looksRandom, oneOf, runEnd } from "./secret-chars.js";
import { type KeyStrength, keyStrength, namesResource } from "./secret-key-names.js";

const NAME_LIMIT = 64;
const SPACE_LIMIT = 32;
const QUOTED_LIMIT = 8192;
const BARE_LIMIT = 256;
/** How far a value goes on that holds no sign of assignment: only then can no second key begin inside of it. */
const LONG_LIMIT = 8192;
/** What a value begins with tells what it is. */
const JUDGED = 64;
const QUOTES = "\"'`";

const isBlank = (text: string, at: number): boolean => text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));
const isName = oneOf(`${ALPHANUMERIC}_-.`);
const isSign = oneOf(":?=!+");
const isWrapping = oneOf("\"'`\\])");
const isBare = except("\"'`&,;<>\\)]}|");
const isLong = except("\"'`&,;<>\\)]}|=:");

function bareEnd(text: string, start: number): number {
  const end = runEnd(text, start, BARE_LIMIT, isBare);
  if (end - start < BARE_LIMIT) return end;
  const long = runEnd(text, start, LONG_LIMIT, isLong);
  return long < end ? end : runEnd(text, long, 3, (t, i) => t.charAt(i) === "=");
}

/** A key's name, from `start` to `end`, and whether it stood in quotes. */
type Name = { start: number; end: number; quoted: boolean };

/** The name that ends before `at`: blanks, quotes and escapes of quotes are skipped. */
function nameBefore(text: string, at: number): Name | null {
  let end = at;
  while (end > 0 && at - end < SPACE_LIMIT && isBlank(text, end - 1)) end--;
  const bare = end;
  while (end > 0 && bare - end < 4 && isWrapping(text, end - 1)) end--;
  let start = end;
  while (start > 0 && end - start < NAME_LIMIT && isName(text, start - 1)) start--;
  return start === end ? null : { start, end, quoted: end < bare };
}

/** A literal: its range without quotes, and whether it stood in quotes. */
type Literal = { start: number; end: number; quoted: boolean };

/** The literal that begins at `from`, after blanks, signs of assignment and a line break before an indented value. */
function literalAfter(text: string, from: number): Literal | null {
  let at = from;
  while (at < text.length && at - from < SPACE_LIMIT * 2 && (isSpace(text, at) || ":=>?~|".includes(text.charAt(at))))
    at++;
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
    const end = runEnd(text, start, QUOTED_LIMIT, (t, i) => {
      const character = t.charAt(i);
      return character !== quote && character !== "\n" && character !== "\r" && !(character === "\\" && open > at);
    });
    return { start, end, quoted: true };
  }
  if (open > at) return null;
  return { start: at, end: bareEnd(text, at), quoted: false };
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
  return standsAlone(text, name.start, value.end, /^[a-z]{6,}$/.test(written));
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
    /.token$|.secret$|access_?id$/i.test(text.slice(name.start, name.end)) &&
    /^(?=.*\d)(?=.*[a-z])[\w=.-]{12,}$/i.test(written)
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
  if (!TYPES.has(text.slice(name.start, name.end))) return name;
  let end = name.start;
  while (end > 0 && name.start - end < 6 && " :&".includes(text.charAt(end - 1))) end--;
  return (end < name.start ? nameBefore(text, end) : null) ?? name;
}

const TYPES = new Set(["string", "str", "String", "text", "char"]);

/** Where two strings follow each other as arguments: `set("API_KEY", "x")`. The name's opening quote is after a bracket. */
function isArgument(text: string, name: Name): boolean {
  return name.quoted && "([{".includes(text.charAt(name.start - 2) || " ");
}

/** The name and the strength that a value after `text[at]` has, or `null`. */
function nameAt(text: string, at: number): { name: Name; strength: KeyStrength } | null {
  const sign = text.charAt(at);
  if (sign === "," && !QUOTES.includes(text.charAt(at - 1))) return null;
  if (sign === ">" && !isAlphanumeric(text, at - 1)) return null;
  let until = at;
  while (until > 0 && at - until < 6 && isSign(text, until - 1)) until--;
  if (QUOTES.includes(sign)) {
    until = wordBefore(text, at);
    if (until < 0) return null;
  }
  const written = nameBefore(text, until);
  if (written === null) return null;
  const name = attributeName(text, written) ?? typedName(text, written);
  if (sign === "," && !isArgument(text, name)) return null;
  // Before a quote, `pass` is a verb.
  if (QUOTES.includes(sign) && text.slice(name.start, name.end).toLowerCase() === "pass") return null;
  if (sign === ">" && (text.charAt(name.start - 1) !== "<" || name.end !== at)) return null;
  const strength = keyStrength(text.slice(name.start, name.end));
  return strength === null ? null : { name, strength: sign === "," ? "weak" : strength };
}

/** Before an opening quote: blanks, then perhaps `is`, `to` or a dash, then blanks. The end of the name, or -1. */
function wordBefore(text: string, at: number): number {
  if (!isBlank(text, at - 1) || ":=,([{".includes(text.charAt(at - 2))) return -1;
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
  find(text, at, found) {
    const named = nameAt(text, at);
    if (named === null) return;
    const sign = text.charAt(at);
    const value = literalAfter(text, QUOTES.includes(sign) ? at : at + 1);
    if (value === null || value.start === value.end) return;
    if (sign === "," && !value.quoted) return;
    if (isSecret(text, named.name, value, named.strength)) found(value.start, value.end, "SECRET");
  },
};
