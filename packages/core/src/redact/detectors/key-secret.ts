import { JUDGED, type Literal, literalEnd, SPACE_LIMIT } from "./key-value.js";
import { isPlaceholder } from "./placeholder.js";
import { isUuid, looksRandom } from "./secret-chars.js";
import { type KeyStrength, keyStrength, mayTell, namesResource } from "./secret-key-names.js";
import { IDENTIFIER_PREFIXES } from "./token-words.js";

/** A key's name, from `start` to `end`, and whether it stood in quotes. */
export type Name = { start: number; end: number; quoted: boolean };

/** Words that stand where a secret would: types, absence, answers. */
const NO_SECRET =
  /^(?:str(?:ing)?|number|bool(?:ean)?|int(?:eger)?|float|bytes?|object|array|any|unknown|void|never|char|text|optional|required|none|nil|null|undefined|true|false|yes|no|on|off|default|empty|missing|invalid|valid|expired|env|var|symbol|bigint|date|buffer|let|const|await|async|new|this|self|return|if|is|the|and|or|not|for|to|in|of|with|password|passwd|secret|token|key|hidden|masked|unset|disabled|enabled|example|value|input|data|props|config|options|params|args|req|request)$/i;

const VERSION = /^[~^v]?\d{1,5}\.\d{1,5}\.\d{1,5}/;

