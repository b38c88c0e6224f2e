import type { Detector } from "../detector.js";
import { ISSUERS, type Issuer } from "./card-issuers.js";
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
const MOST_GROUPS = 5;
const DOT = 46;
const CARD_WORD =
  /cards?(?![a-z])|card[ _-]?n(?:o|um|umber|r)(?![a-z])|kreditkarte|tarjeta|carte|carta|cart[ãa]o|kort|карт|カード|卡|\b(?:pan|cc|visa|mastercard|maestro|amex|atm)\b/i;
const WORD_REACH = 48;
/** A word for a card that the number was typed on to: `card4242...`. */
const GLUED_WORD = /(?:card|card_?(?:no|num|number)|visa|amex)$/i;

/** Payment cards: issuer range with its lengths, check digit (ISO/IEC 7812-1, annex B), and the groups in use. */
export const creditCard: Detector = {
  name: "credit-card",
  anchors: "0123456789",
  precedes: isDigit,
  find(text, at, found) {
    if (isDigitAt(text, at - 1)) return;
    const number = readCard(text, at);
    if (number === undefined) return;
    if (!beginsAt(text, at) && !GLUED_WORD.test(textBefore(text, at))) return;
    if ((isDoubtful(text, at, number) || goesOn(text, at, number.end)) && !isSpoken(text, at, number.end)) return;
    found(at, number.end, "CREDIT_CARD");
  },
};

/** What makes a number of a card's form and check another number, if no word speaks for it. */
function isDoubtful(text: string, at: number, { kind, groups, end }: Card): boolean {
  if (groups > 1) return isInRow(text, at, end);
  return hasMachineKey(text, at) || (kind === "spoken" && !isWhole(text, at, end));
}

/** A word for a card stands before, and nothing but a security code goes on behind. */
function isSpoken(text: string, at: number, end: number): boolean {
  const isIdentifier = isWordAt(text, end) && !SECURITY_AFTER.test(text.slice(end, end + 5));
  const isPart = /[-.]/.test(text.charAt(at - 1)) && isWordAt(text, at - 2);
  const isFraction = text.charCodeAt(end) === DOT && isDigitAt(text, end + 1);
  return !isIdentifier && !isPart && !isFraction && CARD_WORD.test(wordsBefore(text, at, WORD_REACH));
}

type Kind = "usual" | "spoken";
type Card = { readonly end: number; readonly groups: number; readonly kind: Kind };

/**
 * The longest run of groups from `start` on that is a card by its check digit (ISO/IEC 7812-1, annex B). What follows a card is often a number as well: a date, a
 * security code, an amount, the next card.
 */
function readCard(text: string, start: number): Card | undefined {
  const first = countDigits(text, start, LONGEST + 1);
  if (first > LONGEST || (first < SHORTEST && first !== 4 && first !== 6 && first !== 8)) return undefined;
  // The sums of Luhn's check if the number of digits is odd, and if it is even: no further look at them is needed.
  let odd = 0;
  let even = 0;
  let digits = 0;
  let issuer = 0;
  let lengths = 0;
  let end = start;
  let longest: Card | undefined;
  for (let groups = 1; groups <= MOST_GROUPS; groups++) {
    const gap = groups === 1 ? 0 : gapLength(text, end);
    if (groups > 1 && gap === 0) break;
    const length = groups === 1 ? first : countDigits(text, end + gap, LONGEST + 1);
    if (digits + length > LONGEST) break;
    const isDecimal = groups === 2 && gap === 1 && text.charCodeAt(end) === DOT;
    end += gap;
    for (const stop = end + length; end < stop; end++) {
      const digit = text.charCodeAt(end) - 48;
      const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
      odd += digits % 2 === 0 ? digit : doubled;
      even += digits % 2 === 0 ? doubled : digit;
      if (digits < 4) issuer = issuer * 10 + digit;
      digits++;
    }
    lengths = lengths * 16 + length;
    if (groups === 1 ? first < SHORTEST : isDecimal || !GROUPINGS.has(lengths)) continue;
    const kind = (digits % 2 === 0 ? even : odd) % 10 === 0 ? lengthKind(issuer, digits) : undefined;
    if (kind) longest = { end, groups, kind };
    if (groups === 1) break;
  }
  return longest;
}

/** One or two blanks, a hyphen, a dash or a dot, also a hyphen between blanks; a digit must follow. */
function gapLength(text: string, index: number): number {
  let length = 0;
  while (length < 3 && isGapAt(text, index + length)) length++;
  return length > 0 && isDigitAt(text, index + length) ? length : 0;
}

/** Whether an issuer makes cards with these first four digits and this length: always, or `spoken` where a word must say so. */
function lengthKind(first: number, digits: number): Kind | undefined {
  let kind: Kind | undefined;
  for (const { from, to, lengths, spoken } of RANGES) {
    if (first < from || first > to) continue;
    if (lengths.includes(digits)) return "usual";
    if (spoken?.includes(digits)) kind = "spoken";
  }
  return kind;
}

/** The ranges over four digits each, so that one comparison of numbers decides. */
const RANGES: readonly Issuer[] = ISSUERS.map((issuer) => {
  const scale = 10 ** (4 - String(issuer.from).length);
  return { ...issuer, from: issuer.from * scale, to: (issuer.to + 1) * scale - 1 };
});

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

/** The text is nothing but the number, in brackets or quotes perhaps: the value of a field. */
function isWhole(text: string, start: number, end: number): boolean {
  return start <= 1 && text.length - end <= 1;
}
