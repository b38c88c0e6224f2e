import { decodeBase64Into } from "../base64.js";

/** What `rank` answers for bytes that are no token. Greater than any rank. */
export const NO_RANK = 0x7fffffff;

const RANK_BITS = 18;
const RANK_MASK = (1 << RANK_BITS) - 1;
const SLOTS = 1 << 19;

/**
 * Token bytes → rank, flat: all tokens in one byte array and an open hash table of 32-bit words (14 bits of hash, 18 bits
 * of rank). A map of 200,000 strings would weigh ten times as much and make a string of every look-up.
 */
export class RankTable {
  /** Bytes of the longest token. */
  readonly longest: number;
  readonly #bytes: Uint8Array;
  /** Where the token of each rank starts; the next one's start is its end. */
  readonly #starts: Uint32Array;
  readonly #slots = new Int32Array(SLOTS);

  /**
   * @param packed ranks as `js-tiktoken` packs them: lines of `! <first rank> <base64 token> …`, ranks ascending
   * @throws Error when the data holds more tokens than the table takes, or ranks out of order
   */
  constructor(packed: string) {
    const bytes = new Uint8Array(Math.ceil(packed.length * 0.75));
    const starts = new Uint32Array(RANK_MASK + 1);
    let ranks = 0;
    let length = 0;
    let longest = 0;
    for (const [first, at, lineEnd] of lines(packed)) {
      if (first < ranks) throw new Error("token ranks are out of order");
      starts.fill(length, ranks, first);
      ranks = first;
      // In place: 200,000 strings would cost more than the whole table.
      for (let start = at; start < lineEnd; ranks += 1) {
        if (ranks >= RANK_MASK) throw new Error("too many token ranks");
        const space = packed.indexOf(" ", start);
        const end = space < 0 || space > lineEnd ? lineEnd : space;
        starts[ranks] = length;
        const tokenEnd = decodeBase64Into(packed, start, end, bytes, length);
        longest = Math.max(longest, tokenEnd - length);
        length = tokenEnd;
        start = end + 1;
      }
    }
    starts[ranks] = length;
    this.longest = longest;
    this.#bytes = bytes.slice(0, length);
    this.#starts = starts.slice(0, ranks + 1);
    for (let rank = 0; rank < ranks; rank += 1) this.#insert(rank);
  }

  #insert(rank: number): void {
    const start = this.#starts[rank] ?? 0;
    const end = this.#starts[rank + 1] ?? 0;
    if (start === end) return;
    const hash = hashOf(this.#bytes, start, end);
    let slot = hash & (SLOTS - 1);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot] = (hash & ~RANK_MASK) | (rank + 1);
  }

  /** Rank of the token whose bytes are `bytes[start, end)`, or `NO_RANK`. */
  rank(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > this.longest) return NO_RANK;
    const hash = hashOf(bytes, start, end);
    let slot = hash & (SLOTS - 1);
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return NO_RANK;
      if (((entry ^ hash) & ~RANK_MASK) === 0) {
        const rank = (entry & RANK_MASK) - 1;
        if (this.#equals(rank, bytes, start, length)) return rank;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  #equals(rank: number, bytes: Uint8Array, start: number, length: number): boolean {
    const own = this.#starts[rank] ?? 0;
    if ((this.#starts[rank + 1] ?? 0) - own !== length) return false;
    for (let index = 0; index < length; index += 1) {
      if (this.#bytes[own + index] !== bytes[start + index]) return false;
    }
    return true;
  }
}

/** FNV-1a with a final mix: the table uses the low bits as place and the high bits as mark. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** First rank, start of the tokens and end of each line. */
function* lines(packed: string): Generator<[number, number, number]> {
  for (let start = 0; start < packed.length; ) {
    const newline = packed.indexOf("\n", start);
    const end = newline < 0 ? packed.length : newline;
    const rankStart = packed.indexOf(" ", start) + 1;
    const rankEnd = packed.indexOf(" ", rankStart);
    if (rankStart > start && rankEnd > 0 && rankEnd < end) {
      yield [Number(packed.slice(rankStart, rankEnd)), rankEnd + 1, end];
    }
    start = end + 1;
  }
}
