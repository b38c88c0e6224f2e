const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** Known keys within two edits of an unknown one, nearest first, then by name; keys the body has are left out. */
export const didYouMean = (unknown: string, known: readonly string[], present: readonly string[]): readonly string[] =>
  known
    .filter((key) => !present.includes(key) && Math.abs(key.length - unknown.length) <= 2)
    .map((key) => ({ key, edits: distance(unknown, key) }))
    .filter(({ edits }) => edits <= 2)
    .sort((a, b) => a.edits - b.edits || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
