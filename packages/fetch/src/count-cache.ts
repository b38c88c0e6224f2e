const maxEntries = 256;

/** Remembers counts by the hash of what was counted; requests for the same one at the same time share its work. */
export class CountCache {
  readonly #counts = new Map<string, Promise<number>>();

  async get(text: string, count: () => Promise<number>): Promise<number> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const key = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const known = this.#counts.get(key);
    if (known) return known;
    const counted = count();
    this.#counts.set(key, counted);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > maxEntries && oldest !== undefined) this.#counts.delete(oldest);
    // A failure is not remembered.
    counted.catch(() => this.#counts.delete(key));
    return counted;
  }
}
