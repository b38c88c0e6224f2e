import type { Detector } from "../detector.js";
import { beginsAt, countDigits, isDigit, isDigitAt, isHex, isHexAt, isLetterAt, isWordAt } from "./chars.js";

/** Words and signs before four numbers that make them a version or a section, not an address. */
const VERSION_BEFORE =
  /(?:\b(?:version|ver|release|rev|revision|build|firmware|driver|sdk|section|sec|chapter|clause|oid)\W{0,3}|\bv|[=~<>!]=|[~^§]|(?:Chrome|Chromium|Safari|Edge?|OPR|Version|Electron|CriOS|Firefox)\/)$/i;
/** Two words of code with `::` between them are no longer than this. */
const LONGEST_WORDS = 10;
/** What makes a lone `::` the unspecified address and not an operator. */
const ADDRESS_BEFORE =
  /\b(?:ip|ip_?v6|src|dst|source|dest|addr|address|bind|bound|listen|listening|host|local|remote|unspecified|on|client_ip|from|to)\W{0,4}$/i;

/** IPv4 in dotted decimals, with its prefix length (RFC 4632) when one follows; not versions, sections or OIDs. */
export const ipv4: Detector = {
  name: "ipv4",
  anchors: ".",
  follows: isDigit,
  precedes: isDigit,
  find(text, at, found) {
    let start = at;
    while (at - start < 4 && isDigitAt(text, start - 1)) start--;
    if (start === at || !isDigitAt(text, at + 1)) return;
    const end = dottedEnd(text, start);
    if (end === -1 || !beginsAt(text, start) || !endsAddress(text, end)) return;
    const before = text.charCodeAt(start - 1);
    // `+238.222.67.38` is a telephone number; `to+192.0.2.7` has a blank as a form sends it.
    if (before === 43 && !isWordAt(text, start - 2)) return;
    if (before === 46 || (before === 45 && isWordAt(text, start - 2) && !isDigitAt(text, start - 2))) return;
    if (VERSION_BEFORE.test(text.slice(Math.max(0, start - 16), start))) return;
    found(start, prefixEnd(text, end, 32), "IP");
  },
};

/** IPv6 in all forms of RFC 4291, 2.2 and RFC 5952, with zone (RFC 4007) and prefix length; not times or MAC addresses. */
export const ipv6: Detector = {
  name: "ipv6",
  anchors: ":",
  precedes: (next) => next === ":" || isHex(next),
  find(text, at, found) {
    const double = text.charCodeAt(at + 1) === 58;
    let start = at;
    while (at - start < 5 && isHexAt(text, start - 1)) start--;
    if (at - start > 4 || (start === at && !double) || (!double && !isHexAt(text, at + 1))) return;
    if (!beginsAt(text, start) || text.charCodeAt(start - 1) === 58 || text.charCodeAt(start - 1) === 46) return;
    const end = ipv6End(text, start);
    if (end === -1 || !endsAddress(text, end)) return;
    const isOperator = end - start <= 2 || !hasDigit(text, start, end) || isSlice(text, start, end);
    if (isOperator && !isBareAddress(text, start, end)) return;
    found(start, prefixEnd(text, zoneEnd(text, end), 128), "IP");
  },
};

/** The end of `d.d.d.d` with each number at most 255, or -1. */
export function dottedEnd(text: string, start: number): number {
  let index = start;
  for (let part = 0; part < 4; part++) {
    const length = countDigits(text, index, 4);
    if (length === 0 || length > 3 || Number(text.slice(index, index + length)) > 255) return -1;
    index += length;
    if (part === 3) return index;
    if (text.charCodeAt(index) !== 46) return -1;
    index++;
  }
  return -1;
}

/** Nothing that makes the address longer follows: no letter or digit, no further part, no `-beta`. */
function endsAddress(text: string, end: number): boolean {
  if (isWordAt(text, end)) return false;
  const next = text.charCodeAt(end);
  if (next === 46) return !isDigitAt(text, end + 1);
  if (next === 45) return !isLetterAt(text, end + 1);
  return true;
}

