import { ALPHANUMERIC, isAlphanumeric, makeup, oneOf } from "./secret-chars.js";

/** Shorter ones are identifiers as often; longer ones are content in base64. */
const LEAST = 32;
const MOST = 64;
const NAME_LIMIT = 32;
const GAP_LIMIT = 12;

const isQuote = oneOf("\"'`");
const isGap = oneOf(" \t\"'`\\:=>()[]");
const isName = oneOf(`${ALPHANUMERIC}_-`);

/** Last words of names whose values are random and no credentials, compared in lower case. */
const HARMLESS: readonly string[] = [
  "hash sha md5 sha1 sha256 sha512 digest checksum integrity etag nonce signature sig fingerprint cid tx address wallet",
  "id ids name key type class model version build commit rev revision ref state cursor page index anchor slug cache",
  "data content image body chunk text input output result value src url uri link href path file json b64 base64 bytes",
  "encoded payload thought reasoning obfuscation",
].flatMap((line) => line.split(" "));

/**
 * Whether the token in a range is a credential for what it looks like alone: letters of both cases and digits, drawn at
 * random, the whole of a value in quotes, after a name that isn't of hashes, identifiers or content.
 */
export function standsAsSecret(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < LEAST || length > MOST) return false;
  if (!isQuote(text, start - 1) || text.charAt(end) !== text.charAt(start - 1)) return false;
  const made = makeup(text, start, end);
  if (made.other > 0 || made.upper < 5 || made.lower < 5 || made.digits < 3) return false;
  if (made.turns < 5 || made.distinct < 16) return false;
  // Zeros in base64: a file's head.
  if (text.slice(start, end).includes("AAAA")) return false;
  const name = nameBefore(text, start).toLowerCase();
  return name !== "" && !HARMLESS.some((word) => name.endsWith(word));
}

/** The word before a quoted value, with or without a sign of assignment between them. */
function nameBefore(text: string, start: number): string {
  let end = start;
  while (end > 0 && start - end < GAP_LIMIT && isGap(text, end - 1)) end--;
  let from = end;
  while (from > 0 && end - from < NAME_LIMIT && isName(text, from - 1)) from--;
  return isAlphanumeric(text, end - 1) ? text.slice(from, end) : "";
}
