import type { Detector } from "../detector.js";
import { callingCode } from "./calling-codes.js";
import { beginsAt, countDigits, isDigit, isDigitAt, isLetterAt, isWordAt, mayBegin } from "./chars.js";
import { hasMachineKey, textAfter, textBefore } from "./context.js";
import { dottedEnd } from "./ip.js";
import {
  hasDigits,
  isAreaAt,
  isDateAt,
  isPartOfMore,
  isSeparatorAt,
  parametersEnd,
  readNumber,
  type WrittenNumber,
} from "./phone-number.js";
import { isSpokenOf, keyContext } from "./phone-words.js";

/** ITU-T E.164: a country code and a subscriber number; fewer than seven digits reach nobody from abroad. */
const LEAST_INTERNATIONAL = 7;
const MOST_INTERNATIONAL = 15;
/** Shorter ones are dialled too, but so many other numbers are as short. */
const LEAST_NATIONAL = 5;
/** No plan has fewer digits. */
const LEAST_PLANNED = 6;
/** A word that speaks for a run of digits without groups: the longest, unless a trunk zero stands at its front. */
const MOST_SPOKEN = 12;
/** Plans grow by a digit now and then: one more than the table says belongs to the number. */
const SLACK = 1;

/** What may stand behind a first digit that stands alone: `8 (495) ...`, `1-800-...`. */
const GAPS = " -./()~";

/** How a national number looks that needs no word beside it: its digits and its groups must both fit. */
type Plan = { readonly digits: RegExp; readonly shape: RegExp };

const FREE_STANDING: readonly Plan[] = [
  // North American Numbering Plan: area and exchange begin with 2 to 9. Blanks alone are amounts as well.
  { digits: /^1?[2-9]\d{2}[2-9]\d{6}$/, shape: /^(?:1[-. ])?(?:\(3\) ?3[-. ]?4|3[-./]3[-.]4|3-3 4|3\) ?3[-. ]4)$/ },
  { digits: /^1[2-9]\d{2}[2-9]\d{6}$/, shape: /^1 3 3 4$/ },
  { digits: /^1?\d{10}$/, shape: /^(?:1[-. ])?(?:\(3\) ?3-4|3(?<gap>[-.])3\k<gap>4)$/ },
  { digits: /^[2-9]\d{2}[2-9]\d{6}$/, shape: /^10$/ },
  // A trunk zero and an area in brackets or before a separator, then groups.
  {
    digits: /^0[1-9]\d{6,9}$/,
    shape: /^\(?[2-6]\)?[- /]{1,3}(?:[3-8]|[2-4][ -][2-5]|[2-4][ -][2-4][ -][2-4]|2[ -]2[ -]2[ -]2)$/,
  },
  { digits: /^0[1-9]\d{8}$/, shape: /^2(?<gap>[ .-])2\k<gap>2\k<gap>2\k<gap>2$/ },
  { digits: /^0[1-9]\d{8,9}$/, shape: /^1[01]$/ },
  { digits: /^01[5-7]\d{9}$/, shape: /^12$/ },
  // The trunk prefix before the bracket: `0 (917) 123 4567`, `01 (33) 3461 2234`.
  { digits: /^0[1-9]\d{9}$/, shape: /^1 ?\(3\) ?(?:7|3[- ]?4|3[- ]2[- ]2)$/ },
  { digits: /^01[1-9]\d{9}$/, shape: /^2 ?\((?:2\) ?4[- ]4|3\) ?3[- ]4)$/ },
  // An area in brackets.
  { digits: /^[1-9]\d{7,10}$/, shape: /^\([1-5]\) ?(?:[2-5][- ][2-4](?:[- ][2-4])?|6|7|8)$/ },
  // Groups that amounts do not have: 3-4 and 4-4 with a hyphen, pairs at the end.
  { digits: /^[2-9]\d{6}$/, shape: /^3-4$/ },
  { digits: /^(?!19|20)[2-9]\d{7}$/, shape: /^4-4$/ },
  { digits: /^[2-9]\d{7}$/, shape: /^2(?<gap>[.-])2\k<gap>2\k<gap>2$/ },
  { digits: /^[2-9]\d{9}$/, shape: /^3(?<gap>[ .-])3\k<gap>2\k<gap>2$/ },
  { digits: /^0[1-9]\d{5,9}$/, shape: /^\(1\)/ },
  // Mobile numbers of China, and Russia's with the trunk 8.
  { digits: /^1[3-9]\d{9}$/, shape: /^(?:11|3[- ]4[- ]4)$/ },
  { digits: /^8\d{10}$/, shape: /^1[ -]?(?:\(?3\)?[ -]?3|\(4\)[ -]?2|\(5\)[ -]?1)[ -]2[ -]2$/ },
];