/** Code instead of a literal: a call, an index, a path of names, an operator. */
const CODE = /^[A-Za-z_$][\w$]*(?:\(|\[|->|::|\?\.|\.[A-Za-z_$]|\+\+)|^[!(+\-/*\\|&^]/;

const NAME_OF_CODE = /^[A-Za-z_$][A-Za-z_$]*$/;

/** What a URL begins with; credentials within it are looked for by other detectors. */
const URL = /^[a-z][a-z]+:\/\//i;

/** Whether the value of a name is a secret, by the name's strength. */
export function isSecret(text: string, name: Name, value: Literal, strength: KeyStrength): boolean {
  const length = value.end - value.start;
  if (length < 3) return false;
  const written = text.slice(value.start, Math.min(value.end, value.start + JUDGED));
  if (!value.quoted && (holdsKey(written, strength) || repeatsName(text, name, value))) return false;
  if (strength === "weak") return isRandomValue(text, name, value, written) && !isPlaceholder(written);
  if (isPlaceholder(written) || NO_SECRET.test(written) || VERSION.test(written)) return false;
  if (/^_?[a-z][A-Za-z]*$/.test(written) && /[a-z][A-Z]/.test(written) && keyStrength(written) !== null) return false;
  if (value.quoted)
    return (!/\s\S+\s/.test(written) || isEnvironment(text, name)) && !written.startsWith("/") && !URL.test(written);
  if (/^[\d.]+$/.test(written)) return length >= 4;
  if (CODE.test(written)) return false;
  if (/^[A-Z]\w*[a-z]$/.test(written) && keyStrength(written) !== null) return false;
  if (!NAME_OF_CODE.test(written)) return true;
  // One word without a digit is a name of code unless the line is that of a settings file: key, sign, word, end.
  if (keyStrength(written) !== null) return false;
  return (
    isLineOfSettings(text, name) || standsAlone(text, name.start, literalEnd(text, value), /^[a-z]{6,}$/.test(written))
  );
}

/**
 * Whether another key and its sign stand in a value without quotes: there that key's value is judged, and names one after
 * another are not read to the end of all again and again.
 */
function holdsKey(written: string, strength: KeyStrength): boolean {
  const sign = written.indexOf("=");
  if (sign < 1 || sign > written.length - 2 || written.charAt(sign + 1) === "=" || !mayTell(written, sign))
    return false;
  const inner = written.slice(0, sign);
  return strength === "weak" || (/^[A-Za-z_-]{1,24}$/.test(inner) && keyStrength(inner) === "strong");
}

/** Whether the value is the name again, with its sign: the value stands behind that. */
const repeatsName = (text: string, name: Name, value: Literal) =>
  text.startsWith(text.slice(name.start, name.end + 1), value.start);

/** Names in capitals are of environments: their values are no prose. */
function isEnvironment(text: string, name: Name): boolean {
  return /^[A-Z][A-Z0-9_]{3,}$/.test(text.slice(name.start, name.end));
}

/** Whether a line of a settings file begins with the name: `NAME=`, `export NAME=`. */
export function isLineOfSettings(text: string, name: Name): boolean {
  if (text.charAt(name.end) !== "=" || " =".includes(text.charAt(name.end + 1)) || !isEnvironment(text, name))
    return false;
  const before = text.slice(Math.max(0, name.start - 8), name.start);
  return /(?:^|\n)(?:export )?$/.test(before) && (before.includes("\n") || name.start < 8);
}

/** Names of things and places in a program: a word in camelCase or a path of such, none of its numbers long. */
const WORDS = /^[a-z]{0,16}\d{0,2}(?:[A-Z][a-z]{2,16}\d{0,2}){1,6}$/;
const MEMBER = /^[A-Za-z_$][A-Za-z_$]{0,40}(?:\.[A-Za-z_$]{1,40}){1,4}$/;
const OWNED = /^(?:this|self|process|config|ctx|req|env|options|props|state)\./;
/** Another assignment, which is looked at for itself. */
const ASSIGNS = /^[A-Za-z_]{1,24}[=:][^=\s]/;

/** A value after a weak name: random, a UUID, or a long number. */
function isRandomValue(text: string, name: Name, value: Literal, written: string): boolean {
  if (!value.quoted && (OWNED.test(written) || ASSIGNS.test(written) || MEMBER.test(written))) return false;
  if (WORDS.test(written) || URL.test(written)) return false;
  const named = text.slice(name.start, name.end);
  if (isUuid(text, value.start, value.end)) return !namesResource(named);
  if (/role_?id$/i.test(named) || isIdentifier(written)) return false;
  if (/^\d+$/.test(written)) return written.length >= 15;
  if (!/^[\w\-.+/=~:!@#$%^&*]+$/.test(written)) return false;
  if (/^0x[0-9a-f]{1,16}$/i.test(written)) return false;
  if (isKeyOfVendor(named, written) || isShortToken(text, name, value, written)) return true;
  // `stripeToken` is less likely to name a token of a text than `token` is: a digit is enough.
  if (/^[\w=.-]{12,}$/.test(written) && hasBoth(written) && /.token$|.secret$|access_?id$/i.test(named)) return true;
  return looksRandom(text, value.start, value.start + written.length, 10, 2);
}

/** `rtc_…`, `sess_…`: what an API calls its own things by. */
const isIdentifier = (written: string) =>
  /^[a-z]{1,12}_[A-Za-z0-9]{1,64}$/.test(written) && IDENTIFIER_PREFIXES.has(written.slice(0, written.indexOf("_")));

const hasBoth = (written: string) => /\d/.test(written) && /[a-z]/i.test(written);

/** `softlayer_key`, `cloudant-key`; not the keys of a program's own tables, files and messages. */
const KEY_OF_VENDOR = /^[a-z]{2,24}[_-]?(?:api[_-]?)?key$/i;
const KEY_OF_PROGRAM =
  /(?:^|[_-])(?:blob|content|custom|data|dedup|dedupe|event|field|file|hash|image|index|issue|item|job|kv|label|message|node|obj|object|project|react|record|redis|ref|row|session|sync|task|trace|tracking|translation|unique|user)[_-]?key$/i;

/** A long run of letters and digits under a vendor's name, even one that examples repeat: `abcd1234abcd1234…`. */
function isKeyOfVendor(named: string, written: string): boolean {
  if (named.length < 6 || !KEY_OF_VENDOR.test(named) || KEY_OF_PROGRAM.test(named)) return false;
  return /^[A-Za-z0-9]{24,}$/.test(written) && (/\d/.test(written) ? hasBoth(written) : /^[a-z]+$/.test(written));
}

/** `token=abc123` on a line of its own or in a query: short, and yet with a digit; no argument of a call. */
function isShortToken(text: string, name: Name, value: Literal, written: string): boolean {
  if (value.quoted || value.start !== name.end + 1 || text.charAt(name.end) !== "=") return false;
  if (!/^[A-Za-z0-9_-]{6,40}$/.test(written) || !hasBoth(written)) return false;
  const before = text.charAt(name.start - 1);
  const named = text.slice(name.start, name.end);
  if (before === "?" || before === "&") return /(?:token|key|auth|sid|session|secret)$/i.test(named);
  return (before === "" || before === "\n" || before === " ") && isAlone(text, value) && /token$/i.test(named);
}

/** No call goes on behind the value, and it is no name with a number (`token1`). */
function isAlone(text: string, value: Literal): boolean {
  const after = text.charAt(value.end);
  return (after === "" || " \n\r;&".includes(after)) && !/^[a-z]{3,}\d$/i.test(text.slice(value.start, value.end));
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
