/** Numbered values that leave in the order of their numbers, in whatever order they come: a binary heap. */
export class LowestFirst<Value extends { readonly index: number }> {
  /** Each value's number is at most that of its two children, which stand at `2 * at + 1` and behind it. */
  readonly #values: Value[] = [];

  get length(): number {
    return this.#values.length;
  }

  push(value: Value): void {
    let at = this.#values.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#index(parent) <= value.index) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#values[at] = value;
  }

  /** Takes out the value with the lowest number. */
  shift(): Value | undefined {
    const first = this.#values[0];
    const last = this.#values.pop();
    if (last === undefined || this.#values.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#index(left + 1) < this.#index(left) ? left + 1 : left;
      if (last.index <= this.#index(child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#values[at] = last;
    return first;
  }

  /** The number of a place; none is higher than that of a place behind the end. */
  #index(at: number): number {
    return this.#values[at]?.index ?? Number.POSITIVE_INFINITY;
  }

  #move(from: number, to: number): void {
    const value = this.#values[from];
    if (value) this.#values[to] = value;
  }
}
