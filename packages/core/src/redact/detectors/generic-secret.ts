import type { Detector } from "../detector.js";
import { standsAsSecret } from "./opaque-value.js";
import { isPlaceholder } from "./placeholder.js";
import {
  ALPHANUMERIC,
  isAlphanumeric,
  isDigit,
  isLetter,
  isTokenish,
  isUuid,
  isWordish,
  looksRandom,
  type Makeup,
  makeup,
  oneOf,
  runEnd,
} from "./secret-chars.js";
import { hasSecretShape } from "./secret-shapes.js";
import { vendorToken } from "./vendor-token.js";

const TOKEN_LIMIT = 256;
const CONTEXT = 48;
/** Shorter words tell nothing. */
const LEAST = 6;

/** Words that announce a credential on the same line. */
const ANNOUNCES =
  /(?:password|passwd|passphrase|passcode|pwd|secret|api[ _-]?key|access[ _-]?key|private[ _-]?key|auth[ _-]?token|access[ _-]?token|api[ _-]?token|bearer|credentials?|token|(?:^|[ -])key)[ "'`-]{1,4}(?:(?:is|was|are|to|of|be|as|for)[ "'`:]{1,4})?$/i;

const isTokenOrColon = oneOf(`${ALPHANUMERIC}_-.+/~:`);

/** Where the letters begin that lead to `at`, not before `floor`. */
function alphanumericStart(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && isAlphanumeric(text, start - 1)) start--;
  return start;
}

const isGap = oneOf(" \"'`:-");
const isLead = oneOf(":=/");

/** The end of a token whose number is parted from its secret by a bar (Facebook's, Laravel Sanctum's), or -1. */
function barredEnd(text: string, start: number, bar: number): number {
  if (text.charAt(bar) !== "|" || bar - start > 20) return -1;
  for (let at = start; at < bar; at++) if (!isDigit(text, at)) return -1;
  const end = runEnd(text, bar + 1, 64, isWordish);
  const length = end - bar - 1;
  return length >= 27 && length <= 48 && looksRandom(text, bar + 1, end, 27) ? end : -1;
}

/** A lockfile's hash of 64 bytes of which the text shows the rest only: it looks like a key of Azure's storage. */
const isCutHash = (text: string, start: number, end: number): boolean => start === 0 && end < text.length;

/** Tokens whose last part may hold signs of equality (Terraform Cloud's, Authress's). */
const GOES_ON = /\.(?:atlasv1\.|acc[_-])/;

const VERSION = /^v?\d{1,5}\.\d{1,5}\.\d{1,5}/;

/** A long run of letters and digits, even one that examples repeat: `abcd1234abcd1234…`. */
const isLongRun = ({ lower, upper, digits, other, distinct }: Makeup, length: number): boolean =>
  length >= 24 && other === 0 && digits > 0 && lower + upper > 0 && distinct >= 4;

/** Whether the text just before a token announces a credential. */
function isAnnounced(text: string, start: number, end: number): boolean {
  let gap = start;
  while (start - gap < 8 && isGap(text, gap - 1)) gap--;
  // A quote before a colon is JSON's: there the key's name decides.
  if (gap === start || !isLetter(text, gap - 1) || (text.charAt(gap) === '"' && text.charAt(gap + 1) === ":"))
    return false;
  // The announcing word again at its end: a text that repeats itself.
  if (text.startsWith(text.slice(Math.max(0, gap - LEAST), gap), end - LEAST)) return false;
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  return ANNOUNCES.test(before.slice(before.lastIndexOf("\n") + 1));
}

/**
 * Credentials without prefix: those of a known shape, those with an inner mark, and random text that the words before it
 * announce (`the password is …`). Anchored at digits: only the first one in a token is looked at, so that each token is
 * read once however long it is.
 */
export const genericSecret: Detector = {
  name: "generic-secret",
  anchors: "0123456789",
  find(text, at, found) {
    if (isDigit(text, at - 1)) return;
    let start = at;
    while (start > 0 && isTokenOrColon(text, start - 1)) {
      if (isDigit(text, start - 1) || at - start > TOKEN_LIMIT) return;
      start--;
    }
    const bodyEnd = runEnd(text, start, TOKEN_LIMIT, isTokenOrColon);
    if (bodyEnd - start < LEAST && !"|$".includes(text.charAt(bodyEnd) || " ")) return;
    // A sign of equality parts a name from its value, unless it fills up base64.
    const padded = runEnd(text, bodyEnd, 2, (t, i) => t.charAt(i) === "=");
    const longer = GOES_ON.test(text.slice(start, bodyEnd));
    const end = longer ? runEnd(text, start, TOKEN_LIMIT, isTokenish) : isAlphanumeric(text, padded) ? bodyEnd : padded;
    const first = alphanumericStart(text, at, start);
    const vendor = vendorToken(text, first);
    if (vendor > at) return found(first, vendor, "SECRET");
    const barred = barredEnd(text, start, bodyEnd);
    if (barred > 0) return found(start, barred, "SECRET");
    if (end - start < LEAST || end - start >= TOKEN_LIMIT) return;
    while (start < at && isLead(text, start)) start++;
    if (end - start >= 20 && hasSecretShape(text.slice(start, end)) && !isCutHash(text, start, end)) {
      return found(start, end, "SECRET");
    }
    if (standsAsSecret(text, start, end)) return found(start, end, "SECRET");
    if (!isAnnounced(text, start, end)) return;
    const written = text.slice(start, end);
    if (isPlaceholder(written) || VERSION.test(written)) return;
    const made = makeup(text, start, end);
    if (
      isUuid(text, start, end) ||
      looksRandom(text, start, end, 8) ||
      isLongRun(made, end - start) ||
      (made.lower + made.upper > 0 &&
        made.digits > 0 &&
        /(?:pass|pwd)/i.test(text.slice(Math.max(0, start - 24), start)))
    ) {
      found(start, end, "SECRET");
    }
  },
};
