import type { Detector } from "../detector.js";
import { textBefore } from "./context.js";
import { isPlaceholder } from "./placeholder.js";
import { except, isAlphanumeric, isTokenish, looksRandom, runEnd } from "./secret-chars.js";

const NAME_LIMIT = 32;
const VALUE_LIMIT = 256;
const LONG_LIMIT = 8192;

/** Headers whose value is a credential whatever it looks like (RFC 9110, 11; RFC 6265). */
const HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "api-key",
  "x-auth-token",
]);

/** Schemes before the credential (the IANA registry of HTTP authentication schemes, and those in common use). */
const SCHEME =
  /(?:bearer|basic|digest|negotiate|ntlm|token|apikey|api-key|key|dpop|hoba|hmac|aws4-hmac-sha256|genie[kK]ey|sso-key|bot|splunk|snyk|discogs)[ \t]{1,4}/iy;

const isHeaderName = (text: string, at: number): boolean => isAlphanumeric(text, at) || text.charCodeAt(at) === 0x2d;
const isVisible = except("\"'`\\<>");
const isValue = (text: string, at: number): boolean =>
  isVisible(text, at) || text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
const isLong = (text: string, at: number): boolean => isValue(text, at) && text.charCodeAt(at) !== 0x3a;

/** The end of a header's value. One that holds no colon, hence no second header, may be long. */
function valueEndOf(text: string, start: number): number {
  const end = runEnd(text, start, VALUE_LIMIT, isValue);
  return end - start < VALUE_LIMIT ? end : Math.max(end, runEnd(text, start, LONG_LIMIT, isLong));
}

/** A name, a path of names or a type in place of a value. */
const CODE = /^[A-Za-z_.$]{1,64}(?:$|[ \t]{0,4}[,;()}\]|?&!])/;

/** `Authorization: …` and its like; the span begins after the scheme. */
function header(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  let end = at;
  while (end > 0 && at - end < 4 && " \t\"'\\]".includes(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start < NAME_LIMIT && isHeaderName(text, start - 1)) start--;
  const name = text.slice(start, end).toLowerCase();
  if (!HEADERS.has(name)) return;
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

/** `Bearer` or `Basic` before a credential, in prose, code and logs. */
function bareScheme(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  if (isAlphanumeric(text, at - 1)) return;
  const word = text.slice(at, at + 6).toLowerCase();
  const length = word === "bearer" ? 6 : word.startsWith("basic") ? 5 : 0;
  if (length === 0 || text.charCodeAt(at + length) !== 0x20) return;
  const start = at + length + 1;
  const end = runEnd(text, start, LONG_LIMIT, isTokenish);
  const least = length === 5 ? 12 : 8;
  if (end - start < least || isPlaceholder(text.slice(start, end))) return;
  const padded = length === 5 && (end - start) % 4 === 0 && text.charAt(end - 1) === "=";
  if (padded || looksRandom(text, start, end, least)) found(start, end, "SECRET");
}

/** `curl -u user:password`, the option's long form, its value in quotes or after `=`. Either half may be empty. */
const CURL_USER =
  /(?:-u|--user|--proxy-user)(?:[ \t]{1,4}|=)?("[^"\n]{4,300}"|'[^'\n]{4,300}'|[^\s"':]{1,128}:[^\s"']{3,256})/y;

function curlUser(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  CURL_USER.lastIndex = at;
  const match = CURL_USER.exec(text);
  const written = match?.[1];
  if (match === null || written === undefined || !textBefore(text, at, 256).includes("curl")) return;
  const colon = written.indexOf(":");
  if (colon === -1 || written.includes(" ")) return;
  const secret = written.slice(colon + 1).replace(/["']$/, "");
  if (isPlaceholder(secret || written.slice(1))) return;
  const start = at + match[0].length - written.length;
  found(start, start + written.length, "SECRET");
}

/** Credentials in HTTP headers, cookies included, bare `Bearer` and `Basic`, and curl's `-u`. */
export const authHeader: Detector = {
  name: "auth-header",
  anchors: ":=bB-",
  find(text, at, found) {
    const character = text.charAt(at);
    if (character === "b" || character === "B") bareScheme(text, at, found);
    else if (character === "-") curlUser(text, at, found);
    else header(text, at, found);
  },
};
