/** Base64 for URLs (RFC 4648, section 5) without padding, over UTF-8; no runtime offers one without I/O types. */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const values = new Map([...alphabet].map((letter, value) => [letter, value]));

/**
 * Encodes a text as base64url of its UTF-8 bytes.
 *
 * @example
 * ```ts
 * encodeBase64Url("hé"); // "aMOp"
 * ```
 */
export function encodeBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    out += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    if (left > 1) out += alphabet.charAt((group >> 6) & 63);
    if (left > 2) out += alphabet.charAt(group & 63);
  }
  return out;
}

/**
 * Decodes base64url to text; `null` where it is not base64url of valid UTF-8.
 *
 * @example
 * ```ts
 * decodeBase64Url("aMOp"); // "hé"
 * ```
 */
export function decodeBase64Url(encoded: string): string | null {
  if (encoded.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((encoded.length * 3) / 4));
  let filled = 0;
  let buffer = 0;
  let bits = 0;
  for (const letter of encoded) {
    const value = values.get(letter);
    if (value === undefined) return null;
    buffer = ((buffer << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[filled++] = (buffer >> bits) & 255;
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
