/** A set of UTF-16 units: a byte for each of ASCII, and a last one for all others. */
export type CharSet = Uint8Array;

const ASCII = 128;

/** The set of the characters in `some` (ASCII). */
export function charSet(some: string): CharSet {
  const set = new Uint8Array(ASCII + 1);
  for (const one of some) set[one.charCodeAt(0)] = 1;
  return set;
}

/** All characters but those in `some` (ASCII). */
export function allBut(some: string): CharSet {
  return charSet(some).map((taken) => 1 - taken);
}

const has = (set: CharSet, code: number) => set[Math.min(code, ASCII)] === 1;

/** Whether `text[at]` is of a set; `false` outside of the text. */
export function isOf(set: CharSet, text: string, at: number): boolean {
  return at >= 0 && at < text.length && has(set, text.charCodeAt(at));
}

/** Where the run of a set's characters ends that begins at `from`, at most `limit` characters on. */
export function endOfRun(set: CharSet, text: string, from: number, limit: number): number {
  const last = Math.min(text.length, from + limit);
  let at = from;
  while (at < last && has(set, text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the run of a set's characters begins that ends before `to`, at most `limit` characters back. */
export function startOfRun(set: CharSet, text: string, to: number, limit: number): number {
  const first = Math.max(0, to - limit);
  let at = to;
  while (at > first && has(set, text.charCodeAt(at - 1))) at -= 1;
  return at;
}
