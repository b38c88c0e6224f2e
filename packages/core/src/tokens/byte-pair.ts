import { HeapMerge, mergeByScan, SCAN_LIMIT } from "./merge.js";
import { mergeInWindows } from "./merge-windows.js";
import { MEMO_LIMIT, PieceMemo } from "./piece-memo.js";
import { pieceEnd } from "./pieces.js";
import { NO_RANK, RankTable } from "./rank-table.js";
import { writeUtf8 } from "./utf8.js";

/** UTF-16 units between two turns of others: some milliseconds of work. */
const SLICE = 8192;
/** Units written as bytes between two turns of others. */
const WRITTEN_AT_ONCE = 1 << 18;

/**
 * o200k, in time linear in the text. Text that looks like a special token is plain text; lone surrogates are U+FFFD.
 */
export class BytePairEncoder {
  readonly #table: RankTable;
  readonly #memo = new PieceMemo();
  readonly #scratch = new Uint8Array(3 * SCAN_LIMIT);
  readonly #heap: HeapMerge;
  readonly #scan = (bytes: Uint8Array, length: number): number => mergeByScan(this.#table, bytes, length);
  /** Heap entries taken so far: what a test of linearity reads. */
  steps = 0;

  constructor(table: RankTable) {
    this.#table = table;
    this.#heap = new HeapMerge(table, this.#scratch.length);
  }

  /** Tokens of `text`, in one go. */
  count(text: string): number {
    const slices = this.countInSlices(text);
    for (;;) {
      const { done, value } = slices.next();
      if (done) return value;
    }
  }

  /** Tokens of `text`; stops after every few milliseconds of work, so that the caller may let others run. */
  *countInSlices(text: string): Generator<undefined, number, undefined> {
    let tokens = 0;
    let sliceEnd = SLICE;
    for (let start = 0, end = 0; start < text.length; start = end) {
      end = pieceEnd(text, start);
      if (end - start > SCAN_LIMIT) tokens += yield* this.#countLong(text, start, end);
      else tokens += this.#countShort(text, start, end);
      if (end > sliceEnd) {
        sliceEnd = end + SLICE;
        yield;
      }
    }
    return tokens;
  }

  /** Token ids of `text`, as `tiktoken` numbers them. */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (let start = 0, end = 0; start < text.length; start = end) {
      end = pieceEnd(text, start);
      const bytes = new Uint8Array(3 * (end - start));
      const length = writeUtf8(text, start, end, bytes);
      const add = (from: number, to: number): void => {
        ids.push(this.#table.rank(bytes, from, to));
      };
      if (this.#table.rank(bytes, 0, length) !== NO_RANK) add(0, length);
      else if (length <= SCAN_LIMIT) mergeByScan(this.#table, bytes, length, add);
      else {
        const merge = new HeapMerge(this.#table, length);
        merge.start(bytes.subarray(0, length));
        merge.run();
        merge.forEachToken(add);
      }
    }
    return ids;
  }

  #countShort(text: string, start: number, end: number): number {
    const bytes = this.#scratch;
    const length = writeUtf8(text, start, end, bytes);
    if (length === 1 || this.#table.rank(bytes, 0, length) !== NO_RANK) return 1;
    if (length <= MEMO_LIMIT) return this.#memo.count(bytes, length, this.#scan);
    if (length <= SCAN_LIMIT) return this.#scan(bytes, length);
    this.#heap.start(bytes.subarray(0, length));
    this.#heap.run();
    return this.#heap.parts;
  }

  *#countLong(text: string, start: number, end: number): Generator<undefined, number, undefined> {
    // Own bytes: while this one waits, another count may run.
    const bytes = new Uint8Array(3 * (end - start));
    let length = 0;
    for (let from = start, to = start; from < end; from = to) {
      to = Math.min(end, afterCharacter(text, from + WRITTEN_AT_ONCE));
      length += writeUtf8(text, from, to, bytes.subarray(length));
      if (to < end) yield;
    }
    if (this.#table.rank(bytes, 0, length) !== NO_RANK) return 1;
    return yield* mergeInWindows(this.#table, bytes.subarray(0, length), (steps) => {
      this.steps += steps;
    });
  }
}

/** `index`, or the next one where that would part a surrogate pair. */
function afterCharacter(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit < 0xe000 ? index + 1 : index;
}

let encoder: BytePairEncoder | undefined;

/**
 * The o200k encoder. Its ranks (2.3 MB) are loaded at the first call and shared by all later ones. The encoder is kept
 * rather than a promise of it: in some runtimes a promise ends with the request that made it.
 *
 * @throws whatever the import throws; the next call tries again
 * @example
 * ```ts
 * (await loadEncoder()).count("Hello world"); // 2
 * ```
 */
export async function loadEncoder(): Promise<BytePairEncoder> {
  if (encoder) return encoder;
  const { bpe_ranks } = (await import("js-tiktoken/ranks/o200k_base")).default;
  // Who came at the same time has it from the one who was first.
  encoder ??= new BytePairEncoder(new RankTable(bpe_ranks));
  return encoder;
}
