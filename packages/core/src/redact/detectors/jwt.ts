import type { Detector } from "../detector.js";
import { isAlphanumeric, isWordish, runEnd } from "./secret-chars.js";

const PART_LIMIT = 8192;
/** A JWE in compact form has five parts, a JWS three. */
const PARTS_AFTER_HEADER = 4;
const LEAST_HEADER = 10;
const LEAST_PAYLOAD = 7;
/** Of parts that only begin as an object in base64 does. */
const LEAST_LOOSE = 12;

const SLASH = 0x2f;
const PLUS = 0x2b;
const BACKSLASH = 0x5c;
const EQUAL = 0x3d;

/** Base64url, and what writers of plain base64 or of escapes leave in it. */
const isPart = (text: string, at: number): boolean => {
  if (isWordish(text, at)) return true;
  const code = text.charCodeAt(at);
  return code === SLASH || code === PLUS || code === BACKSLASH;
};

const isEqual = (text: string, at: number): boolean => text.charCodeAt(at) === EQUAL;

/** Where the header begins that ends at the dot `at`, within the run from `start`; or -1. */
function headerStart(text: string, start: number, at: number): number {
  const header = text.slice(start, Math.min(at, start + 48)).indexOf("eyJ") + start;
  if (header >= start) return at - header >= LEAST_HEADER ? header : -1;
  // An object with a space or a line's end after its brace; then the payload has to begin alike.
  return text.startsWith("ey", start) && at - start >= LEAST_LOOSE && text.startsWith("ey", at + 1) ? start : -1;
}

/** The end of the parts after the header's dot, or -1. */
function partsEnd(text: string, at: number): number {
  let end = at;
  for (let parts = 0; parts < PARTS_AFTER_HEADER && text.charCodeAt(end) === 0x2e; parts++) {
    const partEnd = runEnd(text, end + 1, PART_LIMIT, isPart);
    const length = partEnd - end - 1;
    if (parts === 0 && (length < LEAST_PAYLOAD || isPath(text, end + 1))) return -1;
    // Without a signature a token ends in its dot.
    if (length === 0) return parts === 1 && text.startsWith("ey", at + 1) ? end + 1 : end;
    end = partEnd;
  }
  return runEnd(text, end, 2, isEqual);
}

/** Whether a path goes on after the dot: `…/eyJabc.html/x`. */
const isPath = (text: string, from: number): boolean =>
  !text.startsWith("ey", from) && runEnd(text, from, LEAST_PAYLOAD, isWordish) - from < LEAST_PAYLOAD;

/**
 * JSON Web Tokens (RFC 7519, compact JWS and JWE): base64url parts joined by dots, the first of which decodes to a text
 * that begins with `{`, hence begins with `ey`. A vendor's prefix before it (`ops_eyJ`) belongs to the token. Anchored at
 * the first dot; the parts around dots are disjoint, so that the whole is linear.
 */
export const jwt: Detector = {
  name: "jwt",
  anchors: ".",
  follows: (before) => isWordish(before, 0),
  precedes: (next) => isPart(next, 0),
  find(text, at, found) {
    const floor = Math.max(0, at - PART_LIMIT);
    let start = at;
    while (start > floor && isWordish(text, start - 1)) start--;
    if (at - start < LEAST_HEADER) return;
    const header = headerStart(text, start, at);
    if (header === -1 || (header > start && isAlphanumeric(text, header - 1))) return;
    const end = partsEnd(text, at);
    if (end !== -1) found(start, end, "SECRET");
  },
};
