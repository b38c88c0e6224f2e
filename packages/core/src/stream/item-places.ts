import type { TranspondError } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { ItemRenderer } from "../response/item-renderer.js";
import type { Listed } from "./final-items.js";
import type { ItemQueue } from "./item-queue.js";
import type { Outbox } from "./outbox.js";

/** One item of a response. */
export type Item = Listed & {
  /** Its place among the items: the upstream's index, or the next free one where that was taken. */
  readonly place: number;
  /** What the item before it wants to know of it: its type, and the phase of a message. */
  readonly head: JsonObject;
  /** Whether it is of a kind that is shown. */
  readonly visible: boolean;
  /** What shows it, until its last block is closed. */
  shown: { renderer: ItemRenderer; outbox: Outbox } | undefined;
};

/** The items in their places, and the ends of their last blocks: at once, with the next item, or with the response. */
export class ItemPlaces {
  readonly #queue: ItemQueue;
  readonly #items = new Map<number, Item>();
  #highest = -1;
  /** The last item, finished, which closes when the next one comes. */
  #awaitingNext: Item | undefined;
  /** Finished items that close when the response ends. */
  readonly #awaitingEnd: Item[] = [];

  constructor(queue: ItemQueue) {
    this.#queue = queue;
  }

  get size(): number {
    return this.#items.size;
  }

  /** All items, as they came. */
  all(): Iterable<Item> {
    return this.#items.values();
  }

  /** The place of an item with this index. */
  placeFor(index: number | undefined): number {
    return index === undefined || this.#items.has(index) ? this.#highest + 1 : index;
  }

  put(item: Item): void {
    this.#items.set(item.place, item);
    if (item.place < this.#highest) return;
    this.#highest = item.place;
    const waiting = this.#awaitingNext;
    this.#awaitingNext = undefined;
    if (waiting) this.#close(waiting, false);
  }

  /** An item has had its final form; returns an error when it cannot be shown as a success. */
  finished(item: Item): TranspondError | undefined {
    const closesWith = item.shown?.renderer.closesWith;
    if (closesWith === "end") this.#awaitingEnd.push(item);
    else if (closesWith === "next_item" && item.place === this.#highest) this.#awaitingNext = item;
    else return this.#close(item, false);
    return undefined;
  }

  /** The response has ended. All are closed, whatever comes of one; returns the first error. */
  closeAll(truncated: boolean): TranspondError | undefined {
    let failure: TranspondError | undefined;
    for (const item of [this.#awaitingNext, ...this.#awaitingEnd]) {
      const failed = item && this.#close(item, truncated);
      failure ??= failed;
    }
    return failure;
  }

  #close(item: Item, truncated: boolean): TranspondError | undefined {
    const { shown } = item;
    item.shown = undefined;
    const failure = shown?.renderer.close({ next: this.#items.get(item.place + 1)?.head, truncated });
    if (shown && failure === undefined) this.#queue.finish(shown.outbox);
    return failure;
  }
}
