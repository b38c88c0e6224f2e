import type { Detector } from "../detector.js";
import { isAlphanumeric, isWordish, runEnd } from "./secret-chars.js";

const PART_LIMIT = 8192;
/** A JWE in compact form has five parts, a JWS three. */
const PARTS_AFTER_HEADER = 4;

/**
 * JSON Web Tokens (RFC 7519, compact JWS and JWE): base64url parts joined by dots, the first of which decodes to a text
 * that begins with `{"`, hence begins with `eyJ`. A vendor's prefix before it (`ops_eyJ`) belongs to the token. Anchored
 * at the first dot; the parts around dots are disjoint, so that the whole is linear.
 */
export const jwt: Detector = {
  name: "jwt",
  anchors: ".",
  find(text, at, found) {
    const floor = Math.max(0, at - PART_LIMIT);
    let start = at;
    while (start > floor && isWordish(text, start - 1)) start--;
    if (at - start < 12) return;
    const header = text.slice(start, Math.min(at, start + 48)).indexOf("eyJ") + start;
    if (header < start || at - header < 10) return;
    if (header > start && isAlphanumeric(text, header - 1)) return;
    let end = at;
    for (let parts = 0; parts < PARTS_AFTER_HEADER && text.charCodeAt(end) === 0x2e; parts++) {
      const partEnd = runEnd(text, end + 1, PART_LIMIT, isWordish);
      if (parts === 0 && partEnd - end < 8) return;
      if (partEnd === end + 1) break;
      end = partEnd;
    }
    found(start, end, "SECRET");
  },
};
