import type { Detector } from "../detector.js";
import { ISSUERS } from "./card-issuers.js";
import { beginsAt, countDigits, isDigit, isDigitAt, isGapAt, isWordAt, wordsBefore } from "./chars.js";
import { hasMachineKey, textBefore } from "./context.js";

/** ISO/IEC 7812-1: a primary account number has at most 19 digits; none of a card in use has fewer than 12. */
const SHORTEST = 12;
const LONGEST = 19;
/** How cards are printed and typed, as lengths of groups: fours, or 4-6-5 and 4-6-4 of American Express and Diners Club. */
const GROUPINGS: ReadonlySet<number> = new Set(
  (
    "4-4-4-1 4-4-4-2 4-4-4-3 4-4-4-4 4-4-4-5 4-4-4-6 4-4-4-7 4-4-4-4-1 4-4-4-4-2 4-4-4-4-3 " +
    "4-6-4 4-6-5 4-4-5 6-13 8-8 4-4-8 4-12"
  )
    .split(" ")
    .map((groups) => groups.split("-").reduce((number, length) => number * 16 + Number(length), 0)),
);
/** The groupings in use, as far as they have been read: each with its groups at the front. */
const BEGINNINGS: ReadonlySet<number> = new Set(
  [...GROUPINGS].flatMap((grouping) => [0, 1, 2, 3, 4].map((cut) => Math.floor(grouping / 16 ** cut))),
);
const MOST_GROUPS = 5;
const DOT = 46;
const CARD_WORD =
  /cards?(?![a-z])|card[ _-]?n(?:o|um|umber|r)(?![a-z])|kreditkarte|tarjeta|carte|carta|cart[ãa]o|kort|карт|カード|卡|\b(?:pan|cc|visa|mastercard|maestro|amex|atm)\b/i;
const WORD_REACH = 48;
/** A word for a card that the number was typed on to: `card4242...`. */
const GLUED_WORD = /(?:card|card_?(?:no|num|number)|visa|amex)$/i;

/** Words before a number that fills the rest of the text: `Number is 4242...`. */
const ANNOUNCED = /^\W?(?:(?:the|my|your|his|her) )?number(?: is|:| is:) ?\W?$/i;
const LONGEST_ANNOUNCEMENT = 20;

/** Payment cards: issuer range with its lengths, check digit (ISO/IEC 7812-1, annex B), and the groups in use. */
export const creditCard: Detector = {
  name: "credit-card",
  anchors: "0123456789",
  precedes: isDigit,
  find(text, at, found) {
    if (isDigitAt(text, at - 1)) return;
    const card = readCard(text, at);
    if (card === undefined) return;
    if (!beginsAt(text, at) && !GLUED_WORD.test(textBefore(text, at))) return;
    if ((isDoubtful(text, at, card) || goesOn(text, at, card.end)) && !isSpoken(text, at, card)) return;
    found(at, card.end, "CREDIT_CARD");
  },
};

/** What makes a number of a card's form and check another number, if no word speaks for it. */
function isDoubtful(text: string, at: number, { kind, groups, end }: Card): boolean {
  if (groups > 1) return isInRow(text, at, end);
  if (kind === "unknown" || hasMachineKey(text, at)) return true;
  return kind === "spoken" && !isWhole(text, at, end);
}

/** A word for a card stands before, and nothing but a security code goes on behind. */
function isSpoken(text: string, at: number, { kind, end }: Card): boolean {
  if (kind === "unknown" && hasMachineKey(text, at)) return false;
  const isIdentifier = isWordAt(text, end) && !SECURITY_AFTER.test(text.slice(end, end + 5));
  const isPart = /[-.]/.test(text.charAt(at - 1)) && isWordAt(text, at - 2);
  const isFraction = text.charCodeAt(end) === DOT && isDigitAt(text, end + 1);
  return !isIdentifier && !isPart && !isFraction && CARD_WORD.test(wordsBefore(text, at, WORD_REACH));
}

/** Whether an issuer makes cards of the length: always; `spoken` where a word must say so; or none that is known. */
type Kind = "usual" | "spoken" | "unknown";
type Card = { readonly end: number; readonly groups: number; readonly kind: Kind };

/**
 * The longest run of groups from `start` on that is a card by its check digit (ISO/IEC 7812-1, annex B). What follows a
 * card is often a number as well: a date, a security code, an amount, the next card.
 */
function readCard(text: string, start: number): Card | undefined {
  const first = countDigits(text, start, LONGEST + 1);
  if (first >= SHORTEST) return first > LONGEST ? undefined : readSingle(text, start, first);
  if (first !== 4 && first !== 6 && first !== 8) return undefined;
  const issuer = firstFour(text, start);
  return isIssuer(issuer) && gapLength(text, start + first) > 0 ? readGroups(text, start, first, issuer) : undefined;
}

/** Twelve digits or more in one piece. */
function readSingle(text: string, start: number, length: number): Card | undefined {
  const end = start + length;
  let sum = 0;
  for (let index = end - 1; index >= start; index -= 2) sum += text.charCodeAt(index) - ZERO;
  for (let index = end - 2; index >= start; index -= 2) sum += doubled(text.charCodeAt(index) - ZERO);
  return sum % 10 === 0 ? { end, groups: 1, kind: kindOf(firstFour(text, start), length) } : undefined;
}

