/** Words that announce a telephone number, in the languages whose texts are common. Sources: the words of everyday forms. */

/** A key of data: `"phone_number":`, `mobile=`, `<tel>`, `workPhone: '`. Short words count whole only: `hotel`, `graph`. */
const KEY =
  /(?:(?:phone|mobile|whats_?app|msisdn|landline|hotline|caller|callee|contact_?n(?:o|um|umber)|telefon|celular|m[oó]vil|voicemail|pager|rufnummer|телефон|电话|手机)[\w.-]{0,16}|(?<![a-z])(?:tel|ph|mob|cell|fax|gsm|sms|handy|viber|natel)(?:[_. -]?(?:no|nr|num|number|home|work|ephone|[1-9]))?)["'\\\]]{0,4}\s{0,2}(?:=>|[=:>#])\s{0,3}["'\\([]{0,4}$/i;
/** The key names a record, and the number is its identifier: `phone_id=`. */
const RECORD_KEY = /(?:_id|Id|ID|_at|count|hash|size|length|port)["'\\]{0,4}\s{0,2}[=:]\s{0,3}["'\\]{0,4}$/;

/** A word of a sentence, with up to three more between it and the number. */
const WORD =
  /(?:\b(?:tele)?phones?\b|\bmobile\b|\bcell(?:phone|ular)?\b|\btel\b|\btlf\b|\bfax\b|\bwhats ?app\b|\bsms\b|\btext (?:me|us|him|her|them)\b|\bcall(?:ed|ing|back|er|s)?\b|\bdial(?:ed|ling|ing)?\b|\bring (?:me|us)\b|\breach(?:ed|able)?\b|\bhotline\b|\bhelpline\b|\blandline\b|\bvoicemail\b|\bpager\b|\bextension\b|\bcontact(?:s|ed)?\b|\bdesk\b|\btoll[- ]free\b|\b(?:my|your|his|her|their|our|this|new|old|home|work|office|emergency|registered|primary|current|alternate) (?:[a-z]{2,12} )?number\b|\bregistered\b|\bnumber (?:is|was|at|to)\b|\bmessages?\b|\btelefon\w{0,3}|\btel[eé]fono\w{0,2}|\bt[ée]l(?:[ée]phone)?\b|\bhandy\w{0,8}|\brufnummer\b|\bcelular\b|\bm[oó]vil\b|\bllam\w{1,6}|\bcellulare\b|\bappel\w{1,4}|\bportable\b|\bnatel\b|\bgsm\b|\banruf\w{0,3}|тел\w{0,6}|моб\w{0,6}|звон|电话|手机|電話|手機|携帯|전화|휴대폰|هاتف|جوال|טלפון|फ़ोन|फोन)(?![\w-]{0,16}(?:_id|Id)\b)(?![^\d\n]{0,32}\b(?:took|count|total|length|size|cost|of|in|after|error|status|code|version)\b)[^\d\n]{0,32}$/i;

/** What follows a number in a list of numbers: `555 1234 office`. */
const AFTER =
  /^["']?(?:,|\s\(|\s-)?\s{0,2}(?:\(|\[)?(?:office|fax|mobile|cell|home|work|desk|phone|tel|whatsapp|landline|voice|direct|main|pager)\b/i;

/** How surely the surroundings say that a number is one of a telephone. */
export type PhoneContext = "key" | "word" | "none";

/** The context of a number from its surroundings, a bounded number of characters each. */
export function phoneContext(before: string, after: string): PhoneContext {
  if (RECORD_KEY.test(before)) return "none";
  if (KEY.test(before)) return "key";
  return WORD.test(before) || AFTER.test(after) ? "word" : "none";
}
