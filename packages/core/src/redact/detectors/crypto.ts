import { blake2b } from "@noble/hashes/blake2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { DetectedType, Detector } from "../detector.js";
import {
  BASE58_XRP,
  crc16,
  decodeBase58,
  decodeBase58Check,
  decodeBits,
  isBech32,
  isCashAddress,
} from "./base-encodings.js";
import { isDigitAt, isWord, isWordAt } from "./chars.js";
import { textBefore } from "./context.js";

/** The longest that is looked at: a Cardano base address has 103 signs, an integrated one of Monero 106. */
const LONGEST = 120;
const SHORTEST = 25;
/** How far the first digit may be from the start. */
const LONGEST_LEAD = 48;
const TON_START = /^[EUk0][Qf]/;

/** Human-readable prefixes of bech32 addresses (SLIP-0173 and the projects' own). */
const BECH32_PREFIXES = new Set(
  (
    "bc tb bcrt ltc tltc rltc vtc dgb grs sys btg mona lq ex tex zs ztestsapling u uview zil one addr addr_test stake stake_test " +
    "cosmos osmo terra juno kava secret akash celestia inj dydx sei evmos stars axelar persistence regen noble stride kujira thor " +
    "maya band cro bnb tbnb iaa io erd iotex tz p c x avax npub iota smr rms fil nano kaspa"
  ).split(" "),
);
const WALLET_WORD =
  /(?:\b|_)(?:wallet|address|addr|solana|sol|polkadot|dot|kusama|pubkey|public[_ -]?key|mint|account|owner|recipient|crypto)\w{0,8}["'\\]{0,4}(?:\s?[=:>]\s?|\s(?:(?:is|to|from|at|of):?\s)?)["'\\(]{0,4}$/i;

const BITCOIN_LIKE = /^[13][1-9A-HJ-NP-Za-km-z]{32,34}$/;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

type Context = { readonly text: string; readonly start: number };
/** What a whole word of a length is, if anything. */
type Kind = {
  readonly min: number;
  readonly max: number;
  readonly shape: RegExp;
  classify(word: string, context: Context): DetectedType | undefined;
};

const whenValid = (valid: boolean): DetectedType | undefined => (valid ? "CRYPTO" : undefined);

/** Addresses by what proves them: their checks, or with Ethereum the form. In order of their cost. */
const KINDS: readonly Kind[] = [
  { min: 42, max: 42, shape: /^0x[\da-f]{40}$/i, classify: () => "CRYPTO" },
  { min: 25, max: 36, shape: /^[1-9A-HJ-NP-Za-km-z]+$/, classify: classifyBase58Check },
  { min: 51, max: 52, shape: /^[5KL9c][1-9A-HJ-NP-Za-km-z]+$/, classify: classifyPrivateKey },
  { min: 111, max: 112, shape: /^[xyzt](?:pub|prv)[1-9A-HJ-NP-Za-km-z]+$/, classify: classifyExtendedKey },
  { min: 25, max: LONGEST, shape: /^[a-z_]{1,16}1[02-9ac-hj-np-z]+$/i, classify: classifyBech32 },
  {
    min: 42,
    max: 42,
    shape: /^[qp][02-9ac-hj-np-z]+$/,
    classify: (word) => whenValid(isCashAddress("bitcoincash", word)),
  },
  { min: 95, max: 106, shape: /^[48][1-9A-HJ-NP-Za-km-z]+$/, classify: (word) => whenValid(isMonero(word)) },
  { min: 56, max: 69, shape: /^[GM][A-Z2-7]+$/, classify: (word) => whenValid(isStellar(word)) },
  { min: 48, max: 48, shape: /^[EUk0][Qf][\w-]+$/, classify: (word) => whenValid(isTon(word)) },
  { min: 32, max: 50, shape: /^[1-9A-HJ-NP-Za-km-z]+$/, classify: classifyUnchecked },
];

/** Addresses of crypto currencies, each with a valid check; those without one only beside a word for a wallet. */
export const crypto: Detector = {
  name: "crypto",
  // An address without any digit is rarer than one in two hundred; the first digit of a word is the one that counts.
  anchors: "0123456789",
  precedes: isWord,
  find(text, at, found) {
    if (isDigitAt(text, at - 1)) return;
    let start = at;
    while (isWordAt(text, start - 1)) {
      start--;
      if (isDigitAt(text, start) || at - start > LONGEST_LEAD) return;
    }
    if (!isWordAt(text, at + 1)) return;
    if (text.charCodeAt(start - 1) === 92 && "bfnrt".includes(text.charAt(start))) start++;
    const end = wordEnd(text, start);
    if (end - start < SHORTEST || end - start > LONGEST) return;
    const word = text.slice(start, end);
    for (const kind of KINDS) {
      if (word.length < kind.min || word.length > kind.max || !kind.shape.test(word)) continue;
      const type = kind.classify(word, { text, start });
      if (type !== undefined) return found(start, end, type);
    }
  },
};

/** Letters, digits and `_`; also `-` in the base64url of TON, whose length is fixed. */
function wordEnd(text: string, start: number): number {
  const ton = TON_START.test(text.slice(start, start + 2));
  let end = start;
  while (end - start <= LONGEST && (isWordAt(text, end) || (ton && end - start < 48 && text.charCodeAt(end) === 45)))
    end++;
  return end;
}

/** Bitcoin, Litecoin, Dogecoin, Dash, Zcash, TRON, Tezos and their like; the XRP Ledger in its own alphabet. */
function classifyBase58Check(word: string, context: Context): DetectedType | undefined {
  if (isBitcoinLike(word, context)) return "CRYPTO";
  const payload =
    decodeBase58Check(word)?.length ?? (word.startsWith("r") ? decodeBase58Check(word, BASE58_XRP)?.length : 0);
  return whenValid(payload !== undefined && payload >= 21 && payload <= 23);
}

/**
 * Mistyped addresses name their owner nearly as well as right ones. The signs of base64 around would make it a piece of
 * something longer.
 */
function isBitcoinLike(word: string, { text, start }: Context): boolean {
  if (!BITCOIN_LIKE.test(word) || !/[a-z]/.test(word) || !/[A-Z]/.test(word) || !/\d.{1,33}\d/.test(word.slice(1)))
    return false;
  return (
    !/[+/-]/.test(text.charAt(start - 1)) && !/[+/=.-]\w/.test(text.slice(start + word.length, start + word.length + 2))
  );
}

/** Wallet import format: 32 bytes after the version, and one more for a compressed key. */
function classifyPrivateKey(word: string): DetectedType | undefined {
  const payload = decodeBase58Check(word)?.length;
  return payload === 33 || payload === 34 ? "SECRET" : undefined;
}

/** BIP 32: 78 bytes; a public one shows all addresses of a wallet, a private one opens it. */
function classifyExtendedKey(word: string): DetectedType | undefined {
  if (decodeBase58Check(word)?.length !== 78) return undefined;
  return word.startsWith("prv", 1) ? "SECRET" : "CRYPTO";
}

function classifyBech32(word: string): DetectedType | undefined {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return undefined;
  const split = lower.lastIndexOf("1");
  const prefix = lower.slice(0, split);
  return whenValid(BECH32_PREFIXES.has(prefix) && isBech32(prefix, lower.slice(split + 1)));
}

/** Blocks of 11 signs for 8 bytes; the last four bytes are of the Keccak-256 of the rest. */
function isMonero(word: string): boolean {
  const bytes: number[] = [];
  for (let index = 0; index < word.length; index += 11) {
    const block = word.slice(index, index + 11);
    const size = [0, -1, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8][block.length] ?? -1;
    const decoded = decodeBase58(block);
    if (size < 0 || decoded === undefined) return false;
    const significant = [...decoded].slice(-size);
    bytes.push(...new Array<number>(Math.max(0, size - significant.length)).fill(0), ...significant);
  }
  const check = keccak_256(Uint8Array.from(bytes.slice(0, -4)));
  return bytes.length > 60 && bytes.slice(-4).every((byte, index) => byte === check[index]);
}

/** SEP-0023: version, 32 bytes (40 of a muxed account), CRC-16 with the low byte first. */
function isStellar(word: string): boolean {
  const bytes = word.length === 56 || word.length === 69 ? decodeBits(word, BASE32, 5) : undefined;
  if (bytes === undefined) return false;
  return crc16(bytes.subarray(0, -2)) === (bytes.at(-2) ?? 0) + (bytes.at(-1) ?? 0) * 256;
}

/** TEP-2: tag, workchain, 32 bytes, CRC-16 with the high byte first. */
function isTon(word: string): boolean {
  const bytes = decodeBits(word, BASE64_URL, 6);
  return bytes !== undefined && crc16(bytes.subarray(0, 34)) === (bytes[34] ?? 0) * 256 + (bytes[35] ?? 0);
}

/** SS58 (Polkadot) has a check of Blake2b; Solana's 32 bytes have none, so a word must speak for them. */
function classifyUnchecked(word: string, context: Context): DetectedType | undefined {
  if (!/[a-z]/.test(word) || !/[A-Z]/.test(word)) return undefined;
  const bytes = word.length <= 50 ? decodeBase58(word) : undefined;
  if (bytes === undefined) return undefined;
  if (bytes.length === 35 || bytes.length === 36) return whenValid(isSs58(bytes));
  if (bytes.length !== 32) return undefined;
  return whenValid(WALLET_WORD.test(textBefore(context.text, context.start)));
}

const SS58_PREFIX = utf8ToBytes("SS58PRE");

function isSs58(bytes: Uint8Array): boolean {
  const payload = bytes.subarray(0, -2);
  const check = blake2b(Uint8Array.from([...SS58_PREFIX, ...payload]), { dkLen: 64 });
  return bytes.at(-2) === check[0] && bytes.at(-1) === check[1];
}
