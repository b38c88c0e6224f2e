import { textBefore } from "./context.js";
import {
  ALPHANUMERIC,
  isAlphanumeric,
  looksRandom,
  makeup,
  oneOf,
  runEnd,
  withoutPunctuation,
} from "./secret-chars.js";
import { IDENTIFIER_PREFIXES, SECRET_SEGMENTS } from "./token-words.js";

/** The longest token of a vendor that no table names. */
const GENERAL_LIMIT = 400;
const LEAST = 20;
/** What a credential begins with tells whether it is one. */
const JUDGED = 96;
/** The longest word before a separator. */
export const WORD_LIMIT = 24;

const isPlain = oneOf(`${ALPHANUMERIC}_-.+~`);

/**
 * A credential of any vendor: words that say so before random text (`acme_live_…`, `acme-pat-…`), or a short word of one
 * case before long random text. Identifiers of resources have that shape too: their words are left out, and what stands
 * under the name of an identifier.
 *
 * @returns its end, or -1
 */
export function generalToken(text: string, start: number): number {
  if (runEnd(text, start, LEAST, isPlain) - start < LEAST) return -1;
  let at = start;
  let says = false;
  let lastSays = false;
  let words = 0;
  while (words < 4) {
    const wordEnd = runEnd(text, at, WORD_LIMIT, isAlphanumeric);
    const separator = text.charAt(wordEnd);
    if (wordEnd === at || (separator !== "_" && separator !== "-")) break;
    const written = text.slice(at, wordEnd);
    const word = written.toLowerCase();
    if (words === 0 && (!/^[a-z]/.test(word) || IDENTIFIER_PREFIXES.has(word))) return -1;
    if (!/^(?:[a-z]{1,12}|[A-Z]{1,12})\d{0,2}$/.test(written) || looksRandom(text, at, wordEnd, 8)) break;
    lastSays = SECRET_SEGMENTS.has(word) || /(?:key|tok|pat|sk|sec)$/.test(word);
    if (lastSays) says = true;
    at = wordEnd + 1;
    words++;
  }
  if (words === 0) return -1;
  const end = withoutPunctuation(text, at, runEnd(text, at, GENERAL_LIMIT, isPlain));
  if (end - start < LEAST || end - at >= GENERAL_LIMIT) return -1;
  // In a path only what says so until its last word, up to the next slash.
  if ((text.charAt(start - 1) === "/" || text.charAt(end) === "/") && !lastSays) return -1;
  if (says)
    return end - at >= 16 && looksRandom(text, at, Math.min(end, at + JUDGED), 16) && isUnbroken(text, at, end)
      ? end
      : -1;
  return words === 1 && isOpaque(text, start, at, end) ? end : -1;
}

/** Whether long random text after one word that says nothing is a credential: none of an API's identifiers. */
function isOpaque(text: string, start: number, at: number, end: number): boolean {
  const length = end - at;
  if (length < 32 || length > 96) return false;
  const made = makeup(text, at, end);
  if (made.other > 0 || /^[vV]\d/.test(text.slice(start, at)) || text.startsWith("01", at)) return false;
  const mixed = made.lower > 4 && made.upper > 4 && made.digits > 2;
  // As long as keys are, not as OpenAI's identifiers; after a hyphen it is a content's hash: `chunk-…`, `image-…`.
  const hex = made.hex && (length === 40 || length === 64) && made.digits > 5 && text.charAt(at - 1) === "_";
  return (mixed || hex || (!made.hex && made.turns > 5)) && !NAMES_IDENTIFIER.test(textBefore(text, start, 32));
}

/** The name of an identifier before a value; those of clients and keys go with secrets. */
const NAMES_IDENTIFIER =
  /(?<!client|key|access|secret|app|api)[-_]?(?:\b|_|[a-z](?=I))(?:id|Id|ID|ids|Ids)["'\\]{0,3}\s?[:=]\s?["'\\]{0,3}$/;

/** Whether 14 letters and digits stand together, or 6 among mixed ones: no path, no version, no name of a pod. */
function isUnbroken(text: string, start: number, end: number): boolean {
  let longest = 0;
  let run = 0;
  for (let at = start; at < end && longest < 14; at++) {
    run = isAlphanumeric(text, at) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  if (longest >= 14 || longest < 6) return longest >= 14;
  const made = makeup(text, start, end);
  return end - start >= 28 && made.lower > 5 && made.upper > 5 && made.digits > 2 && made.other < 7;
}
