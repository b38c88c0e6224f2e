import { digest } from "./digest.js";

const maxEntries = 256;

export type Count = {
  tokens: number;
  /** Whether it is what was asked for; a makeshift is shared with those who wait for it, and then forgotten. */
  exact: boolean;
};

/** Remembers counts by the hash of what was counted; requests for the same one at the same time share its work. */
export class CountCache {
  readonly #counts = new Map<string, Promise<Count>>();

  async get(text: string, count: () => Promise<Count>): Promise<number> {
    const key = await digest(text);
    const known = this.#counts.get(key);
    if (known) return (await known).tokens;
    const counted = count();
    this.#counts.set(key, counted);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > maxEntries && oldest !== undefined) this.#counts.delete(oldest);
    const forget = () => {
      if (this.#counts.get(key) === counted) this.#counts.delete(key);
    };
    counted.then(({ exact }) => exact || forget(), forget);
    return (await counted).tokens;
  }
}
