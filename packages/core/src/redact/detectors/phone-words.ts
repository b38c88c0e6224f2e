import { isWordAt, wordsBefore } from "./chars.js";
import { textAfter } from "./context.js";

/** Words that announce a telephone number, in the languages whose texts are common. Sources: the words of everyday forms. */

/** A key of data: `"phone_number":`, `mobile=`, `<tel>`, `workPhone: '`. Short words count whole only: `hotel`, `graph`. */
const KEY =
  /(?:(?:phone|mobile|whats_?app|msisdn|landline|hotline|caller|callee|contact_?n(?:o|um|umber)|telefon|celular|m[oó]vil|voicemail|pager|rufnummer|телефон|电话|手机)[\w.-]{0,16}|(?<![a-z])(?:tel|ph|mob|cell|fax|gsm|sms|handy|viber|natel)(?:[_. -]?(?:no|nr|num|number|home|work|ephone|[1-9]))?)["'\\\]]{0,4}\s{0,2}(?:=>|[=:>#])\s{0,3}["'\\([]{0,4}$/i;
/** The key names a record, and the number is its identifier: `phone_id=`. */
const RECORD_KEY = /(?:_id|Id|ID|_at|count|hash|size|length|port)["'\\]{0,4}\s{0,2}[=:]\s{0,3}["'\\]{0,4}$/;

/** A word of a sentence, with up to three more between it and the number. */
const WORD =
  /(?:\b(?:tele)?phones?\b|\bmobile\b|\bcell(?:phone|ular)?\b|\btel\b|\btlf\b|\bfax\b|\bwhats ?app\b|\bsms\b|\btext (?:me|us|him|her|them)\b|\bcall(?:ed|ing|back|er|s)?\b|\banswering at\b|\bph\b|\bdial(?:ed|ling|ing)?\b|\bring (?:me|us)\b|\breach(?:ed|able)?\b|\bhotline\b|\bhelpline\b|\blandline\b|\bvoicemail\b|\bpager\b|\bextension\b|\bcontact(?:s|ed)?\b|\bdesk\b|\btoll[- ]free\b|\b(?:my|your|his|her|their|our|this|new|old|home|work|office|emergency|registered|primary|current|alternate) (?:phone |mobile |cell |contact |office |work |home |new |old )?number\b|\bregistered\b|\bnumber (?:is|was|at|to)\b|\bmessages?\b|\btelefon(?:nummer|nr|u|em|n[ií])?\b|\btel[eé]fonos?\b|\bt[ée]l(?:[ée]phone)?\b|\bhandy(?:nummer)?\b|\brufnummer\b|\bcelular\b|\bm[oó]vil\b|\bll[aá]m(?:ame|eme|ar|e|en)\b|\bcellulare\b|\bappel(?:ez|er|le)\b|\bportable\b|\bnatel\b|\bgsm\b|\banruf(?:en)?\b|тел|моб|звон|电话|手机|電話|手機|携帯|전화|휴대폰|هاتف|جوال|טלפון|फ़ोन|फोन)/i;
/** Words between that say that the number is one of something else: `API call took`. */
const OF_SOMETHING = /\b(?:took|count|total|length|size|cost|of|in|after|error|status|code|version)\b/i;
const WORD_REACH = 48;

/** What follows a number in a list of numbers: `555 1234 office`. */
const AFTER =
  /^["']?(?:,|\s?\(|\s?[-–])?\s{0,2}(?:\(|\[)?(?:office|fax|mobile|cell|home|work|desk|phone|tel|whatsapp|landline|voice|direct|main|pager)\b/i;

/** Quotes, brackets and blanks between the sign behind a key and its value, at most so many each. */
const OPENING = "\"'\\([";
const CLOSING = "\"'\\]";
const MOST_QUOTES = 4;
const MOST_BLANKS = 3;
const KEY_SIGNS = "=:>#";
const LONGEST_KEY = 40;

const isBlankAt = (text: string, index: number) => text.charCodeAt(index) <= 32;
const isKeyAt = (text: string, index: number) => {
  const code = text.charCodeAt(index);
  return isWordAt(text, index) || code === 45 || code === 46 || code > 127;
};

/** The key before a value at `start`, with its sign and what stands between; the last two words of it. Empty for none. */
function keyBefore(text: string, start: number): string {
  let index = start - 1;
  for (let most = index - MOST_QUOTES; index > most && isOneOf(OPENING, text, index); ) index--;
  for (let most = index - MOST_BLANKS; index > most && isBlankAt(text, index); ) index--;
  if (!isOneOf(KEY_SIGNS, text, index)) return "";
  index -= text.startsWith("=>", index - 1) ? 2 : 1;
  for (let most = index - MOST_BLANKS; index > most && isBlankAt(text, index); ) index--;
  for (let most = index - MOST_QUOTES; index > most && isOneOf(CLOSING, text, index); ) index--;
  const least = Math.max(0, index - LONGEST_KEY);
  const last = index;
  while (index >= least && isKeyAt(text, index)) index--;
  if (index === last) return "";
  if (isBlankAt(text, index)) for (index--; index >= least && isKeyAt(text, index); ) index--;
  return text.slice(index + 1, start);
}

const isOneOf = (signs: string, text: string, index: number) => index >= 0 && signs.includes(text.charAt(index));

/** How surely the surroundings say that a number is one of a telephone. */
export type PhoneContext = "key" | "record" | "none";

/** What the key before a number says, if there is one: that it is a telephone's, or the identifier of a record. */
export function keyContext(text: string, start: number): PhoneContext {
  const key = keyBefore(text, start);
  if (key === "") return "none";
  if (RECORD_KEY.test(key)) return "record";
  return KEY.test(key) ? "key" : "none";
}

/** Whether a word before a number, or what it is for behind it, makes it one of a telephone. */
export function isSpokenOf(text: string, start: number, end: number): boolean {
  const words = wordsBefore(text, start, WORD_REACH);
  if (words.length > 2 && WORD.test(words) && WORD.test(words.split(OF_SOMETHING).at(-1) ?? "")) return true;
  return AFTER.test(textAfter(text, end, 24));
}
