import type { Adaptation } from "./adapt.js";

const maxModels = 200;
const anHour = 3_600_000;

/** Remembers what a model refused, so that only the first request pays for finding out. An hour, since accounts change. */
export class AdaptationMemory {
  readonly #known = new Map<string, { adaptations: Adaptation[]; expires: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether nothing was ever refused: then nobody needs to know by what key. */
  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  recall(key: string): readonly Adaptation[] {
    const entry = this.#known.get(key);
    if (entry === undefined) return [];
    if (entry.expires > this.#now()) return entry.adaptations;
    this.#known.delete(key);
    return [];
  }

  remember(key: string, adaptation: Adaptation): void {
    const adaptations = this.recall(key).filter(({ name }) => name !== adaptation.name);
    this.#known.delete(key);
    this.#known.set(key, { adaptations: [...adaptations, adaptation], expires: this.#now() + anHour });
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxModels && oldest !== undefined) this.#known.delete(oldest);
  }
}