/** Groups with blanks, which amounts, ranges and measurements have as well: only in a sentence, or as a whole value. */
const IN_SENTENCE: Plan = { digits: /^(?!0{2})\d{6,11}$/, shape: /^[1-7](?:[ -][2-7]){1,4}$/ };
const RANGE_OR_SSN = /^(?:(\d{1,2})-\1|3[ -]2[ -]4)$/;

const PLUS = 43;
const BRACKET = 40;
const COLON = 58;
const DOT = 46;
const MOST_SIGNS = 3;

/** Telephone numbers: international with `+`, `00` or `tel:` (E.164, RFC 3966), national by plan or by the words beside. */
export const phone: Detector = {
  name: "phone",
  anchors: "+(0123456789",
  follows: (before, anchor) => !isDigit(anchor) || mayBegin(before),
  precedes: (next, anchor) => isDigit(next) || (isDigit(anchor) ? GAPS : "+(").includes(next || "a"),
  find(text, at, found) {
    const sign = text.charCodeAt(at);
    // Called at the first of several signs: the last one opens the number.
    if (sign === PLUS) return findInternational(text, lastOf(PLUS, text, at), found);
    if (sign === BRACKET) {
      const start = lastOf(BRACKET, text, at);
      if (isAreaAt(text, start) && isDigitAt(text, start + 1) && !isLaterGroup(text, start))
        findNational(text, start, found);
    } else if (!isDigitAt(text, at - 1) && beginsAt(text, at) && !isLaterGroup(text, at) && mayBeNumber(text, at)) {
      findNational(text, at, found);
    }
  },
};

function lastOf(sign: number, text: string, at: number): number {
  let last = at;
  while (last - at < MOST_SIGNS && text.charCodeAt(last + 1) === sign) last++;
  return last;
}

/** A look at the digits ahead, for most numbers of a text are too short. `tel:` alone makes those numbers. */
function mayBeNumber(text: string, at: number): boolean {
  return hasDigits(text, at, LEAST_NATIONAL) || isTelUri(text, at);
}

function findInternational(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  if (!beginsAt(text, at) || !(isDigitAt(text, at + 1) || text.charCodeAt(at + 1) === BRACKET)) return;
  if (!hasDigits(text, at, LEAST_NATIONAL)) return;
  const first = readNumber(text, at, MOST_INTERNATIONAL + 3);
  if (first === undefined) return;
  const code = callingCode(first.digits);
  if (code === undefined || first.digits.length < LEAST_INTERNATIONAL) {
    if (isAnnounced(text, first)) found(first.start, first.end, "PHONE");
    return;
  }
  // `(0)` is the trunk prefix, written for callers from within; it counts as one digit more.
  const trunk = first.shape.includes("(1)") ? 1 : 0;
  const most = Math.min(MOST_INTERNATIONAL + 1, code.code.length + code.most + trunk + SLACK);
  const number = first.digits.length > most ? (readNumber(text, at, most) ?? first) : first;
  const chosen = number.digits.length >= LEAST_INTERNATIONAL ? number : first;
  if (chosen.digits.length > MOST_INTERNATIONAL + trunk || isWordAt(text, chosen.end)) return;
  if (isTelUri(text, at)) found(at - TEL.length, parametersEnd(text, chosen.end), "PHONE");
  else found(chosen.start, chosen.end, "PHONE");
}

/** Of no country, or shorter than a number of a country is: a key or, where it is long enough, a word must say it. */
function isAnnounced(text: string, { start, end, digits }: WrittenNumber): boolean {
  const key = keyContext(text, start);
  if (key !== "none") return key === "key";
  return digits.length >= LEAST_INTERNATIONAL && isSpokenOf(text, start, end);
}

