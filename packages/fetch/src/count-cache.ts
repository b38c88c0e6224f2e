import { digest } from "./digest.js";
import { promisesAreRequestBound } from "./request-bound.js";

const maxEntries = 256;

export type Count = {
  tokens: number;
  /** Whether it is what was asked for; a makeshift is shared with those who wait for it, and then forgotten. */
  exact: boolean;
};

/**
 * Remembers counts by the hash of what was counted; requests for the same one at the same time share its work, where the
 * runtime lets them.
 */
export class CountCache {
  readonly #counts = new Map<string, Count | Promise<Count>>();

  async get(text: string, count: () => Promise<Count>): Promise<number> {
    const key = await digest(text);
    const known = this.#counts.get(key);
    if (known) return (await known).tokens;
    const counting = count();
    if (!promisesAreRequestBound()) this.#share(key, counting);
    const counted = await counting;
    if (counted.exact) this.#remember(key, counted);
    return counted.tokens;
  }

  #share(key: string, counting: Promise<Count>): void {
    this.#remember(key, counting);
    const forget = () => {
      if (this.#counts.get(key) === counting) this.#counts.delete(key);
    };
    counting.then(({ exact }) => exact || forget(), forget);
  }

  #remember(key: string, count: Count | Promise<Count>): void {
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > maxEntries && oldest !== undefined) this.#counts.delete(oldest);
  }
}
