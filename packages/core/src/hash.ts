import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text as 64 lowercase hex digits; HMAC-SHA-256 where a key is given. Source: mapping K37. */
export function hashText(text: string, key?: string): string {
  const bytes = utf8ToBytes(text);
  return bytesToHex(key === undefined ? sha256(bytes) : hmac(sha256, utf8ToBytes(key), bytes));
}