/** What stands before reads this group as well: `+`, or digits and at most two signs. */
function isLaterGroup(text: string, at: number): boolean {
  let index = at - 1;
  // The call for the bracket reads the number.
  if (isAreaAt(text, index)) return true;
  while (at - index <= 2 && index >= 0 && isSeparatorAt(text, index)) index--;
  return isDigitAt(text, index) || text.charCodeAt(index) === PLUS;
}

const TEL = "tel:";

function isTelUri(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== COLON || !isLetterAt(text, at - 2)) return false;
  if (isWordAt(text, at - TEL.length - 1)) return false;
  return text.slice(Math.max(0, at - TEL.length), at).toLowerCase() === TEL;
}

function findNational(text: string, at: number, found: Parameters<Detector["find"]>[2]): void {
  const isLink = isChatLink(text, at);
  if ((isInsideMore(text, at) && !isLink) || isDateAt(text, at) || isAddressAt(text, at)) return;
  const number = readNumber(text, at);
  if (number === undefined) return;
  if (isTelUri(text, at)) return found(at - TEL.length, parametersEnd(text, number.end), "PHONE");
  if (number.digits.length < LEAST_NATIONAL || isPartOfMore(text, number.end) || isNoNumber(number)) return;
  if (isLink) return found(at, number.end, "PHONE");
  if (isAccepted(text, number)) found(at, number.end, "PHONE");
}

/** Four numbers of an address of the network; five are a number in pairs. */
function isAddressAt(text: string, at: number): boolean {
  const first = countDigits(text, at, 4);
  if (first > 3 || text.charCodeAt(at + first) !== DOT) return false;
  const end = dottedEnd(text, at);
  return end !== -1 && !(text.charCodeAt(end) === DOT && isDigitAt(text, end + 1));
}

const AMOUNT_SIGNS = "$€£#@";
const SIGNS_OF_NUMBERS = "-./:+,=";
const SIGNS_OF_NAMES = "-./";

/** A hyphen, a dot, a slash or a sign of a name stands before: part of an identifier, a path, an amount, a product. */
function isInsideMore(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  if (before === " ") return isFactor(text, at);
  if (before === "") return false;
  if (SIGNS_OF_NUMBERS.includes(before) && isDigitAt(text, at - 2)) return true;
  return AMOUNT_SIGNS.includes(before) || (SIGNS_OF_NAMES.includes(before) && isWordAt(text, at - 2));
}

/** `x * 9876543210`: a product; but a star alone before is one of a list. */
const isFactor = (text: string, at: number) =>
  text.charCodeAt(at - 2) === 42 && text.charCodeAt(at - 3) === 32 && /[\w\])]/.test(text.charAt(at - 4));

