import { HeapMerge, mergeByScan, SCAN_LIMIT } from "./merge.js";
import { MEMO_LIMIT, PieceMemo } from "./piece-memo.js";
import { pieceEnd } from "./pieces.js";
import { NO_RANK, RankTable } from "./rank-table.js";
import { writeUtf8 } from "./utf8.js";

/** UTF-16 units, or heap entries, between two turns of others: some milliseconds of work. */
const SLICE = 8192;
/**
 * A longer piece is cut there: what is done in one go, and 28 bytes of memory per byte of piece, must end somewhere.
 * A cut may cost a token or two in the count of a quarter of a megabyte without a break.
 */
const LONGEST_PIECE = 1 << 18;

/**
 * o200k, exact for any piece up to 262,144 units, in time linear in the text (n log n within one piece). Text that looks like a special
 * token is plain text; lone surrogates are U+FFFD.
 */
export class BytePairEncoder {
  readonly #table: RankTable;
  readonly #memo = new PieceMemo();
  readonly #scratch = new Uint8Array(3 * SCAN_LIMIT);
  readonly #scan = (bytes: Uint8Array, length: number): number => mergeByScan(this.#table, bytes, length);
  /** Heap entries taken so far: what a test of linearity reads. */
  steps = 0;

  constructor(table: RankTable) {
    this.#table = table;
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
      end = nextEnd(text, start);
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
      end = nextEnd(text, start);
      const bytes = new Uint8Array(3 * (end - start));
      const length = writeUtf8(text, start, end, bytes);
      const add = (from: number, to: number): void => {
        ids.push(this.#table.rank(bytes, from, to));
      };
      if (this.#table.rank(bytes, 0, length) !== NO_RANK) add(0, length);
      else if (length <= SCAN_LIMIT) mergeByScan(this.#table, bytes, length, add);
      else {
        const merge = new HeapMerge(this.#table, bytes, length);
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
    const merge = new HeapMerge(this.#table, bytes, length);
    merge.run();
    this.steps += merge.steps;
    return merge.parts;
  }

  *#countLong(text: string, start: number, end: number): Generator<undefined, number, undefined> {
    // Own bytes: while this one waits, another count may run.
    const bytes = new Uint8Array(3 * (end - start));
    const length = writeUtf8(text, start, end, bytes);
    if (this.#table.rank(bytes, 0, length) !== NO_RANK) return 1;
    const merge = new HeapMerge(this.#table, bytes, length);
    while (!merge.run(SLICE)) yield;
    this.steps += merge.steps;
    return merge.parts;
  }
}

function nextEnd(text: string, start: number): number {
  const end = pieceEnd(text, start);
  if (end - start <= LONGEST_PIECE) return end;
  const cut = start + LONGEST_PIECE;
  const unit = text.charCodeAt(cut);
  return unit >= 0xdc00 && unit < 0xe000 ? cut + 1 : cut;
}

let loading: Promise<BytePairEncoder> | undefined;

/**
 * The o200k encoder. Its ranks (2.3 MB) are loaded at the first call and shared by all later ones.
 *
 * @throws whatever the import throws; the next call tries again
 * @example
 * ```ts
 * (await loadEncoder()).count("Hello world"); // 2
 * ```
 */
export function loadEncoder(): Promise<BytePairEncoder> {
  loading ??= import("js-tiktoken/ranks/o200k_base").then(
    ({ default: { bpe_ranks } }) => new BytePairEncoder(new RankTable(bpe_ranks)),
    (failure: unknown) => {
      loading = undefined;
      throw failure;
    },
  );
  return loading;
}
