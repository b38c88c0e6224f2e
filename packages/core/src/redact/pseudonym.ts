import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** The secret that pseudonyms are made with, and whose they are: no two tenants share one. */
export type PseudonymOptions = { key: string | Uint8Array; tenant?: string };

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BYTES = 10;

/** The first 80 bits in base32 (RFC 4648): 16 characters. */
function base32(bytes: Uint8Array): string {
  let out = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes.subarray(0, BYTES)) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32.charAt((held >> bits) & 31);
    }
  }
  return out;
}

/**
 * A name for a value by which it can be followed but not known: HMAC-SHA-256 over class, tenant and value, 80 bits.
 * Source: privacy, "Pseudonyms".
 *
 * @example
 * ```ts
 * pseudonymOf("EMAIL", "alice@example.com", { key }); // 16 characters of A-Z and 2-7
 * ```
 */
export function pseudonymOf(kind: string, value: string, { key, tenant = "" }: PseudonymOptions): string {
  const bytes = typeof key === "string" ? utf8ToBytes(key) : key;
  return base32(hmac(sha256, bytes, utf8ToBytes([kind, tenant, value].join("\0"))));
}

const compact = (value: string) => value.replace(/[^0-9A-Za-z]/g, "");

/** An address of the network as the URL standard writes it; as it stands where it is none. */
function canonicalIp(value: string): string {
  try {
    return new URL(`http://${value.includes(":") ? `[${value}]` : value}`).hostname;
  } catch {
    return value.toLowerCase();
  }
}

function canonicalEmail(value: string): string {
  const at = value.lastIndexOf("@") + 1;
  return value.slice(0, at) + value.slice(at).toLowerCase();
}

/** One form for each number: E.164 where the country is known, digits where it is not. */
function canonicalPhone(value: string): string {
  const number = value.replace(/^tel:/i, "").replace(/\(0\)/, "");
  const international = /^\s*(?:\+|00)/.test(number);
  const digits = number.replace(/\D/g, "");
  return international ? `+${digits.replace(/^00/, "")}` : digits;
}

/**
 * The types that may have pseudonyms, and the one form of their values. Secrets, cards and national ids never have one:
 * there are so few of them, or so much hangs on them, that not even a keyed hash is to be shown.
 */
const canonical: ReadonlyMap<string, (value: string) => string> = new Map([
  ["EMAIL", canonicalEmail],
  ["PHONE", canonicalPhone],
  ["IP", canonicalIp],
  ["MAC", (value: string) => compact(value).toLowerCase()],
  ["IBAN", (value: string) => compact(value).toUpperCase()],
  ["CRYPTO", (value: string) => value],
]);

/** The pseudonym of a finding; `undefined` where its type must not have one. */
export function pseudonymFor(type: string, value: string, options: PseudonymOptions): string | undefined {
  const form = canonical.get(type);
  return form && pseudonymOf(type, form(value), options);
}
