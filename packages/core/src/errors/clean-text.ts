/** Longest upstream text that is passed on, in UTF-16 units. */
const maxLength = 500;
/** How much more is looked at than is passed on: enough for what is taken out, little enough to be quick. */
const maxShrinkage = 8;

/**
 * What never leaves: credentials, the operator's account ids, and long opaque runs, which are file data or encrypted
 * reasoning. OpenAI echoes part of the key in its 401 text, and the whole of it when it is short.
 */
const secrets: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(api key provided:? ?)\S*[^\s.]/gi, "$1[removed]"],
  [/\b(bearer) [\w.~+/*=-]{6,}/gi, "$1 [removed]"],
  // A word that is no word: base64 of a name and a password.
  [/\b([Bb]asic) (?=[a-z]*[^a-z\s])[\w+/=]{6,}/g, "$1 [removed]"],
  [/\b(?:sk|rk|pk|ek|gsk|xai|sess)[-_][\w*-]{4,}/gi, "[removed]"],
  [/(?<!\w)(?:gh[a-z]_|github_pat_|glpat-|hf_|xox[a-z]-)[\w-]{10,}/g, "[removed]"],
  [/\b(?:org|proj|acct)[-_](?:[A-Za-z0-9*]{6,}|(?=[a-z]*[A-Z0-9*])[A-Za-z0-9*]{3,})/g, "[removed]"],
  // As above, unless it is a word: these are parts of field names too.
  [/\b(?:user|asst|ws)[-_](?=[A-Za-z*]*\d)[A-Za-z0-9*]{6,}/g, "[removed]"],
  [/\beyJ(?:(?!\beyJ)[\w-]){8,}\.[\w-]+(?:\.[\w-]+)?/g, "[removed]"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, "[removed]"],
  [/(?<!\w)AIza[\w-]{20,}/g, "[removed]"],
  [/\/\/[^\s/@]+@/g, "//[removed]@"],
  [/([?&#][\w.-]{0,40}(?:key|sig|signature|token|code|secret|password|auth|credential)=)[^&\s'"]+/gi, "$1[removed]"],
  [
    /(?<![a-z])((?:api|access)[-_ ]?key|secret|password|token)(["']?\s?[:=]\s?["']?)(?!\[removed)[^\s"',;]{6,}/gi,
    "$1$2[removed]",
  ],
  // Azure's keys.
  [/(?<![\w-])[0-9a-f]{32}(?![\w-])/gi, "[removed]"],
  // What is left of a key of which the middle was struck out.
  [/(?<![\w-])[\w-]*\*{3,}[\w*-]*/g, "[removed]"],
  [/data:[\w./+-]{1,100};base64,[\w+/=-]*/gi, "[data]"],
  [/[\w+/=-]{64,}/g, "[removed]"],
];

/** JSON in a text, from its first brace to its last: servers quote the request's body when they refuse it. */
const json = /\{ ?\\?["'](?:.*\}|.*)/;
const maxJsonLength = 80;

/**
 * Sentences on which Claude Code acts wherever they stand in an error's JSON. Text of the upstream that holds one is
 * left out, so that only the translation decides what the client does. Source: mapping, D.1 and F10.
 */
const clientTriggers: readonly RegExp[] = [
  /overloaded_error|credit balance is too low|organization has been disabled/i,
  /prompt(?: is |_)too[ _]long|exceed context limit/i,
  /invalid signature in thinking|thinking[.\s]|adaptive thinking/i,
  /tool_use[ _]id/i,
  /image exceeds|image dimensions exceed|could not process|the pdf specified/i,
  /invalid model name|extra inputs are not permitted|unexpected role|role 'system'/i,
];

/**
 * Clears upstream text of credentials, account ids, request bodies and control characters.
 *
 * @param limit most UTF-16 units of the result; what is longer ends in `…`, on a code-point border
 */
export function cleanText(text: string, limit: number = maxLength): string {
  // First the characters, so that none can split a key in two and hide it.
  let cleaned = beginningOf(text, limit * maxShrinkage)
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .trim();
  for (const [pattern, replacement] of secrets) cleaned = cleaned.replace(pattern, replacement);
  cleaned = cleaned.replace(json, (found) => (found.length > maxJsonLength ? "[data]" : found));
  return cleaned.length > limit ? `${cleaned.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : cleaned;
}

/** Upstream text fit to stand in an error: cleaned, and empty where it would make the client act on it. */
export function quotableText(text: string, limit?: number): string {
  const cleaned = cleanText(text, limit);
  // As the client does, which looks past them.
  const plain = cleaned.replaceAll("`", "");
  return clientTriggers.some((trigger) => trigger.test(plain)) ? "" : cleaned;
}

/** The words that fit: half a word could be half a key, which nothing would recognise any more. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const beginning = text.slice(0, length);
  const end = beginning.search(/\s\S*$/);
  return beginning.slice(0, Math.max(end, 0));
}
