import { isObject } from "../json.js";

/** A token of English or code is about four characters. */
const charactersPerToken = 4;
/** Encrypted state, as billed when it is sent back: about 0.141 tokens a character (mapping K5). */
const encryptedCharactersPerToken = 7;
/** An image costs by its pixels, which its base64 only hints at; none costs much more than this. */
const mostOfAnImage = 1500;
const imageCharactersPerToken = 50;
/** A page of a PDF: about 100,000 bytes, and 1,500 tokens for its text and its picture. */
const fileCharactersPerToken = 90;

const encryptedFields = new Set(["signature", "encrypted_content", "encrypted_index"]);
/** What the model never sees, or sees as a mark of no length to speak of. */
const silentFields = new Set(["type", "id", "tool_use_id", "cache_control", "media_type"]);

/**
 * Tokens of any part of an Anthropic request, roughly, in one pass without a copy: the core is synchronous, and an exact
 * count needs the token ranks.
 *
 * @param enough counting stops once that many are reached
 * @returns tokens, a whole number
 *
 * @example
 * ```ts
 * estimateTokens([{ type: "text", text: "Hello there!" }]); // 4: three for the text, one for the name of its field
 * ```
 */
export function estimateTokens(part: unknown, enough = Number.POSITIVE_INFINITY): number {
  let tokens = 0;
  const open: unknown[] = [part];
  // What contains itself is refused later; here it must end.
  const seen = new Set<object>();
  while (open.length > 0 && tokens < enough) {
    const value = open.pop();
    if (typeof value === "object" && value !== null) {
      if (seen.has(value)) continue;
      seen.add(value);
    }
    if (typeof value === "string") tokens += value.length / charactersPerToken;
    else if (typeof value === "number" || typeof value === "boolean") tokens += 1;
    else if (Array.isArray(value)) for (const item of value) open.push(item);
    else if (isObject(value)) tokens += fieldsOf(value, open);
  }
  return Math.min(enough, Math.ceil(tokens));
}

/** Counts the names of an object's fields and what needs a measure of its own; the rest is left to be looked at. */
function fieldsOf(value: Readonly<Record<string, unknown>>, open: unknown[]): number {
  if (value.type === "base64") return mediaTokens(value);
  let tokens = 0;
  for (const key of Object.keys(value)) {
    if (silentFields.has(key)) continue;
    const field = value[key];
    tokens += key.length / charactersPerToken;
    const encrypted = encryptedFields.has(key) || (key === "data" && value.type === "redacted_thinking");
    if (encrypted && typeof field === "string") tokens += field.length / encryptedCharactersPerToken;
    else open.push(field);
  }
  return tokens;
}

function mediaTokens({ media_type, data }: Readonly<Record<string, unknown>>): number {
  const length = typeof data === "string" ? data.length : 0;
  if (media_type === "application/pdf") return length / fileCharactersPerToken;
  return Math.min(mostOfAnImage, length / imageCharactersPerToken);
}
