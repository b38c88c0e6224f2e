/** Numbers in [0, 1) that are the same for the same seed: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws one of the named things, each as often as its weight says. */
export function drawn<Thing extends { readonly weight: number }>(
  things: Readonly<Record<string, Thing>>,
  random: () => number,
): [name: string, thing: Thing] {
  const all = Object.entries(things);
  let left = random() * all.reduce((sum, [, { weight }]) => sum + weight, 0);
  for (const each of all) {
    left -= each[1].weight;
    if (left < 0) return each;
  }
  throw new Error("nothing to draw from");
}
