import { detect } from "@transpond/core/redact";
import { detectable, plain } from "./canary-kinds.js";
import { randomNumbers } from "./random.js";

export type Canary = { kind: string; value: string };

/** As many of each kind; a run takes what it needs from a place of its own. */
const perKind = 48;
const words = 400;
const mostAttempts = 2000;

const isFound = (value: string) => {
  const [found, ...more] = detect(value);
  return more.length === 0 && found?.start === 0 && found.end === value.length;
};

/** The same canaries in every run of the tests, so that what is red once is red again. */
function make(kinds: typeof plain, count: (kind: string) => number, fits: (value: string) => boolean): Canary[] {
  return Object.entries(kinds).flatMap(([kind, makeOne], at) => {
    const random = randomNumbers(20_261_123 + at);
    const values = new Set<string>();
    for (let attempt = 0; attempt < mostAttempts && values.size < count(kind); attempt += 1) {
      const value = makeOne(random);
      if (fits(value)) values.add(value);
    }
    return [...values].map((value) => ({ kind, value }));
  });
}

/** Each is found by the detectors as a whole. */
export const detectableCanaries: readonly Canary[] = make(detectable, () => perKind, isFound);
/** No detector knows them. */
export const plainCanaries: readonly Canary[] = make(
  plain,
  (kind) => (kind === "word" ? words : perKind),
  (value) => detect(value).length === 0,
);

/** Hands out canaries, each once before any comes again, beginning anywhere. */
export class Canaries {
  #at: number;
  readonly #detectable: readonly Canary[];

  constructor(start: number) {
    this.#at = start;
    // Kinds alternate.
    const kinds = Object.keys(detectable);
    const position = new Map(kinds.map((kind, at) => [kind, at]));
    const counts = new Map<string, number>();
    const ranked = detectableCanaries.map((canary) => {
      const count = counts.get(canary.kind) ?? 0;
      counts.set(canary.kind, count + 1);
      return { canary, rank: count * kinds.length + (position.get(canary.kind) ?? 0) };
    });
    this.#detectable = ranked.sort((one, other) => one.rank - other.rank).map(({ canary }) => canary);
  }

  #next(from: readonly Canary[]): string {
    this.#at += 1;
    const canary = from[this.#at % from.length];
    if (!canary) throw new Error("There are no canaries.");
    return canary.value;
  }

  /** Letters only: fits where an id or a name must stand. */
  word(): string {
    return this.#next(onlyWords);
  }

  /** Something that the detectors find. */
  found(): string {
    return this.#next(this.#detectable);
  }

  /** A secret of letters, digits, `_` and `-`: fits where an id must stand, and the detectors find it. */
  secret(): string {
    return this.#next(onlySecrets);
  }

  /** Digits that are exact as a number too. */
  card(): string {
    return this.#next(onlyCards);
  }

  hex(): string {
    return this.#next(onlyHex);
  }

  /** A number that it has not given before. */
  count(): number {
    this.#at += 1;
    return this.#at;
  }

  /** One of any kind. */
  any(): string {
    return this.#at % 3 === 0 ? this.found() : this.word();
  }
}

const onlyWords = plainCanaries.filter(({ kind }) => kind === "word");
const onlyHex = plainCanaries.filter(({ kind }) => kind === "hex");
const onlyCards = detectableCanaries.filter(({ kind }) => kind === "card");
const onlySecrets = detectableCanaries.filter(({ kind }) => ["github", "openai", "aws"].includes(kind));