/** RFC 4291, 2.2: eight groups of four hexadecimal digits, one `::` for groups of zeros, the last two as IPv4. */
function ipv6End(text: string, start: number): number {
  let index = start;
  let groups = 0;
  let compressed = false;
  let shortGroups = 0;
  while (groups < 8) {
    if (text.charCodeAt(index) === 58 && text.charCodeAt(index + 1) === 58) {
      if (compressed) return -1;
      compressed = true;
      index += 2;
      if (!isHexAt(text, index)) break;
    } else if (groups > 0) {
      if (text.charCodeAt(index) !== 58 || !isHexAt(text, index + 1)) break;
      index++;
    }
    const dotted = groups <= 6 && (compressed || groups === 6) ? dottedEnd(text, index) : -1;
    if (dotted !== -1) {
      index = dotted;
      groups += 2;
      break;
    }
    let length = 0;
    while (length < 5 && isHexAt(text, index + length)) length++;
    if (length === 0 || length > 4) return -1;
    if (length === 2) shortGroups++;
    index += length;
    groups++;
  }
  if (!compressed && text.charCodeAt(index) === 58 && text.charCodeAt(index + 1) === 58) index += 2;
  else if (!compressed && groups !== 8) return -1;
  // Eight pairs are an EUI-64; something that goes on after eight groups is a fingerprint.
  if (groups > 8 || (!compressed && shortGroups === 8)) return -1;
  return text.charCodeAt(index) === 58 && isHexAt(text, index + 1) ? -1 : index;
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (isDigitAt(text, index)) return true;
  return false;
}

/** The longest slice that is told from an address: `rows[100::25]`. */
const LONGEST_SLICE = 8;
const SLICE = /^\d{0,3}::\d{0,3}$/;

/** The steps of a slice in code, `rows[::2]`; but `localhost[::1]` is an address. */
function isSlice(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_SLICE || !isIndex(text, start)) return false;
  const written = text.slice(start, end);
  return written !== "::1" && SLICE.test(written);
}

/** A bracket that opens right behind a name, a call or another index. */
const isIndex = (text: string, start: number) => /[\w\])]\[$/.test(text.slice(Math.max(0, start - 2), start));

/** `::` and groups of letters only (`dead::beef`) are operators in most texts: a prefix, brackets or a word must speak for them. */
function isBareAddress(text: string, start: number, end: number): boolean {
  if (prefixEnd(text, end, 128) > end || (start === 0 && end === text.length)) return true;
  const isHost = text.charAt(start - 1) === "[" && text.charAt(end) === "]" && text.charAt(end + 1) === ":";
  if (isHost && !isIndex(text, start)) return true;
  if (end - start > LONGEST_WORDS) return true;
  const lone = !/[\w\s]{2}/.test(text.slice(end, end + 2)) || text.charCodeAt(end) === 32;
  return lone && ADDRESS_BEFORE.test(text.slice(Math.max(0, start - 20), start));
}

/** RFC 4007, 11: `%` and the name of an interface. */
function zoneEnd(text: string, end: number): number {
  if (text.charCodeAt(end) !== 37 || !isWordAt(text, end + 1)) return end;
  let index = end + 1;
  while (index - end < 33 && (isWordAt(text, index) || (/[.-]/.test(text.charAt(index)) && isWordAt(text, index + 1))))
    index++;
  return index;
}

function prefixEnd(text: string, end: number, limit: number): number {
  if (text.charCodeAt(end) !== 47) return end;
  const length = countDigits(text, end + 1, 4);
  const stop = end + 1 + length;
  if (length === 0 || isWordAt(text, stop) || Number(text.slice(end + 1, stop)) > limit) return end;
  return stop;
}
