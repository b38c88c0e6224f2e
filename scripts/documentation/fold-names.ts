/** Where names may differ: the tag in the first brackets, or the value at the end. */
const places = [/^([^[]*\[)([^\]]+)(\].*)$/, /^(.*=)([^=]+)()$/];

/** Names that differ in one place only, written as one: `a[b]`, `a[c]` as `a[b, c]`, and `a=b`, `a=c` as `a=b, c`. */
export function foldNames(names: readonly string[]): string[] {
  return places.reduce<readonly string[]>(fold, names).slice();
}

function fold(names: readonly string[], place: RegExp): string[] {
  const groups = new Map<string, { start: string; variants: string[]; end: string }>();
  for (const name of names) {
    const [, start = name, variant, end = ""] = place.exec(name) ?? [];
    const group = groups.get(`${start}\n${end}`) ?? { start, variants: [], end };
    if (variant !== undefined) group.variants.push(variant);
    groups.set(`${start}\n${end}`, group);
  }
  return [...groups.values()].map(({ start, variants, end }) => start + variants.join(", ") + end);
}
