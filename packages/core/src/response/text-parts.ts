const batch = 64;

/** Joins many short strings without keeping each: a long text costs about its own length in memory, and linear time. */
export class TextParts {
  #joined: string[] = [];
  #parts: string[] = [];

  add(part: string): void {
    this.#parts.push(part);
    if (this.#parts.length < batch) return;
    this.#joined.push(this.#parts.join(""));
    this.#parts = [];
    if (this.#joined.length === batch * batch) this.#joined = [this.#joined.join("")];
  }

  toString(): string {
    return this.#joined.join("") + this.#parts.join("");
  }
}
