import type { Detector } from "../detector.js";
import { isDigitAt, isWord, isWordAt } from "./chars.js";

/** RFC 5321, 4.5.3.1: a local part has 64 octets at most, a domain 255; twice as many where somebody overdoes it. */
const LOCAL_LIMIT = 128;
const DOMAIN_LIMIT = 255;
const QUOTE = 34;
const BLANK = 32;
const USERINFO_REACH = 132;

/**
 * RFC 5322 `atext` and `.`, without the signs that stand between a name and an address in machine texts (`=`, `/`, `?`,
 * braces, back quote). RFC 6531 adds everything outside of ASCII.
 */
const LOCAL_SIGNS = ".%+-|~!#$&'*^";
const DOMAIN_SIGNS = ".-";
const LOCAL_FIRST = /[\w\u00a1-\ufefe]/;
/** A top-level domain: letters of any script, or an A-label (RFC 5890). */
const TOP_LEVEL = /^(?:[A-Za-z\u00a1-\ufefe]{2,24}|xn--[A-Za-z0-9-]{2,59})$/i;
/** A label of a domain, with `_` as hosts of services have it, and up to twice the 63 octets of RFC 1035. */
const LABEL = /^[A-Za-z0-9\u00a1-\ufefe](?:[A-Za-z0-9_\-\u00a1-\ufefe]{0,120}[A-Za-z0-9\u00a1-\ufefe])?$/;
/** A part of an address of the network that stands in place of a domain without brackets. */
const OCTET = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
/** Endings of files that are no top-level domains: `logo@2x.png`. */
const FILE_ENDINGS = new Set(
  "png jpg jpeg gif svg webp bmp ico js mjs cjs jsx ts tsx css scss html json yaml yml toml lock xml".split(" "),
);
/** Accounts of version control, which name nobody: `git@github.com:owner/name`. */
const SERVICE_LOCALS = new Set(["git", "hg", "svn"]);

/** E-mail addresses (RFC 5321, 5322, 6531), quoted local parts and names in other scripts among them. */
export const email: Detector = {
  name: "email",
  anchors: "@",
  // A domain begins with a letter or a digit of any script, an address of the network with a bracket.
  precedes: (next) => next === "" || next === "[" || isWord(next),
  find(text, at, found) {
    const isLiteral = text.charCodeAt(at + 1) === 91;
    if (!isLiteral && (!isNameAt(text, at + 1, "") || text.charCodeAt(at + 1) === 95)) return;
    const end = isLiteral ? literalEnd(text, at + 1) : domainEnd(text, at + 1);
    if (end === -1) return;
    const start = text.charCodeAt(at - 1) === QUOTE ? quotedStart(text, at) : localStart(text, at);
    if (start === -1 || isUrlPassword(text, start) || SERVICE_LOCALS.has(text.slice(start, at))) return;
    found(start, end, "EMAIL");
  },
};

/** A letter, a digit, `_`, one of the signs, or a letter of another script (blanks and signs of Unicode are none). */
function isNameAt(text: string, index: number, signs: string): boolean {
  const code = text.charCodeAt(index);
  if (code < 128) return isWordAt(text, index) || signs.includes(text.charAt(index));
  if (code < 0x1680) return code > 0xa0;
  return (code > 0x1680 && code < 0x2000) || (code >= 0x2c00 && code < 0x2ff0) || (code >= 0x3040 && code < 0xfeff);
}

function localStart(text: string, at: number): number {
  let start = at;
  while (at - start < LOCAL_LIMIT && start > 0 && isNameAt(text, start - 1, LOCAL_SIGNS)) start--;
  if (text.charCodeAt(start - 1) === 92) start += escapeLength(text, start);
  while (start < at && !LOCAL_FIRST.test(text.charAt(start))) start++;
  return start < at ? start : -1;
}

const USER_AND_PASSWORD = /^[^\s/"'<>:]{0,64}:[^\s"'<>]{0,64}$/;

/** `scheme://user:password@host`: what stands before the `@` is a secret, and no local part. */
function isUrlPassword(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - USERINFO_REACH), start);
  const scheme = before.lastIndexOf("://");
  return scheme !== -1 && USER_AND_PASSWORD.test(before.slice(scheme + 3));
}