/** The origin of a session (RFC 8866, 5.2) with its identifier: `o=- 4227147428`. */
const SESSION_BEFORE = /(?:^|[\n"'])o=[^\s"']{1,24} $/;

/** A bare run of digits as the value of a key is what the key says, unless a trunk zero stands at its front. */
function isValueOfOther(text: string, number: WrittenNumber): boolean {
  if (text.charCodeAt(number.start - 1) === 32 && SESSION_BEFORE.test(textBefore(text, number.start, 32))) return true;
  if (text.charAt(number.end) === ":" || hasMachineKey(text, number.start)) return true;
  if (/["']$/.test(text.slice(number.start - 1, number.start)) && /["'\\]/.test(text.charAt(number.end))) return false;
  return !number.digits.startsWith("0") && /[\w"'\\\]]\s?[=:]\s?["'\\]{0,4}$/.test(textBefore(text, number.start, 8));
}

/** Two letters may be a pair of hexadecimal digits; three, or a short word that stands before numbers, are not. */
const SENTENCE_BEFORE = /(?:[a-z\u00c0-\uffff]{3}|\b(?:is|to|at|on|me|us|by|or|no))[:,]? $/i;

/** A word and a blank before and no further number after, or quotes on both sides, or nothing else at all. */
function isInSentence(text: string, number: WrittenNumber): boolean {
  if (isWhole(text, number)) return true;
  const before = text.slice(Math.max(0, number.start - 5), number.start);
  const after = text.slice(number.end, number.end + 2);
  if (/["'>]$/.test(before)) return /^[\\"'<]/.test(after);
  return SENTENCE_BEFORE.test(before) && /^(?:$|[.,;!?)]|\s[^\d(*])/.test(after);
}

/** A sentence that begins with the number goes on. */
const CLAUSE_AFTER = /^[,;] [a-z]/;

/** The text is nothing but the number, in brackets or quotes perhaps. */
function isWhole(text: string, number: WrittenNumber): boolean {
  if (number.start > 1) return false;
  return text.length - number.end <= 1 || CLAUSE_AFTER.test(text.slice(number.end, number.end + 3));
}

const UNIT_AFTER =
  /^\s?(?:bytes?|[kmgt]i?b|[mun]?s|secs?|seconds?|minutes?|px|tokens?|rows?|items?|records?|lines?|ops|requests?|%|km|kg|usd|eur|dollars?|euros?|[€$£])(?![A-Za-z])/i;

/** Links of messengers that end in the number of a person. */
const CHAT_LINK = /(?:wa\.me\/|whatsapp\.com\/send\?phone=|viber:\/\/chat\?number=|sms:|smsto:|callto:)$/i;

const LINK_SIGNS = "/=:";

function isChatLink(text: string, at: number): boolean {
  if (!LINK_SIGNS.includes(text.charAt(at - 1) || " ") || !hasDigits(text, at, LEAST_INTERNATIONAL)) return false;
  return CHAT_LINK.test(textBefore(text, at, 24));
}

const DATE_OR_TIME =
  /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,6}|(?:0?[1-9]|[12]\d|3[01])(?:0?[1-9]|1[0-2])(?:19|20)\d{2})$/;
const DATE_SHAPE = /^(?:4(?<a>[-/. ])2\k<a>2|2(?<b>[-/. ])2\k<b>4|8|8[ -]6|14|1(?<c>[-/.])2\k<c>4|2(?<d>[-/.])1\k<d>4)/;
const DECIMAL = /^\d{1,18}\.\d{1,18}$/;
const BOOK = /^97[89]\d{10}$/;

/** Dates, decimals, book numbers: what groups of digits mean when they mean something else. */
function isNoNumber(number: WrittenNumber): boolean {
  if (DATE_SHAPE.test(number.shape) && DATE_OR_TIME.test(number.digits.slice(0, 14))) return true;
  return DECIMAL.test(number.shape) || BOOK.test(number.digits);
}

/** A key that names a telephone, a number of a plan, or words beside a number that is long enough or in groups. */
function isAccepted(text: string, number: WrittenNumber): boolean {
  const { start, end, digits } = number;
  const isGrouped = !isBare(number);
  // Nothing but a key speaks for a short run of digits.
  const isShort = !isGrouped && digits.length < LEAST_INTERNATIONAL;
  const key = keyContext(text, start);
  if (key === "key") return digits.length <= MOST_INTERNATIONAL;
  if (isShort || UNIT_AFTER.test(textAfter(text, end, 12))) return false;
  if (isFreeStanding(text, number)) return true;
  if (key === "record" || digits.length > MOST_INTERNATIONAL) return false;
  return (isGrouped || digits.length <= MOST_SPOKEN || digits.startsWith("0")) && isSpokenOf(text, start, end);
}

const isBare = ({ shape }: WrittenNumber) => shape.length < 3 && isDigitAt(shape, 0);

function isFreeStanding(text: string, number: WrittenNumber): boolean {
  const bare = isBare(number);
  if (number.digits.length < LEAST_PLANNED) return false;
  if (number.extension && number.digits.length >= 7 && number.digits.length <= 11) return true;
  if (bare && isValueOfOther(text, number)) return false;
  if (/^(?:00|011)[1-9]\d{6,14}$/.test(number.digits)) return !bare || number.digits.length > 11;
  if (FREE_STANDING.some((plan) => plan.digits.test(number.digits) && plan.shape.test(number.shape))) return true;
  if (bare && number.digits.length === 10) return /^[2-9]/.test(number.digits) && isWhole(text, number);
  if (!IN_SENTENCE.digits.test(number.digits) || !IN_SENTENCE.shape.test(number.shape)) return false;
  if (RANGE_OR_SSN.test(number.shape) || /(?<!\d)(?:19|20)\d{2}(?!\d)/.test(text.slice(number.start, number.end)))
    return false;
  return isInSentence(text, number);
}
