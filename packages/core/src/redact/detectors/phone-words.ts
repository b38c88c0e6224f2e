import { wordsBefore } from "./chars.js";

/** Words that announce a telephone number, in the languages whose texts are common. Sources: the words of everyday forms. */

/** A key of data: `"phone_number":`, `mobile=`, `<tel>`, `workPhone: '`. Short words count whole only: `hotel`, `graph`. */
const KEY =
  /(?:(?:phone|mobile|whats_?app|msisdn|landline|hotline|caller|callee|contact_?n(?:o|um|umber)|telefon|celular|m[oó]vil|voicemail|pager|rufnummer|телефон|电话|手机)[\w.-]{0,16}|(?<![a-z])(?:tel|ph|mob|cell|fax|gsm|sms|handy|viber|natel)(?:[_. -]?(?:no|nr|num|number|home|work|ephone|[1-9]))?)["'\\\]]{0,4}\s{0,2}(?:=>|[=:>#])\s{0,3}["'\\([]{0,4}$/i;
/** The key names a record, and the number is its identifier: `phone_id=`. */
const RECORD_KEY = /(?:_id|Id|ID|_at|count|hash|size|length|port)["'\\]{0,4}\s{0,2}[=:]\s{0,3}["'\\]{0,4}$/;

/** A word of a sentence, with up to three more between it and the number. */
const WORD =
  /(?:\b(?:tele)?phones?\b|\bmobile\b|\bcell(?:phone|ular)?\b|\btel\b|\btlf\b|\bfax\b|\bwhats ?app\b|\bsms\b|\btext (?:me|us|him|her|them)\b|\bcall(?:ed|ing|back|er|s)?\b|\bdial(?:ed|ling|ing)?\b|\bring (?:me|us)\b|\breach(?:ed|able)?\b|\bhotline\b|\bhelpline\b|\blandline\b|\bvoicemail\b|\bpager\b|\bextension\b|\bcontact(?:s|ed)?\b|\bdesk\b|\btoll[- ]free\b|\b(?:my|your|his|her|their|our|this|new|old|home|work|office|emergency|registered|primary|current|alternate) (?:phone |mobile |cell |contact |office |work |home |new |old )?number\b|\bregistered\b|\bnumber (?:is|was|at|to)\b|\bmessages?\b|\btelefon(?:nummer|nr|u|em|n[ií])?\b|\btel[eé]fonos?\b|\bt[ée]l(?:[ée]phone)?\b|\bhandy(?:nummer)?\b|\brufnummer\b|\bcelular\b|\bm[oó]vil\b|\bll[aá]m(?:ame|eme|ar|e|en)\b|\bcellulare\b|\bappel(?:ez|er|le)\b|\bportable\b|\bnatel\b|\bgsm\b|\banruf(?:en)?\b|тел|моб|звон|电话|手机|電話|手機|携帯|전화|휴대폰|هاتف|جوال|טלפון|फ़ोन|फोन)/i;
/** Words between that say that the number is one of something else: `API call took`. */
const OF_SOMETHING = /\b(?:took|count|total|length|size|cost|of|in|after|error|status|code|version)\b/i;
const WORD_REACH = 48;

/** What follows a number in a list of numbers: `555 1234 office`. */
const AFTER =
  /^["']?(?:,|\s\(|\s-)?\s{0,2}(?:\(|\[)?(?:office|fax|mobile|cell|home|work|desk|phone|tel|whatsapp|landline|voice|direct|main|pager)\b/i;

/** The sign between a key and its value; without it neither expression above fits. */
const KEY_SIGN = /[=:>#]\s{0,3}["'\\([]{0,4}$/;

/** How surely the surroundings say that a number is one of a telephone. */
export type PhoneContext = "key" | "word" | "none";

/** The context of a number from its surroundings, a bounded number of characters each. */
export function phoneContext(before: string, after: string): PhoneContext {
  if (KEY_SIGN.test(before.slice(-8))) {
    if (RECORD_KEY.test(before)) return "none";
    if (KEY.test(before)) return "key";
  }
  const words = wordsBefore(before, before.length, WORD_REACH);
  const isSaid = words.length > 2 && WORD.test(words.split(OF_SOMETHING).at(-1) ?? "");
  return isSaid || AFTER.test(after) ? "word" : "none";
}
