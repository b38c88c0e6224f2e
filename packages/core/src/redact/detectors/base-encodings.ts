import { sha256 } from "@noble/hashes/sha2.js";

/** Bitcoin's base-58 alphabet, and the order in which the XRP Ledger uses the same signs. */
export const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export const BASE58_XRP = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/** The bytes of a base-58 text, or undefined where a sign is none of the alphabet. Quadratic: give it 120 signs at most. */
export function decodeBase58(text: string, alphabet: string = BASE58): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const sign of text) {
    let carry = alphabet.indexOf(sign);
    if (carry === -1) return undefined;
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  for (let index = 0; index < text.length && text[index] === alphabet[0]; index++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

/** The payload of a base58check text (version byte, data, four bytes of double SHA-256), or undefined. */
export function decodeBase58Check(text: string, alphabet: string = BASE58): Uint8Array | undefined {
  const bytes = decodeBase58(text, alphabet);
  if (bytes === undefined || bytes.length < 5) return undefined;
  const payload = bytes.subarray(0, -4);
  const check = sha256(sha256(payload));
  return bytes.subarray(-4).every((byte, index) => byte === check[index]) ? payload : undefined;
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BECH32_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** What a valid checksum leaves: bech32 (BIP 173) and bech32m (BIP 350). */
const BECH32_RESIDUES = [1, 0x2bc830a3];

/** Whether the check of a bech32 text (`prefix`, `1`, data) is valid; `data` in lower case. */
export function isBech32(prefix: string, data: string): boolean {
  const values = [...prefix].map((sign) => sign.charCodeAt(0) >> 5);
  values.push(0, ...[...prefix].map((sign) => sign.charCodeAt(0) & 31));
  for (const sign of data) values.push(BECH32.indexOf(sign));
  let check = 1;
  for (const value of values) {
    if (value < 0) return false;
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    BECH32_GENERATORS.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return BECH32_RESIDUES.includes(check >>> 0);
}

const CASH_GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];

/** Whether the check of a Bitcoin Cash address is valid (CashAddr specification); `data` in lower case. */
export function isCashAddress(prefix: string, data: string): boolean {
  let check = 1n;
  const values = [...prefix].map((sign) => sign.charCodeAt(0) & 31);
  values.push(0, ...[...data].map((sign) => BECH32.indexOf(sign)));
  for (const value of values) {
    if (value < 0) return false;
    const top = check >> 35n;
    check = ((check & 0x07ffffffffn) << 5n) ^ BigInt(value);
    CASH_GENERATORS.forEach((generator, bit) => {
      if ((top >> BigInt(bit)) & 1n) check ^= generator;
    });
  }
  return check === 1n;
}

/** CRC-16/XMODEM, as StrKey (Stellar) and TON addresses carry it. */
export function crc16(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      check = (check & 0x8000) !== 0 ? ((check << 1) ^ 0x1021) & 0xffff : (check << 1) & 0xffff;
  }
  return check;
}

/** The bytes of signs that carry `bits` bits each; left-over bits are dropped. Undefined where a sign is foreign. */
export function decodeBits(text: string, alphabet: string, bits: number): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  for (const sign of text) {
    const value = alphabet.indexOf(sign);
    if (value === -1) return undefined;
    held = ((held << bits) | value) & 0xffff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    bytes.push((held >> count) & 255);
  }
  return Uint8Array.from(bytes);
}
