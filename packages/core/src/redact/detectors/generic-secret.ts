import type { Detector } from "../detector.js";
import { isPlaceholder } from "./placeholder.js";
import {
  ALPHANUMERIC,
  isAlphanumeric,
  isDigit,
  isLetter,
  isUuid,
  looksRandom,
  makeup,
  oneOf,
  runEnd,
} from "./secret-chars.js";
import { vendorToken } from "./secret-prefix.js";
import { INNER_MARKS } from "./vendor-prefixes.js";

const TOKEN_LIMIT = 256;
const CONTEXT = 48;

/** Words that announce a credential on the same line. */
const ANNOUNCES =
  /(?:password|passwd|passphrase|passcode|pwd|secret|api[ _-]?key|access[ _-]?key|private[ _-]?key|auth[ _-]?token|access[ _-]?token|api[ _-]?token|bearer|credentials?|token|(?:^|[ -])key)[ "'`-]{1,4}(?:(?:is|was|are|to|of|be|as|for)[ "'`:]{1,4})?$/i;

const SHAPES: readonly RegExp[] = [
  // Mailchimp: hexadecimal and the data centre.
  /^[0-9a-f]{32}-us\d{1,2}$/,
  // Discord: base64url of the user's number, of the time, and the signature.
  /^[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,45}$/,
  // Telegram: after the bot's number and a colon.
  /^\d{8,10}:[\w-]{35}$/,
  // Twilio: account and key, two letters and hexadecimal.
  /^(?:AC|SK)[0-9a-z]{32}$/,
  // Azure AD: client secret, the fixed `Q~` in the middle.
  /^[\w~.-]{3}\dQ~[\w~.-]{31,34}$/,
  // Mailgun: signing keys, three groups of hexadecimal.
  /^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$/,
  // Airtable: personal access tokens, the identifier and 64 hexadecimal digits.
  /^pat[A-Za-z0-9]{14}\.[0-9a-f]{64}$/,
  // Vault before version 1.10: service tokens.
  /^s\.[A-Za-z0-9]{24}$/,
  // MaxMind: licence keys.
  /^[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk$/,
  // A JWT or a JSON object in base64 once more.
  /^ZXlK[A-Za-z0-9+/_-]{60,250}={0,2}$/,
  // Keys of Azure storage: 64 bytes in base64.
  /^[A-Za-z0-9+/]{86}==$/,
];

const isTokenOrColon = oneOf(`${ALPHANUMERIC}_-.+/=~:`);

/** Where the letters begin that lead to `at`, not before `floor`. */
function alphanumericStart(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && isAlphanumeric(text, start - 1)) start--;
  return start;
}

const isGap = oneOf(" \"'`:-");
const isLead = oneOf(":=/");

function hasShape(token: string): boolean {
  if (SHAPES.some((shape) => shape.test(token))) return true;
  return token.length > 39 && token.length < 200 && INNER_MARKS.some((mark) => token.includes(mark));
}

/** Whether the text just before a token announces a credential. */
function isAnnounced(text: string, start: number): boolean {
  let gap = start;
  while (start - gap < 8 && isGap(text, gap - 1)) gap--;
  // A quote before a colon is JSON's: there the key's name decides.
  if (gap === start || !isLetter(text, gap - 1) || (text.charAt(gap) === '"' && text.charAt(gap + 1) === ":"))
    return false;
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
    const end = runEnd(text, start, TOKEN_LIMIT, isTokenOrColon);
    if (end - start < 6) return;
    const first = alphanumericStart(text, at, start);
    const vendor = vendorToken(text, first);
    if (vendor > at) return found(first, vendor, "SECRET");
    if (end - start >= TOKEN_LIMIT) return;
    while (start < at && isLead(text, start)) start++;
    if (end - start >= 20 && hasShape(text.slice(start, end))) return found(start, end, "SECRET");
    if (!isAnnounced(text, start)) return;
    if (isPlaceholder(text.slice(start, end))) return;
    const made = makeup(text, start, end);
    if (
      isUuid(text, start, end) ||
      looksRandom(text, start, end, 8) ||
      (made.lower + made.upper > 0 &&
        made.digits > 0 &&
        /(?:pass|pwd)/i.test(text.slice(Math.max(0, start - 24), start)))
    ) {
      found(start, end, "SECRET");
    }
  },
};
