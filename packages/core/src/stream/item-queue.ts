import type { BlockSink } from "../response/item-renderer.js";
import { Outbox, type Turns } from "./outbox.js";

/** How much may wait, in UTF-16 units, and who is told when it is too much. */
type Bounds = { maxLength: number; onPassedOver: (place: number) => void; onOverflow: () => void };

/** What a waiting item costs beside what it wrote, in UTF-16 units. */
const waitingLength = 1024;

/**
 * Puts items that arrive interleaved into the order of their places: one writes, the others wait (mapping C.2).
 * When the waiting ones outgrow their bound, an item that has no block open is passed over and comes last (K34).
 */
export class ItemQueue implements Turns {
  readonly target: BlockSink;
  readonly #bounds: Bounds;
  current: Outbox | undefined;
  /** In order of place, those that were passed over last. */
  readonly #waiting: Outbox[] = [];
  /** Of all that waits. */
  #length = 0;
  /** What items keep within themselves: nothing lets go of it but the upstream's going on with its parts. */
  #lengthInside = 0;

  constructor(target: BlockSink, bounds: Bounds) {
    this.target = target;
    this.#bounds = bounds;
  }

  add(place: number): Outbox {
    const outbox = new Outbox(place, this);
    const { current } = this;
    if (current === undefined) this.current = outbox;
    else if (place < current.place && !current.touched) {
      this.current = outbox;
      this.#insert(current);
    } else this.#insert(outbox);
    return outbox;
  }

  finish(outbox: Outbox): void {
    outbox.finished = true;
    this.#goOn();
  }

  kept(length: number): void {
    this.#length += length;
    this.#makeRoom();
  }

  keptInside(length: number): void {
    this.#lengthInside += length;
    if (this.#lengthInside > this.#bounds.maxLength) this.#bounds.onOverflow();
  }

  /** Passes over whatever stalls the queue, each item once at most: where that is not enough, nothing is. */
  #makeRoom(): void {
    for (let left = this.#waiting.length; this.#length > this.#bounds.maxLength; left--) {
      const stalled = this.current;
      if (left === 0 || stalled?.blockOpen !== false) return this.#bounds.onOverflow();
      this.#bounds.onPassedOver(stalled.place);
      this.#waiting.push(stalled);
      this.#length += waitingLength;
      this.#next();
      this.#goOn();
    }
  }

  #insert(outbox: Outbox): void {
    // Nearly always the last; so the search begins at the end.
    let at = this.#waiting.length;
    while ((this.#waiting[at - 1]?.place ?? 0) > outbox.place) at--;
    this.#waiting.splice(at, 0, outbox);
    this.kept(waitingLength);
  }

  /** Lets go of those that have said all; the next ones follow. */
  #goOn(): void {
    while (this.current?.finished) this.#next();
  }

  #next(): void {
    this.current = this.#waiting.shift();
    if (this.current === undefined) return;
    this.#length -= waitingLength + this.current.length;
    this.current.flush();
  }
}
