import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import type { ItemRenderer } from "../response/item-renderer.js";
import { outputItems } from "../response/renderers.js";
import type { ItemQueue, Outbox } from "./item-queue.js";

type Entry = {
  index: number;
  type: string;
  /** Its newest form; the phase of a message stands in its first one already. */
  item: JsonObject;
  finished: boolean;
  /** What shows it, where something does. */
  shown: { renderer: ItemRenderer; outbox: Outbox; closed: boolean } | undefined;
};

/** The items of one response by `output_index`: the only name that stays the same, since ids rotate on some servers. */
export class ItemList {
  readonly #answer: Answer;
  readonly #queue: ItemQueue;
  readonly #entries = new Map<number, Entry>();
  #highest = -1;
  /** Ids of finished items: a final list may hold one at another place than the stream did. */
  readonly #finishedIds = new Set<string>();
  /** Items that are finished and wait for what follows before they close. */
  #unclosed: Entry[] = [];

  constructor(answer: Answer, queue: ItemQueue) {
    this.#answer = answer;
    this.#queue = queue;
  }

  /** The index that an event names, or of the item that it names by id, or the next free one for a new item. */
  indexOf(event: JsonObject, id: string): number | undefined {
    const index = event.output_index;
    if (typeof index === "number" && Number.isSafeInteger(index) && index >= 0) return index;
    for (const entry of this.#entries.values()) if (id !== "" && stringAt(entry.item, "id") === id) return entry.index;
    return undefined;
  }

  get nextIndex(): number {
    return this.#highest + 1;
  }

  isFinished(index: number): boolean {
    return this.#entries.get(index)?.finished === true;
  }

  /** Notes an item, if it is new. */
  add(index: number, type: string, item: JsonObject): Entry {
    const known = this.#entries.get(index);
    if (known) return known;
    this.#highest = Math.max(this.#highest, index);
    const path = `output.${index}`;
    const rendering = Object.hasOwn(outputItems, type) ? outputItems[type] : "unknown_output_item";
    const entry: Entry = { index, type, item, finished: false, shown: undefined };
    this.#entries.set(index, entry);
    this.#closeBefore(index);
    if (typeof rendering === "function") {
      const outbox = this.#queue.add(index);
      entry.shown = { renderer: rendering(item, outbox, this.#answer, path), outbox, closed: false };
    } else this.#answer.ledger.add(rendering ?? "unknown_output_item", path);
    return entry;
  }

  event(index: number, type: string, itemType: string, event: JsonObject): void {
    const entry = this.#entries.get(index) ?? this.add(index, itemType, {});
    if (entry.shown === undefined || entry.type !== itemType) return;
    if (entry.finished) this.#answer.ledger.add("late_event_dropped", `output.${index}`);
    else entry.shown.renderer.event(type, event);
  }

  /** An item's final form; returns an error when it cannot be shown as a success. */
  finish(index: number, item: JsonObject | undefined): TranspondError | undefined {
    const type = item ? stringAt(item, "type") : "";
    const entry = this.#entries.get(index) ?? this.add(index, type, item ?? {});
    if (entry.finished) return undefined;
    entry.finished = true;
    if (item) this.#finishedIds.add(stringAt(item, "id"));
    const { shown } = entry;
    if (shown === undefined) return undefined;
    // A form of another type is some other item: what was streamed stands alone.
    shown.renderer.finish(item && type === entry.type ? item : undefined);
    const { closesWith } = shown.renderer;
    if (closesWith === "nothing" || (closesWith === "next_item" && this.#highest > index))
      return this.#close(entry, false);
    this.#unclosed.push(entry);
    return undefined;
  }

  /** Ends all items: those in the response's own list with their final form there, others as they are. */
  finishAll(output: readonly JsonObject[], truncated: boolean): TranspondError | undefined {
    for (const [index, item] of output.entries()) {
      const id = stringAt(item, "id");
      if (id !== "" && this.#finishedIds.has(id)) continue;
      const failure = this.finish(index, item);
      if (failure) return failure;
    }
    for (const entry of this.#entries.values()) {
      const failure = this.finish(entry.index, undefined);
      if (failure) return failure;
    }
    for (const entry of this.#unclosed) {
      const failure = this.#close(entry, truncated);
      if (failure) return failure;
    }
    return undefined;
  }

  #closeBefore(index: number): void {
    for (const entry of this.#unclosed) {
      if (entry.index < index && entry.shown?.renderer.closesWith === "next_item") this.#close(entry, false);
    }
    this.#unclosed = this.#unclosed.filter((entry) => entry.shown?.closed === false);
  }

  #close(entry: Entry, truncated: boolean): TranspondError | undefined {
    const { shown } = entry;
    if (shown === undefined || shown.closed) return undefined;
    shown.closed = true;
    const failure = shown.renderer.close({ next: this.#entries.get(entry.index + 1)?.item, truncated });
    if (failure === undefined) this.#queue.finish(shown.outbox);
    return failure;
  }
}