function readGroups(text: string, start: number, first: number, issuer: number): Card | undefined {
  // The sums of Luhn's check if the number of digits is odd, and if it is even: no further look at them is needed.
  let odd = 0;
  let even = 0;
  let digits = 0;
  let lengths = 0;
  let end = start;
  let longest: Card | undefined;
  for (let groups = 1; groups <= MOST_GROUPS; groups++) {
    const gap = groups === 1 ? 0 : gapLength(text, end);
    if (groups > 1 && gap === 0) break;
    const length = groups === 1 ? first : countDigits(text, end + gap, LONGEST + 1);
    if (digits + length > LONGEST) break;
    lengths = lengths * 16 + length;
    if (!BEGINNINGS.has(lengths)) break;
    const isDecimal = groups === 2 && gap === 1 && text.charCodeAt(end) === DOT;
    end += gap;
    for (const stop = end + length; end < stop; end++) {
      const digit = text.charCodeAt(end) - ZERO;
      odd += digits % 2 === 0 ? digit : doubled(digit);
      even += digits % 2 === 0 ? doubled(digit) : digit;
      digits++;
    }
    if (isDecimal || !GROUPINGS.has(lengths) || (digits % 2 === 0 ? even : odd) % 10 !== 0) continue;
    const kind = kindOf(issuer, digits);
    if (kind !== "unknown") longest = { end, groups, kind };
  }
  return longest;
}

const ZERO = 48;
const doubled = (digit: number) => (digit > 4 ? digit * 2 - 9 : digit * 2);

const firstFour = (text: string, start: number) =>
  (text.charCodeAt(start) - ZERO) * 1000 +
  (text.charCodeAt(start + 1) - ZERO) * 100 +
  (text.charCodeAt(start + 2) - ZERO) * 10 +
  (text.charCodeAt(start + 3) - ZERO);

/** One or two blanks, a hyphen, a dash or a dot, also a hyphen between blanks; a digit must follow. */
function gapLength(text: string, index: number): number {
  let length = 0;
  while (length < 3 && isGapAt(text, index + length)) length++;
  return length > 0 && isDigitAt(text, index + length) ? length : 0;
}

/** By the first four digits of a number a bit for each length in which its issuer makes cards, or may make them. */
const USUAL = new Int32Array(10_000);
const SPOKEN = new Int32Array(10_000);
for (const { digits, lengths, spoken = [] } of ISSUERS) {
  const [from = "", to = from] = digits.split("-");
  for (let first = Number(from.padEnd(4, "0")); first <= Number(to.padEnd(4, "9")); first++) {
    for (const length of lengths) USUAL[first] = (USUAL[first] ?? 0) | (1 << length);
    for (const length of spoken) SPOKEN[first] = (SPOKEN[first] ?? 0) | (1 << length);
  }
}

const isIssuer = (first: number) => ((USUAL[first] ?? 0) | (SPOKEN[first] ?? 0)) !== 0;

function kindOf(first: number, length: number): Kind {
  if (((USUAL[first] ?? 0) & (1 << length)) !== 0) return "usual";
  return ((SPOKEN[first] ?? 0) & (1 << length)) !== 0 ? "spoken" : "unknown";
}

/** A number that runs on with hyphens or a fraction is a UUID, a serial or an amount; `+` before is a telephone number's. */
function goesOn(text: string, start: number, end: number): boolean {
  if (isWordAt(text, end)) return true;
  const next = text.charCodeAt(end);
  const before = text.charCodeAt(start - 1);
  if ((next === 45 || next === DOT) && isWordAt(text, end + 1)) return next === 45 || isDigitAt(text, end + 1);
  return before === 43 || ((before === 45 || before === DOT) && isWordAt(text, start - 2));
}

const SECURITY_AFTER = /^(?:exp|cv[vcn]|valid)/i;

/**
 * Groups of four before or behind: a row of numbers, four of which pass the check by chance; but a list of cards is
 * such a row as well, and a year or a code of four digits behind a card is none.
 */
function isInRow(text: string, start: number, end: number): boolean {
  const before = fourBefore(text, start);
  if (before !== -1 && !isYear(text, before) && !endsCard(text, before)) return true;
  const behind = fourBehind(text, end);
  return behind !== -1 && fourBehind(text, behind + 4) !== -1 && readCard(text, behind) === undefined;
}

/** Where a group of exactly four digits stands right before `index`, or -1. */
function fourBefore(text: string, index: number): number {
  let stop = index;
  while (index - stop < 3 && isGapAt(text, stop - 1)) stop--;
  const start = stop - 4;
  return stop < index && countDigits(text, start, 5) === 4 && !isDigitAt(text, start - 1) ? start : -1;
}

/** Where a group of exactly four digits stands right behind `index`, or -1. */
function fourBehind(text: string, index: number): number {
  const gap = gapLength(text, index);
  return gap > 0 && countDigits(text, index + gap, 5) === 4 ? index + gap : -1;
}

/** `12/2027`, `01.02.2027`, `01-02-2027`. */
function isYear(text: string, start: number): boolean {
  const sign = text.charCodeAt(start - 1);
  return sign >= 45 && sign <= 47 && (text.startsWith("20", start) || text.startsWith("19", start));
}

/** Whether the group of four at `last` is the last of a card in fours. */
function endsCard(text: string, last: number): boolean {
  let start = last;
  for (let groups = 1; groups < 4; groups++) {
    start = fourBefore(text, start);
    if (start === -1) return false;
  }
  return readCard(text, start) !== undefined;
}

/** The text is nothing but the number, in brackets or quotes perhaps, or says of it that it is a number. */
function isWhole(text: string, start: number, end: number): boolean {
  if (text.length - end > 1) return false;
  return start <= 1 || (start <= LONGEST_ANNOUNCEMENT && ANNOUNCED.test(text.slice(0, start)));
}
