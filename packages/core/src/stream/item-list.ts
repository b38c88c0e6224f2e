import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import type { ItemRenderer } from "../response/item-renderer.js";
import { renderingOf } from "../response/renderers.js";
import type { ItemQueue, Outbox } from "./item-queue.js";

type Entry = {
  index: number;
  type: string;
  /** What the item before it wants to know of it: its type, and the phase of a message. */
  head: JsonObject;
  finished: boolean;
  /** Whether it is of a kind that is shown. */
  visible: boolean;
  /** What shows it, until its last block is closed. */
  shown: { renderer: ItemRenderer; outbox: Outbox } | undefined;
};

/** The items of one response by `output_index`: the only name that stays the same, since ids rotate on some servers. */
export class ItemList {
  readonly #answer: Answer;
  readonly #queue: ItemQueue;
  readonly #entries = new Map<number, Entry>();
  /** For servers whose events name items by id alone. */
  readonly #indexById = new Map<string, number>();
  /** A final list may hold an item at another place than the stream did. */
  readonly #finishedIds = new Set<string>();
  #highest = -1;
  /** Finished items that wait for the next one, or for the end, before they close. */
  #awaitingNext: Entry[] = [];
  readonly #awaitingEnd: Entry[] = [];

  constructor(answer: Answer, queue: ItemQueue) {
    this.#answer = answer;
    this.#queue = queue;
  }

  /** The index that an event names, or of the item that it names by id. */
  indexOf(event: JsonObject, id: string): number | undefined {
    const index = event.output_index;
    if (typeof index === "number" && Number.isSafeInteger(index) && index >= 0) return index;
    return this.#indexById.get(id);
  }

  get nextIndex(): number {
    return this.#highest + 1;
  }

  /** Notes an item, if it is new. */
  add(index: number, type: string, item: JsonObject): Entry {
    const known = this.#entries.get(index);
    if (known) return known;
    this.#highest = Math.max(this.#highest, index);
    const id = stringAt(item, "id");
    if (id !== "" && !this.#indexById.has(id)) this.#indexById.set(id, index);
    const path = `output.${index}`;
    const rendering = renderingOf(type, this.#answer.context);
    const visible = typeof rendering === "function";
    const head = { type, phase: item.phase };
    const entry: Entry = { index, type, head, finished: false, visible, shown: undefined };
    this.#entries.set(index, entry);
    this.#closeBefore(index);
    if (visible) {
      const outbox = this.#queue.add(index);
      entry.shown = { renderer: rendering(item, outbox, this.#answer, path), outbox };
    } else this.#answer.ledger.add(rendering, path);
    return entry;
  }

  event(index: number, type: string, itemType: string, event: JsonObject): void {
    const entry = this.#entries.get(index) ?? this.add(index, itemType, {});
    if (!entry.visible || entry.type !== itemType) return;
    if (entry.finished) this.#answer.ledger.add("late_event_dropped", `output.${index}`);
    else entry.shown?.renderer.event(type, event);
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
    if (closesWith === "end") this.#awaitingEnd.push(entry);
    else if (closesWith === "next_item" && this.#highest === index) this.#awaitingNext.push(entry);
    else return this.#close(entry, false);
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
    for (const entry of [...this.#awaitingNext, ...this.#awaitingEnd]) {
      const failure = this.#close(entry, truncated);
      if (failure) return failure;
    }
    return undefined;
  }

  #closeBefore(index: number): void {
    const waiting = this.#awaitingNext;
    this.#awaitingNext = [];
    for (const entry of waiting) {
      if (entry.index < index) this.#close(entry, false);
      else this.#awaitingNext.push(entry);
    }
  }

  #close(entry: Entry, truncated: boolean): TranspondError | undefined {
    const { shown } = entry;
    if (shown === undefined) return undefined;
    entry.shown = undefined;
    const failure = shown.renderer.close({ next: this.#entries.get(entry.index + 1)?.head, truncated });
    if (failure === undefined) this.#queue.finish(shown.outbox);
    return failure;
  }
}