/** What belongs to a JSON escape whose backslash is before `index`: `n` of `\n`, `u003c` of `\u003c`. */
function escapeLength(text: string, index: number): number {
  if (/^u[\da-f]{4}/i.test(text.slice(index, index + 5))) return 5;
  return "bfnrt".includes(text.charAt(index)) ? 1 : 0;
}

/** Behind one of these a quote opens; what stands behind anything else is the end of something quoted. */
const BEFORE_OPENING = ":;,=([{<>+|?&!'`";

function opensAt(text: string, quote: number): boolean {
  const code = text.charCodeAt(quote - 1);
  return !(code > 32 && code < 128) || code === QUOTE || BEFORE_OPENING.includes(text.charAt(quote - 1));
}

/**
 * The opening quote of `"local part"@`, or -1; a quote that opens before the `@` belongs to a string of JSON or code, as
 * in `from "@scope.name/x"`. Quotes within have lost their backslashes: all of them are even in number, mostly.
 */
function quotedStart(text: string, at: number): number {
  let last = at - 1;
  while (at - last < 4 && text.charCodeAt(last - 1) === QUOTE) last--;
  if (opensAt(text, last)) return text.charCodeAt(last - 1) === BLANK ? paddedStart(text, last) : -1;
  let quotes = 1;
  let uneven = -1;
  for (let index = at - 2; index >= 0 && at - index <= LOCAL_LIMIT; index--) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 13) break;
    if (code !== QUOTE) continue;
    quotes++;
    if (!opensAt(text, index)) continue;
    if (quotes % 2 === 0) return index;
    if (uneven === -1) uneven = index;
  }
  return uneven;
}

/** The start of `"  local part  "@`: the next quote opens, and behind its blanks stands no sign between two strings. */
function paddedStart(text: string, last: number): number {
  const from = Math.max(0, last - LOCAL_LIMIT);
  const quote = text.slice(from, last).lastIndexOf('"');
  const content = text.slice(from + quote + 1, last).trim();
  const isLocal = quote !== -1 && opensAt(text, from + quote) && isNameAt(content, 0, "");
  return isLocal && !content.includes("\n") ? from + quote : -1;
}

/** RFC 5321, 4.1.3: an address of the network in place of a domain. */
function literalEnd(text: string, from: number): number {
  const literal = /^\[(?:IPv6:[\da-f:.]{2,45}|(?:\d{1,3}\.){3}\d{1,3})\]/i.exec(text.slice(from, from + 56));
  return literal ? from + literal[0].length : -1;
}

function domainEnd(text: string, from: number): number {
  let end = from;
  while (end - from < DOMAIN_LIMIT && isNameAt(text, end, DOMAIN_SIGNS)) end++;
  while (end > from && (text.charCodeAt(end - 1) === 46 || text.charCodeAt(end - 1) === 45)) end--;
  if (!isDottedWithin(text, from, end)) return -1;
  const labels = text.slice(from, end).split(".");
  // `a@b.co..uk` or a sentence that goes on without a space: the domain is what stands before the fault.
  const fault = labels.findIndex((label) => !LABEL.test(label));
  if (fault !== -1) labels.length = fault;
  if (labels.length === 4 && labels.every((label) => OCTET.test(label))) return from + labels.join(".").length;
  const top = labels.at(-1);
  if (labels.length < 2 || top === undefined || !TOP_LEVEL.test(top) || FILE_ENDINGS.has(top.toLowerCase())) return -1;
  if (looksLikeVersion(labels)) return -1;
  return from + labels.join(".").length;
}

function isDottedWithin(text: string, from: number, end: number): boolean {
  for (let index = from; index < end; index++) if (text.charCodeAt(index) === 46) return true;
  return false;
}

/** `name@1.2.0-rc.alpha`: numbers first and second, as no domain has them under a top-level name. */
function looksLikeVersion(labels: readonly string[]): boolean {
  const [first = "", second = ""] = labels;
  return labels.length > 2 && /^\d{1,9}$/.test(first) && isDigitAt(second, 0);
}
