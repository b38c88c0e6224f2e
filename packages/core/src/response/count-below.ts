/**
 * How many of some values stand below a limit, in the order of their numbers: there may be thousands, so the list is halved
 * again and again.
 */
export function countBelow<Value>(values: readonly Value[], limit: number, numberOf: (value: Value) => number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    if (value !== undefined && numberOf(value) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
