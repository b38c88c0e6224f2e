/** Longest upstream text that is passed on, in UTF-16 units. */
const maxLength = 500;

/**
 * What never leaves: credentials, the operator's account ids, and long opaque runs, which are file data or encrypted
 * reasoning. OpenAI echoes part of the key in its 401 text, and the whole of it when it is short.
 */
const secrets: readonly [RegExp, string][] = [
  [/(api key provided:?\s*)\S*[^\s.]/gi, "$1[removed]"],
  [/\b(bearer|basic)\s+[\w.~+/*=-]{6,}/gi, "$1 [removed]"],
  [/\b(?:sk|rk|pk|ek)-[\w*-]{4,}/gi, "[removed]"],
  [/\b(?:org|proj|user|asst|ws)[-_][A-Za-z0-9*]{6,}/g, "[removed]"],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?/g, "[removed]"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, "[removed]"],
  [/\/\/[^\s/:@]+:[^\s/@]+@/g, "//[removed]@"],
  [/([?&](?:api[-_]?key|key|sig|signature|token|code)=)[^&\s'"]+/gi, "$1[removed]"],
  [/\b((?:api[-_ ]?key|secret|password|token)["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi, "$1[removed]"],
  [/data:[\w./+-]+;base64,[\w+/=-]*/gi, "[data]"],
  [/[\w+/=-]{64,}/g, "[removed]"],
];

/**
 * Sentences on which Claude Code acts wherever they stand in an error's JSON. Text of the upstream that holds one is
 * left out, so that only the translation decides what the client does. Source: mapping, D.1 and F10.
 */
const clientTriggers =
  /overloaded_error|prompt is too long|prompt_too_long|exceed context limit|credit balance is too low|organization has been disabled|invalid `?signature`? in `?thinking|thinking[.\s]|adaptive thinking|`?tool_use`? ids?|tool_use_id|image exceeds|image dimensions exceed|could not process|the pdf specified|invalid model name|extra inputs are not permitted|unexpected role|role 'system'/i;

/** Clears upstream text of credentials and account ids, line breaks and excess length. */
export function cleanText(text: string, limit: number = maxLength): string {
  // Cut before the patterns run, so that their cost is bounded; a key cut in two is still caught by its beginning.
  let cleaned = text.slice(0, limit * 8);
  for (const [pattern, replacement] of secrets) cleaned = cleaned.replace(pattern, replacement);
  cleaned = cleaned.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return cleaned.length > limit ? `${cleaned.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : cleaned;
}

/** Upstream text fit to stand in an error: cleaned, and empty where it would make the client act on it. */
export function quotableText(text: string, limit?: number): string {
  const cleaned = cleanText(text, limit);
  return clientTriggers.test(cleaned) ? "" : cleaned;
}
