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
 * before it within them is the same. Within a window that holds; where two windows meet it is checked, and the earlier
 * window is made larger until it holds.
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
  let capacity = window;
  let size = window;
  let kept: Kept = { tokens: 0, lastStart: 0, end: 0 };
  let before = kept;
  for (;;) {
    const end = Math.min(kept.end + size, bytes.length);
    if (size > capacity) {
      merge = new HeapMerge(table, Math.min(size, bytes.length));
      capacity = size;
    }
    merge.start(bytes.subarray(kept.end, end));
    while (!merge.run(4 * window)) yield;
    onSteps(merge.steps);
    merge.steps = 0;
    if (kept.end > 0 && !meet(seam, bytes, kept, kept.end + merge.firstEnd)) {
      kept = before;
      size *= 4;
      continue;
    }
    if (end === bytes.length) return kept.tokens + merge.parts;
    const next = keep(merge, kept, end - tailOf(table, size));
    if (next.end === kept.end) size *= 4;
    else {
      before = kept;
      kept = next;
      size = window;
    }
    yield;
  }
}

/** What is final: how many tokens, where the last of them starts, and where it ends. */
type Kept = { tokens: number; lastStart: number; end: number };

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
