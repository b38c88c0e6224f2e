import type { Detector } from "../detector.js";
import { curlUser, identifiedBy, passwordOption } from "./command-secret.js";
import { CREDENTIAL_HEADERS } from "./credential-headers.js";
import { isPlaceholder } from "./placeholder.js";
import { except, isAlphanumeric, isTokenish, looksRandom, runEnd } from "./secret-chars.js";

const NAME_LIMIT = 32;
const VALUE_LIMIT = 256;
const LONG_LIMIT = 8192;

/** Schemes before the credential (the IANA registry of HTTP authentication schemes, and those in common use). */
const SCHEME =
  /(?:bearer|basic|digest|negotiate|ntlm|token|apikey|api-key|key|dpop|hoba|hmac|aws4-hmac-sha256|genie[kK]ey|sso-key|bot|splunk|snyk|discogs)[ \t]{1,4}/iy;

const isHeaderName = (text: string, at: number): boolean => isAlphanumeric(text, at) || text.charCodeAt(at) === 0x2d;
const isVisible = except("\"'`\\<>");
const isValue = (text: string, at: number): boolean =>
  isVisible(text, at) || text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
/** A colon before a blank is that of the next header. */
const isHeaderValue = (text: string, at: number): boolean =>
  isValue(text, at) && (text.charCodeAt(at) !== 0x3a || text.charCodeAt(at + 1) !== 0x20);
const isLong = (text: string, at: number): boolean => isValue(text, at) && text.charCodeAt(at) !== 0x3a;

/** The end of a header's value. One that holds no colon, hence no second header, may be long. */
function valueEndOf(text: string, start: number): number {
  const end = runEnd(text, start, VALUE_LIMIT, isHeaderValue);
  return end - start < VALUE_LIMIT ? end : Math.max(end, runEnd(text, start, LONG_LIMIT, isLong));
}

/** A name, a path of names or a type in place of a value. */
const CODE = /^[A-Za-z_.$]{1,64}(?:$|[ \t]{0,4}[,;()}\]|?&!])/;

/** Whether a quote closes at `at` after the colon and the text goes on in words: `b'Authorization:' not in sent`. */
const closesQuote = (text: string, at: number): boolean =>
  /^["'`](?: [a-z]{1,8}\b|[),\]])/.test(text.slice(at, at + 10));

/** `Authorization: …` and its like; the span begins after the scheme. */
function header(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  let end = at;
  while (end > 0 && at - end < 4 && " \t\"'\\]".includes(text.charAt(end - 1))) end--;
  // The last letters of those names: most colons end here.
  if (end === 0 || !"enyENY".includes(text.charAt(end - 1))) return;
  let start = end;
  while (start > 0 && end - start < NAME_LIMIT && isHeaderName(text, start - 1)) start--;
  const name = text.slice(start, end).toLowerCase();
  if (!CREDENTIAL_HEADERS.has(name)) return;
  if (closesQuote(text, at + 1)) return;
  let from = at + 1;
  while (from < text.length && from - at < 8 && " \t\"'`\\=>".includes(text.charAt(from))) from++;
  SCHEME.lastIndex = from;
  const scheme = SCHEME.exec(text);
  const valueStart = from + (scheme?.[0].length ?? 0);
  const valueEnd = valueEndOf(text, valueStart);
  const value = text.slice(valueStart, valueEnd).trimEnd();
  if (value.length < 4 || isPlaceholder(value.slice(0, 64))) return;
  const bare = scheme === null && !"\"'`".includes(text.charAt(from - 1));
  if (!/^[A-Za-z0-9._%+/-]/.test(value) || (bare && CODE.test(value.slice(0, 128)))) return;
  if (name.endsWith("cookie") && !value.includes("=")) return;
  found(valueStart, valueStart + value.length, "SECRET");
}

/** Letters and digits, too few to tell whether they are random: no version, no name with a number. */
const isPlain = (written: string, length: number): boolean =>
  length === 6 && /^[A-Za-z0-9]{10,64}$/.test(written) && /[A-Za-z]/.test(written) && /\d{3}/.test(written);

/** `Bearer` or `Basic` before a credential, in prose, code and logs. */
function bareScheme(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  if (isAlphanumeric(text, at - 1)) return;
  const word = text.slice(at, at + 6).toLowerCase();
  const length = word === "bearer" ? 6 : word.startsWith("basic") ? 5 : 0;
  if (length === 0 || text.charCodeAt(at + length) !== 0x20) return;
  const start = at + length + 1;
  const end = runEnd(text, start, LONG_LIMIT, isTokenish);
  const least = length === 5 ? 12 : 8;
  // The scheme again at its end: a text that repeats itself.
  if (text.startsWith(text.slice(at, start - 1), end - length)) return;
  if (end - start < least || isPlaceholder(text.slice(start, end))) return;
  const padded = length === 5 && (end - start) % 4 === 0 && text.charAt(end - 1) === "=";
  if (padded || looksRandom(text, start, end, least) || isPlain(text.slice(start, end), length))
    found(start, end, "SECRET");
}

/** What a command or a statement holds at one of its anchors. */
function commandSecret(text: string, at: number, character: string): readonly [start: number, end: number] | null {
  const next = text.charAt(at + 1);
  if (character === "-") return next === "p" ? passwordOption(text, at) : curlUser(text, at);
  return next === "y" || next === "Y" ? identifiedBy(text, at) : null;
}

/**
 * Credentials in HTTP headers, cookies included, bare `Bearer` and `Basic`, and those of commands: curl's `-u`, `-p` of
 * MySQL's clients and of sshpass, SQL's `IDENTIFIED BY`.
 */
export const authHeader: Detector = {
  name: "auth-header",
  anchors: ":=bB-",
  follows: (before, anchor) => !"bB".includes(anchor) || !isAlphanumeric(before, 0),
  precedes: (next, anchor) => {
    if ("bB".includes(anchor)) return /[eay]/i.test(next);
    return anchor !== "-" || /[up-]/.test(next);
  },
  find(text, at, found) {
    const character = text.charAt(at);
    const range = commandSecret(text, at, character);
    if (range !== null) found(range[0], range[1], "SECRET");
    else if (character === "b" || character === "B") bareScheme(text, at, found);
    else if (character !== "-") header(text, at, found);
  },
};
