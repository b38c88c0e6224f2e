/** Joins many short strings without keeping each: a long text costs about its own length in memory. */
export class TextParts {
  #parts: string[] = [];

  add(part: string): void {
    this.#parts.push(part);
    if (this.#parts.length === 64) this.#parts = [this.#parts.join("")];
  }

  toString(): string {
    return this.#parts.join("");
  }
}
