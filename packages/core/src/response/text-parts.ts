const batch = 64;

/**
 * Joins many short strings without keeping each: parts are joined by the batch, batches by the batch, and so on. A long
 * text costs about its own length in memory, and time in proportion to it.
 */
export class TextParts {
  /** Texts of which each next tier has longer ones, which stand before those of the tiers below. */
  readonly #tiers: string[][] = [];
  /** UTF-16 units so far. */
  length = 0;

  add(part: string): void {
    this.length += part.length;
    this.#keep(part, 0);
  }

  toString(): string {
    return this.#tiers.reduceRight((text, parts) => text + parts.join(""), "");
  }

  /** What of a whole text has not come yet; `undefined` where it does not begin with what has. */
  restOf(whole: string): string | undefined {
    // The lengths come first: a short text that is repeated without end must not cost a look at a long one each time.
    const goesOn = whole.length >= this.length && whole.startsWith(this.toString());
    return goesOn ? whole.slice(this.length) : undefined;
  }

  #keep(part: string, tier: number): void {
    const parts = this.#tiers[tier];
    if (parts === undefined) this.#tiers.push([part]);
    else if (parts.push(part) === batch) this.#keep(parts.splice(0).join(""), tier + 1);
  }
}
