import type { Detector } from "../detector.js";
import { ISSUERS } from "./card-issuers.js";
import { beginsAt, countDigits, isDigitAt, isGapAt, isWordAt } from "./chars.js";
import { hasMachineKey, textBefore } from "./context.js";

/** ISO/IEC 7812-1: a primary account number has at most 19 digits; none of a card in use has fewer than 12. */
const SHORTEST = 12;
const LONGEST = 19;
/** How cards are printed and typed, as lengths of groups: fours, or 4-6-5 and 4-6-4 of American Express and Diners Club. */
const GROUPINGS = /^(?:4-4-4-[1-7]|4-4-4-4-[1-3]|4-6-[45]|4-4-5|6-13|8-8|4-4-8|4-12)$/;
const FIRST_GROUPS: readonly number[] = [4, 6, 8];
/** Two groups with a dot are a decimal. */
const DECIMAL = /^\d{1,19}\.\d{1,19}$/;
const CARD_WORD =
  /(?:\b(?:credit|debit|bank|payment|visa|master|maestro|amex|american express|discover|diners|jcb|union ?pay|mir|rupay)?[ _-]?cards?|card[ _-]?n(?:o|um|umber|r)\b|kreditkarte\w{0,8}|tarjeta|carte|carta|cart[ãa]o|kort\w{0,8}|карт\w{0,8}|カード|卡|\bpan\b|\bcc\b|\bvisa\b|\bmastercard\b|\bmaestro\b|\bamex\b|\batm\b)[^\n\d]{0,40}$/i;

/** Payment cards: issuer range with its lengths, check digit (ISO/IEC 7812-1, annex B), and the groups in use. */
export const creditCard: Detector = {
  name: "credit-card",
  anchors: "0123456789",
  find(text, at, found) {
    if (isDigitAt(text, at - 1) || !beginsAt(text, at)) return;
    const number = readNumber(text, at);
    if (number === undefined || !passesLuhn(number.digits)) return;
    const kind = lengthKind(number.digits);
    if (kind === undefined || goesOn(text, at, number.end)) return;
    const spoken = CARD_WORD.test(textBefore(text, at));
    if (kind === "spoken" && !spoken && number.groups === 1 && !isWhole(text, at, number.end)) return;
    if (!spoken && (number.groups === 1 ? hasMachineKey(text, at) : isInList(text, at, number.end))) return;
    found(at, number.end, "CREDIT_CARD");
  },
};

type Written = { readonly digits: string; readonly end: number; readonly groups: number };

function readNumber(text: string, start: number): Written | undefined {
  const lengths: number[] = [];
  let digits = "";
  let index = start;
  for (;;) {
    const length = countDigits(text, index, LONGEST + 1);
    if (length === 0) break;
    if (lengths.length === 0 && length < SHORTEST && !FIRST_GROUPS.includes(length)) return undefined;
    if (digits.length + length > LONGEST) return undefined;
    lengths.push(length);
    digits += text.slice(index, index + length);
    index += length;
    const gap = gapLength(text, index);
    if (gap === 0 || lengths.length === 5) break;
    // A further group belongs to the number only as long as the groups so far are those of a card.
    if (
      digits.length >= SHORTEST &&
      lengths.length > 2 &&
      GROUPINGS.test(lengths.join("-")) &&
      passesLuhn(digits) &&
      lengthKind(digits) !== undefined
    )
      break;
    index += gap;
  }
  while (!isDigitAt(text, index - 1)) index--;
  if (digits.length < SHORTEST) return undefined;
  if (lengths.length > 1 && !GROUPINGS.test(lengths.join("-"))) return undefined;
  if (DECIMAL.test(text.slice(start, index))) return undefined;
  return { digits, end: index, groups: lengths.length };
}

/** One or two blanks, a hyphen, a dash or a dot, also a hyphen between blanks; a digit must follow. */
function gapLength(text: string, index: number): number {
  let length = 0;
  while (length < 3 && isGapAt(text, index + length)) length++;
  return length > 0 && isDigitAt(text, index + length) ? length : 0;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** Whether an issuer makes cards of this number and length: always, or `spoken` where a word must say so. */
function lengthKind(digits: string): "usual" | "spoken" | undefined {
  let kind: "usual" | "spoken" | undefined;
  for (const issuer of ISSUERS) {
    const prefix = Number(digits.slice(0, String(issuer.from).length));
    if (prefix < issuer.from || prefix > issuer.to) continue;
    if (issuer.lengths.includes(digits.length)) return "usual";
    if (issuer.spoken?.includes(digits.length)) kind = "spoken";
  }
  return kind;
}

/** A number that runs on with hyphens or a fraction is a UUID, a serial or an amount. */
function goesOn(text: string, start: number, end: number): boolean {
  if (isWordAt(text, end)) return true;
  const next = text.charCodeAt(end);
  const before = text.charCodeAt(start - 1);
  if ((next === 45 || next === 46) && isWordAt(text, end + 1)) return next === 45 || isDigitAt(text, end + 1);
  return (before === 45 || before === 46) && isWordAt(text, start - 2);
}

/** Groups before or behind that are written alike: a row of numbers, four of which pass the check by chance. */
function isInList(text: string, start: number, end: number): boolean {
  if (isGapAt(text, start - 1) && isDigitAt(text, start - 2)) return true;
  return isGapAt(text, end) && countDigits(text, end + 1, 5) === 4;
}

/** The text is nothing but the number, in brackets or quotes perhaps: the value of a field. */
function isWhole(text: string, start: number, end: number): boolean {
  return start <= 1 && text.length - end <= 1;
}
