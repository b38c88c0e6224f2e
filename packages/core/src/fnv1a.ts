/** Start value of a 32-bit FNV-1a hash. */
export const fnv1aSeed = 0x811c9dc5;

/** FNV-1a over the UTF-16 units of `text` up to `end`, 32 bits, continuing from `seed`: it finds differences, not forgery. */
export function fnv1a(seed: number, text: string, end: number): number {
  let hash = seed;
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
