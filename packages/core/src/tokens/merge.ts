import { NO_RANK, type RankTable } from "./rank-table.js";

/** Pieces of up to this many bytes are merged by scanning: a heap costs more than it saves there. */
export const SCAN_LIMIT = 96;

const scanStarts = new Int32Array(SCAN_LIMIT + 1);
const scanRanks = new Int32Array(SCAN_LIMIT + 1);

/**
 * Merges `bytes[0, length)`, lowest rank first, leftmost first among equals, by looking for the lowest again and again.
 *
 * @returns how many tokens; `onToken` gets the offset of each one's end
 */
export function mergeByScan(
  table: RankTable,
  bytes: Uint8Array,
  length: number,
  onToken?: (start: number, end: number) => void,
): number {
  const starts = scanStarts;
  const ranks = scanRanks;
  for (let index = 0; index <= length; index += 1) {
    starts[index] = index;
    ranks[index] = index + 2 <= length ? table.rank(bytes, index, index + 2) : NO_RANK;
  }
  let parts = length;
  for (;;) {
    let lowest = NO_RANK;
    let at = -1;
    for (let index = 0; index < parts - 1; index += 1) {
      const rank = ranks[index] ?? NO_RANK;
      if (rank < lowest) {
        lowest = rank;
        at = index;
      }
    }
    if (at < 0) break;
    starts.copyWithin(at + 1, at + 2, parts + 1);
    ranks.copyWithin(at + 1, at + 2, parts + 1);
    parts -= 1;
    ranks[at] = at + 1 < parts ? table.rank(bytes, starts[at] ?? 0, starts[at + 2] ?? 0) : NO_RANK;
    if (at > 0) ranks[at - 1] = table.rank(bytes, starts[at - 1] ?? 0, starts[at + 1] ?? 0);
  }
  if (onToken) for (let part = 0; part < parts; part += 1) onToken(starts[part] ?? 0, starts[part + 1] ?? 0);
  return parts;
}

/** A rank and a position in one number that sorts by rank, then position: 18 and 32 bits, exact in a double. */
const POSITIONS = 2 ** 32;

/**
 * The same merge for long pieces: a heap of (rank, position) instead of the scan, so n log n instead of n². Entries whose
 * pair has changed since are skipped when they come up. `run` does a bounded number of steps, so that others get a turn.
 */
export class HeapMerge {
  /** Tokens so far; final once `run` has answered true. */
  parts = 0;
  /** Heap entries taken so far, by all merges: the measure of work. */
  steps = 0;
  readonly capacity: number;
  readonly #table: RankTable;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** Rank of the pair that starts at each position; `NO_RANK` where none does. */
  readonly #ranks: Int32Array;
  readonly #heap: Float64Array;
  #bytes: Uint8Array = new Uint8Array();
  #length = 0;
  #size = 0;
  /** Positions whose pair has been looked at. */
  #filled = 0;

  /** @param capacity bytes of the longest piece; 28 bytes of memory for each */
  constructor(table: RankTable, capacity: number) {
    this.#table = table;
    this.capacity = capacity;
    this.#next = new Int32Array(capacity);
    this.#previous = new Int32Array(capacity);
    this.#ranks = new Int32Array(capacity);
    // A merge takes one entry and adds at most two, and there are fewer merges than bytes.
    this.#heap = new Float64Array(2 * capacity);
  }

  /** Takes on a piece, in place of the one before. @param bytes kept, not copied, until the merge has run */
  start(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#length = bytes.length;
    this.parts = bytes.length;
    this.#size = 0;
    this.#filled = 0;
  }

  /** Looks at up to `limit` pairs or heap entries; true when nothing is left to merge. */
  run(limit = Number.POSITIVE_INFINITY): boolean {
    let left = limit;
    for (; left > 0 && this.#filled < this.#length; left -= 1) this.#fill();
    for (; left > 0 && this.#size > 0; left -= 1) {
      this.steps += 1;
      const entry = this.#pop();
      const rank = Math.floor(entry / POSITIONS);
      const at = entry - rank * POSITIONS;
      if (this.#ranks[at] === rank) this.#join(at);
    }
    return this.#filled === this.#length && this.#size === 0;
  }

  /** Where the first token ends. */
  get firstEnd(): number {
    return this.#next[0] ?? 0;
  }

  /** Start and end of each token, in order. */
  forEachToken(onToken: (start: number, end: number) => void): void {
    for (let at = 0; at < this.#length; at = this.#next[at] ?? this.#length)
      onToken(at, this.#next[at] ?? this.#length);
  }

  #fill(): void {
    const at = this.#filled;
    this.#filled += 1;
    this.#next[at] = at + 1;
    this.#previous[at] = at - 1;
    const rank = at + 1 < this.#length ? this.#table.rank(this.#bytes, at, at + 2) : NO_RANK;
    this.#ranks[at] = rank;
    if (rank !== NO_RANK) this.#push(rank * POSITIONS + at);
  }

  #join(at: number): void {
    const right = this.#next[at] ?? 0;
    const after = this.#next[right] ?? 0;
    this.#next[at] = after;
    if (after < this.#length) this.#previous[after] = at;
    this.#ranks[right] = NO_RANK;
    this.parts -= 1;
    this.#rate(at);
    const before = this.#previous[at] ?? -1;
    if (before >= 0) this.#rate(before);
  }

  /** Looks the pair up that now starts at `at`. */
  #rate(at: number): void {
    const right = this.#next[at] ?? this.#length;
    const rank = right < this.#length ? this.#table.rank(this.#bytes, at, this.#next[right] ?? this.#length) : NO_RANK;
    this.#ranks[at] = rank;
    if (rank !== NO_RANK) this.#push(rank * POSITIONS + at);
  }

  #push(entry: number): void {
    const heap = this.#heap;
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const value = heap[parent] ?? 0;
      if (value <= entry) break;
      heap[at] = value;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): number {
    const top = this.#heap[0] ?? 0;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(0, this.#heap[this.#size] ?? 0);
    return top;
  }

  #sink(from: number, entry: number): void {
    const heap = this.#heap;
    const size = this.#size;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      let value = heap[child] ?? 0;
      const sibling = heap[child + 1] ?? 0;
      if (child + 1 < size && sibling < value) {
        child += 1;
        value = sibling;
      }
      if (value >= entry) break;
      heap[at] = value;
      at = child;
    }
    heap[at] = entry;
  }
}
