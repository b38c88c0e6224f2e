import { charSet, isOf, startOfRun } from "../char-set.js";
import type { Detector } from "../detector.js";
import { isLineOfSettings, isSecret, type Name } from "./key-secret.js";
import { literalAfter, literalEnd, SPACE_LIMIT, wordsEnd } from "./key-value.js";
import { ALPHANUMERIC, isAlphanumeric } from "./secret-chars.js";
import { foreignStart, type KeyStrength, keyStrength, mayTell, signsQuery } from "./secret-key-names.js";

const NAME_LIMIT = 64;

const BLANK = charSet(" \t");
const NAME = charSet(`${ALPHANUMERIC}_-.`);
const SIGN = charSet(":?=!+.");
const WRAPPING = charSet("\"'`\\])");
const QUOTE = charSet("\"'`");
const AFTER_OPENING = charSet(":=,([{");

/** The name that ends before `at`, if it may tell anything: blanks, quotes and escapes of quotes are skipped. */
function nameBefore(text: string, at: number): Name | null {
  const bare = startOfRun(BLANK, text, at, SPACE_LIMIT);
  const end = startOfRun(WRAPPING, text, bare, 4);
  const foreign = foreignStart(text, end);
  if (foreign !== -1) return { start: foreign, end, quoted: end < bare };
  if (!mayTell(text, end)) return null;
  const start = startOfRun(NAME, text, end, NAME_LIMIT);
  return start === end ? null : { start, end, quoted: end < bare };
}

/** A name that is the value of another attribute or property, and what leads from it to `value`. */
const NAME_BEFORE_VALUE =
  /(?:key|name|id)["'\\]{0,4}[ \t]{0,8}[=:][ \t]{0,8}(?:["'\\]{1,4}([\w.-]{1,64})["'\\]{1,4}[^"'<>{}]{0,20}|([\w.-]{1,64})[ \t\r]{0,4}\n[ \t]{1,20})["'\\]{0,4}$/i;

/** `name="password" value="x"` and its like: the name is the value of another attribute just before. */
function attributeName(text: string, name: Name): Name | null {
  const length = name.end - name.start;
  if (length !== 5 && length !== 7) return null;
  const written = text.slice(name.start, name.end).toLowerCase();
  if (written !== "value" && written !== "content") return null;
  const from = Math.max(0, name.start - NAME_LIMIT * 2);
  const match = NAME_BEFORE_VALUE.exec(text.slice(from, name.start));
  const named = match?.[1] ?? match?.[2];
  if (match === null || named === undefined) return null;
  const start = from + match.index + match[0].indexOf(named, match[0].search(/[=:]/));
  return { start, end: start + named.length, quoted: true };
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

/** The first field of a line of comma-separated values. */
const isFirstField = (text: string, name: Name): boolean =>
  !name.quoted && (name.start === 0 || text.charAt(name.start - 1) === "\n");

/** Whether a value may begin at `anchor`, by the one character before it: most quotes and commas stand elsewhere. */
function mayFollow(before: string, anchor: string): boolean {
  // The last letters of `token`, `key`, `secret`, `password`.
  if (anchor === ",") return isOf(QUOTE, before, 0) || /[nytd]/i.test(before);
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
  if (sign === "," && !isArgument(text, written) && !isFirstField(text, written)) return null;
  if (sign === ">" && (text.charAt(written.start - 1) !== "<" || written.end !== at)) return null;
  const name = attributeName(text, written) ?? typedName(text, written);
  const named = text.slice(name.start, name.end);
  // Before a quote, these are verbs.
  if (isQuote && /^(?:pass|pin)$/i.test(named)) return null;
  const strength = strengthOf(text, name, named);
  return strength === null ? null : { name, strength: sign === "," ? "weak" : strength };
}

function strengthOf(text: string, name: Name, named: string): KeyStrength | null {
  const before = text.charAt(name.start - 1);
  if ((before === "?" || before === "&") && signsQuery(named)) return "strong";
  if (named === "passe" && /mot de $/i.test(text.slice(Math.max(0, name.start - 7), name.start))) return "strong";
  return keyStrength(named);
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
    const named = nameAt(text, at);
    if (named === null) return;
    const { name, strength } = named;
    const value = literalAfter(text, isOf(QUOTE, text, at) ? at : at + 1);
    if (value === null || value.start === value.end) return;
    if (text.charAt(at) === "," && value.quoted === isFirstField(text, name)) return;
    if (!isSecret(text, name, value, strength)) return;
    const words = strength === "strong" && !value.quoted && isLineOfSettings(text, name);
    found(value.start, words ? wordsEnd(text, value) : literalEnd(text, value), "SECRET");
  },
};
