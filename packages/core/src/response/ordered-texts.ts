import { LowestFirst } from "./lowest-first.js";
import { TextDigest } from "./text-digest.js";

/** Takes the parts of a text in order: any number of `text` for a part, then its `end`. */
export type PartReceiver = {
  text(index: number, text: string): void;
  end(index: number): void;
  /** What comes of a part differs from what was handed on. */
  diverged(index: number): void;
  /** So much more waits for its turn, in UTF-16 units; below zero, so much less. */
  kept(length: number): void;
};

type Part = {
  readonly index: number;
  readonly digest: TextDigest;
  deltas: string[];
  /** Its final text, until that is compared. */
  full: string | undefined;
  /** Whether nothing more comes of it. */
  settled: boolean;
  /** What it was said to keep. */
  kept: number;
};

/** What a part and each of its deltas cost while they wait, beside their text, in UTF-16 units. */
const partLength = 256;
const deltaLength = 32;

/**
 * Numbered parts of one item, handed on one part at a time and in order, however their deltas interleave (mapping C.2).
 * A part ends when it is settled and another has begun, or when the item ends.
 */
export class OrderedTexts {
  readonly #receiver: PartReceiver;
  /** The part that is handed on now; it cannot be interrupted. */
  #current: Part | undefined;
  /** The other parts that have begun. */
  readonly #waiting = new LowestFirst<Part>();
  readonly #begun = new Map<number, Part>();
  /** What was handed on of the parts that have ended. */
  readonly #ended = new Map<number, TextDigest>();

  constructor(receiver: PartReceiver) {
    this.#receiver = receiver;
  }

  /** A part has begun; nothing is known of its text. */
  announce(index: number): void {
    this.#part(index);
  }

  /** A delta of a part. */
  append(index: number, delta: string): void {
    const part = this.#part(index);
    if (part === undefined) this.#receiver.diverged(index);
    else if (part === this.#current) this.#hand(part, delta);
    else {
      part.deltas.push(delta);
      this.#keep(part, deltaLength + delta.length);
    }
  }

  /** Whether a part was handed on to its end. */
  hasEnded(index: number): boolean {
    return this.#ended.has(index);
  }

  /** The final text of a part, of which something besides may still come. */
  supply(index: number, full: string): void {
    const part = this.#part(index);
    if (part === undefined) return this.#compare(index, full);
    if (part !== this.#current) this.#keep(part, full.length - (part.full?.length ?? 0));
    part.full = full;
    if (part === this.#current) this.#reconcile(part);
  }

  /** The final text of a part, of which nothing more comes. */
  settle(index: number, full: string): void {
    this.supply(index, full);
    const part = this.#begun.get(index);
    if (part) part.settled = true;
    this.#advance();
  }

  /** The final text of all parts; hands on what is missing and ends them. */
  finish(fulls: ReadonlyMap<number, string>): void {
    for (const [index, full] of fulls) {
      const part = this.#part(index);
      if (part) part.full = full;
      else this.#compare(index, full);
    }
    if (this.#current) this.#reconcile(this.#current);
    while (this.#current) this.#next(this.#current);
  }

  /** The part, or `undefined` where it has ended. */
  #part(index: number): Part | undefined {
    if (this.#ended.has(index)) return undefined;
    return this.#begun.get(index) ?? this.#begin(index);
  }

  #begin(index: number): Part {
    const part: Part = { index, digest: new TextDigest(), deltas: [], full: undefined, settled: false, kept: 0 };
    this.#begun.set(index, part);
    if (this.#current === undefined) this.#current = part;
    else {
      this.#waiting.push(part);
      this.#keep(part, partLength);
      this.#advance();
    }
    return part;
  }

  /** Ends the current part if nothing more comes of it and another waits. */
  #advance(): void {
    while (this.#current?.settled && this.#waiting.length > 0) this.#next(this.#current);
  }

  #next(last: Part): void {
    this.#begun.delete(last.index);
    this.#ended.set(last.index, last.digest);
    this.#receiver.end(last.index);
    const part = this.#waiting.shift();
    this.#current = part;
    if (part === undefined) return;
    this.#keep(part, -part.kept);
    for (const delta of part.deltas) this.#hand(part, delta);
    part.deltas = [];
    this.#reconcile(part);
  }

  #keep(part: Part, length: number): void {
    part.kept += length;
    this.#receiver.kept(length);
  }

  #hand(part: Part, text: string): void {
    part.digest.add(text);
    this.#receiver.text(part.index, text);
  }

  #reconcile(part: Part): void {
    const { full } = part;
    if (full === undefined) return;
    part.full = undefined;
    const rest = part.digest.rest(full);
    if (rest === undefined) this.#receiver.diverged(part.index);
    else if (rest !== "") this.#hand(part, rest);
  }

  /** A part that has ended takes nothing more. */
  #compare(index: number, full: string): void {
    if (this.#ended.get(index)?.rest(full) !== "") this.#receiver.diverged(index);
  }
}
