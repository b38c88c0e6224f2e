import { TextDigest } from "./text-digest.js";

/** Takes the parts of a text in order: any number of `text` for a part, then its `end`. */
export type PartReceiver = {
  text(index: number, text: string): void;
  end(index: number): void;
  /** The final form of a part differs from what was handed on. */
  diverged(index: number): void;
};

type Part = { digest: TextDigest; waiting: string[]; full: string | undefined };

/**
 * Numbered parts of one item, handed on one part at a time and in order, however their deltas interleave.
 * A part ends when a later one has begun and its own final form is known, or when the item ends.
 */
export class OrderedTexts {
  readonly #parts = new Map<number, Part>();
  readonly #receiver: PartReceiver;
  /** The part that is handed on now, and the index that the next one may not be below. */
  #current: number | undefined;
  #floor = 0;
  /** Whether the parts stand in the map in order of their index. */
  #sorted = true;
  #highest = -1;

  constructor(receiver: PartReceiver) {
    this.#receiver = receiver;
  }

  /** A delta of a part. */
  append(index: number, delta: string): void {
    const part = this.#part(index);
    if (part === undefined) return this.#receiver.diverged(index);
    if (index === this.#current || this.#moveTo(index)) this.#hand(index, part, delta);
    else part.waiting.push(delta);
  }

  /** Whether a part was handed on to its end. */
  hasEnded(index: number): boolean {
    return index < this.#floor && !this.#parts.has(index);
  }

  /** The final form of a part. */
  settle(index: number, full: string): void {
    const part = this.#part(index);
    if (part === undefined) return;
    part.full = full;
    if (index === this.#current || this.#moveTo(index)) this.#reconcile(index, part);
  }

  /** The final form of all parts; hands on what is missing and ends them. */
  finish(fulls: ReadonlyMap<number, string>): void {
    for (const [index, full] of fulls) {
      const part = this.#part(index);
      if (part) part.full = full;
    }
    const inOrder = [...this.#parts].sort(([a], [b]) => a - b);
    // The part that is being handed on cannot be interrupted, so it comes first.
    inOrder.sort(([a], [b]) => Number(b === this.#current) - Number(a === this.#current));
    for (const [index, part] of inOrder) {
      if (index !== this.#current) this.#begin(index, part);
      this.#reconcile(index, part);
      this.#end();
    }
  }

  /** The part, or `undefined` where it has ended. */
  #part(index: number): Part | undefined {
    let part = this.#parts.get(index);
    if (part === undefined && index >= this.#floor) {
      part = { digest: new TextDigest(), waiting: [], full: undefined };
      this.#sorted &&= index > this.#highest;
      this.#highest = Math.max(this.#highest, index);
      this.#parts.set(index, part);
    }
    return part;
  }

  /** Makes a part the current one, if the one before it is complete. */
  #moveTo(index: number): boolean {
    while (this.#current !== undefined && index > this.#current) {
      if (this.#parts.get(this.#current)?.full === undefined) return false;
      this.#end();
      const next = this.#lowest() ?? index;
      const part = this.#parts.get(next);
      if (part === undefined) break;
      this.#begin(next, part);
      if (next !== index) this.#reconcile(next, part);
    }
    if (this.#current === index) return true;
    if (this.#current !== undefined) return false;
    const part = this.#parts.get(index);
    if (part) this.#begin(index, part);
    return true;
  }

  /** Parts begin in order nearly always, and then the first of the map is the lowest. */
  #lowest(): number | undefined {
    if (!this.#sorted) {
      const inOrder = [...this.#parts].sort(([a], [b]) => a - b);
      this.#parts.clear();
      for (const [index, part] of inOrder) this.#parts.set(index, part);
      this.#sorted = true;
    }
    return this.#parts.keys().next().value;
  }

  #begin(index: number, part: Part): void {
    if (this.#current !== undefined) this.#end();
    this.#current = index;
    for (const delta of part.waiting) this.#hand(index, part, delta);
    part.waiting = [];
  }

  #hand(index: number, part: Part, text: string): void {
    part.digest.add(text);
    this.#receiver.text(index, text);
  }

  #reconcile(index: number, part: Part): void {
    if (part.full === undefined) return;
    const rest = part.digest.rest(part.full);
    if (rest === undefined) this.#receiver.diverged(index);
    else if (rest !== "") this.#hand(index, part, rest);
  }

  #end(): void {
    if (this.#current === undefined) return;
    const index = this.#current;
    this.#parts.delete(index);
    this.#floor = Math.max(this.#floor, index + 1);
    this.#current = undefined;
    this.#receiver.end(index);
  }
}
