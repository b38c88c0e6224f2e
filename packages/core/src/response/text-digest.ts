import { fnv1a, fnv1aSeed } from "../fnv1a.js";

/**
 * Remembers a text that was handed on without keeping it, so that its final form can be compared with it:
 * memory per stream does not grow with the text.
 */
export class TextDigest {
  #length = 0;
  #hash = fnv1aSeed;

  add(text: string): void {
    this.#hash = fnv1a(this.#hash, text, text.length);
    this.#length += text.length;
  }

  /** What `full` has beyond the remembered text, or `undefined` where it does not start with it. */
  rest(full: string): string | undefined {
    if (full.length < this.#length) return undefined;
    if (fnv1a(fnv1aSeed, full, this.#length) !== this.#hash) return undefined;
    return full.length === this.#length ? "" : full.slice(this.#length);
  }
}
