import { createHash } from "node:crypto";

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const digest = (text: string): Buffer => createHash("sha512").update(text).digest();

/** Deterministic ids in OpenAI's shapes; two mints of the same seed give the same ids in the same order. */
export interface Mint {
  /** `resp_…`, `msg_…`, `fc_…`, `rs_…`, `ws_…`: 50 hexadecimal characters after the prefix. */
  readonly id: (prefix: string) => string;
  /** `call_` and 24 letters or digits; never equal to an item id. */
  readonly callId: () => string;
  /** Random-looking letters and digits of the given length. */
  readonly letters: (length: number) => string;
}

/** Builds a mint; `createdAt` is in seconds, as OpenAI puts it into the middle of its ids. */
export const createMint = (seed: string, createdAt: number): Mint => {
  let count = 0;
  const next = () => digest(`${seed}:${count++}`);
  const letters = (length: number) =>
    Array.from({ length: Math.ceil(length / 64) }, () => Array.from(next(), (byte) => BASE62[byte % 62]).join(""))
      .join("")
      .slice(0, length);
  const conversation = digest(seed).toString("hex").slice(0, 16);
  return {
    id: (prefix) =>
      `${prefix}_${conversation}00${createdAt.toString(16).padStart(8, "0")}${next().toString("hex").slice(0, 24)}`,
    callId: () => `call_${letters(24)}`,
    letters,
  };
};

/** The padding that OpenAI puts on deltas: fills delta and padding to a multiple of 16 characters. */
export const obfuscation = (mint: Mint, delta: string): string => mint.letters((16 - (delta.length % 16)) % 16);
