import { hashOf } from "./rank-table.js";

const SLOTS = 1 << 13;
/** Longest piece that is remembered, in bytes. */
export const MEMO_LIMIT = 32;

/**
 * Token counts of short pieces, one per slot of a fixed table: a later piece takes the place of an earlier one. It holds
 * bytes, not strings, so that it can neither grow nor keep a whole request alive through a slice of it.
 */
export class PieceMemo {
  readonly #bytes = new Uint8Array(SLOTS * MEMO_LIMIT);
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #counts = new Uint8Array(SLOTS);

  /** Tokens of the piece `bytes[0, length)`, which `count` works out when it is not remembered. */
  count(bytes: Uint8Array, length: number, count: (bytes: Uint8Array, length: number) => number): number {
    const slot = hashOf(bytes, 0, length) & (SLOTS - 1);
    if (this.#holds(slot, bytes, length)) return this.#counts[slot] ?? 0;
    const tokens = count(bytes, length);
    for (let index = 0; index < length; index += 1) this.#bytes[slot * MEMO_LIMIT + index] = bytes[index] ?? 0;
    this.#lengths[slot] = length;
    this.#counts[slot] = tokens;
    return tokens;
  }

  #holds(slot: number, bytes: Uint8Array, length: number): boolean {
    if (this.#lengths[slot] !== length) return false;
    for (let index = 0; index < length; index += 1) {
      if (this.#bytes[slot * MEMO_LIMIT + index] !== bytes[index]) return false;
    }
    return true;
  }
}
