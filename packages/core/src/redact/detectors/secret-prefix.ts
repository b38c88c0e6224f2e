import type { Detector } from "../detector.js";
import { generalToken, WORD_LIMIT } from "./general-token.js";
import { jenkinsSecretEnd } from "./jenkins-secret.js";
import { passwordHashEnd } from "./password-hash.js";
import { isAlphanumeric, isDigit } from "./secret-chars.js";
import { vendorToken } from "./vendor-token.js";

/** Where the token begins in which `text[at]` is the first separator, or -1 when another one is before. */
function startOfFirst(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < WORD_LIMIT && isAlphanumeric(text, start - 1)) start--;
  if (at - start === WORD_LIMIT || (start === at && text.charAt(at) !== "_")) return -1;
  return start;
}

/**
 * Credentials with a vendor's prefix (the table), those whose prefix says what they are, and hashes of passwords. Anchored at separators, and at
 * the `A` and `S` of keys that need hold no digit; prefixes without separator are looked for where a token has its first
 * digit (`generic-secret`).
 */
export const secretPrefix: Detector = {
  name: "secret-prefix",
  anchors: "_-.$AS",
  follows: (before, anchor) => !"AS".includes(anchor) || !isAlphanumeric(before, 0),
  precedes: (next, anchor) => !"AS".includes(anchor) || isAlphanumeric(next, 0),
  find(text, at, found) {
    const hash = text.charAt(at) === "$" ? passwordHashEnd(text, at) : -1;
    if (hash > 0) return found(at, hash, "SECRET");
    const separator = "_-.$".includes(text.charAt(at));
    const start = separator ? startOfFirst(text, at) : at;
    if (start < 0) return;
    const before = start > 0 ? text.charAt(start - 1) : "";
    if (!separator && (isAlphanumeric(text, at - 1) || !isAlphanumeric(text, at + 1))) return;
    const jenkins = separator ? -1 : jenkinsSecretEnd(text, at);
    if (jenkins > 0) return found(at, jenkins, "SECRET");
    const vendor = vendorToken(text, start);
    if (vendor > 0) return found(start, vendor, "SECRET");
    if (!separator || text.charAt(at) === "." || "_-.$+~".includes(before || " ")) return;
    const general = generalToken(text, start);
    if (general > 0 && !isDigit(text, start)) found(start, general, "SECRET");
  },
};
