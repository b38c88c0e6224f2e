/**
 * Puts texts between the marks of a hand-written page: `<!-- generated: name -->` … `<!-- end -->`.
 *
 * @throws Error when a text has no place, so that a page cannot lose its table unnoticed
 */
export function fillRegions(page: string, texts: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, text] of Object.entries(texts)) {
    const region = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!region.test(filled)) throw new Error(`no region named ${name}`);
    filled = filled.replace(region, (_all, start: string, end: string) => `${start}\n${text}\n\n${end}`);
  }
  return filled;
}
