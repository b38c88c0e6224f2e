import { HeapMerge } from "./merge.js";
import type { RankTable } from "./rank-table.js";

/** Bytes of a window: some milliseconds of work, and a heap that stays in the processor's cache. */
const WINDOW = 8192;

/** Bytes at the end of a window that the next one takes again: what follows may still change their tokens. */
const tailOf = (table: RankTable, window: number): number => Math.min(2 * table.longest, window >> 1);

/**
 * Merges a long piece window by window: memory for one window, and a pause after each.
 *
 * It is exact. Tokens are those of the whole piece if, and only if, each of them and each two neighbours, merged on their
 * own, give themselves: the first merge across a border would be made in the two alone as well, since all that happens
 * before it within them is the same. Within a window that holds; where two windows meet it is checked; where it does
 * not, the earlier window is made larger, and where that does not help, all of them.
 *
 * @param onSteps gets the heap entries that were taken
 * @param window bytes; another number than the default is for tests
 * @returns how many tokens
 */
export function* mergeInWindows(
  table: RankTable,
  bytes: Uint8Array,
  onSteps: (steps: number) => void,
  window = WINDOW,
): Generator<undefined, number, undefined> {
  const seam = new HeapMerge(table, 2 * table.longest);
  let merge = new HeapMerge(table, Math.min(window, bytes.length));
  /** What the merge holds the tokens of. */
  let merged = { start: 0, end: 0 };
  let kept = NOTHING;
  /** What was kept before the last window, and how large that was. */
  let before = { kept, size: window };
  let smallest = window;
  for (let size = smallest; ; ) {
    const { end: start } = kept;
    const end = Math.min(start + size, bytes.length);
    // A run of one letter, of blanks, of dashes: the same window again and again.
    if (!isSame(bytes, merged, start, end)) {
      if (end - start > merge.capacity) merge = new HeapMerge(table, end - start);
      merge.start(bytes.subarray(start, end));
      while (!merge.run(4 * window)) yield;
      onSteps(merge.steps);
      merge.steps = 0;
      merged = { start, end };
    }
    if (start > 0 && !meet(seam, bytes, kept, start + merge.firstEnd)) {
      const again = kept === before.kept;
      if (again) smallest *= 4;
      kept = again ? NOTHING : before.kept;
      size = again ? smallest : before.size * 4;
      before = { kept, size };
      yield;
      continue;
    }
    if (end === bytes.length) return kept.tokens + merge.parts;
    const next = keep(merge, kept, end - tailOf(table, size));
    if (next.end === start) size *= 4;
    else {
      before = { kept, size };
      kept = next;
      size = smallest;
    }
    yield;
  }
}

/** Whether `bytes[start, end)` are those of another window. */
function isSame(bytes: Uint8Array, other: { start: number; end: number }, start: number, end: number): boolean {
  if (other.end - other.start !== end - start) return false;
  for (let index = start, theirs = other.start; index < end; index += 1, theirs += 1) {
    if (bytes[index] !== bytes[theirs]) return false;
  }
  return true;
}

/** What is final: how many tokens, where the last of them starts, and where it ends. */
type Kept = { tokens: number; lastStart: number; end: number };
const NOTHING: Kept = { tokens: 0, lastStart: 0, end: 0 };

/** Takes the tokens of a window that end at `limit` or before. */
function keep(merge: HeapMerge, { tokens, lastStart, end }: Kept, limit: number): Kept {
  const next = { tokens, lastStart, end };
  merge.forEachToken((from, to) => {
    if (end + to > limit) return;
    next.tokens += 1;
    next.lastStart = end + from;
    next.end = end + to;
  });
  return next;
}

/** Whether the last token that was kept and the first one after it stay what they are side by side. */
function meet(seam: HeapMerge, bytes: Uint8Array, { lastStart, end }: Kept, nextEnd: number): boolean {
  seam.start(bytes.subarray(lastStart, nextEnd));
  seam.run();
  return seam.parts === 2 && seam.firstEnd === end - lastStart;
}
