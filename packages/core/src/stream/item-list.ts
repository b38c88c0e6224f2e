import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { type JsonObject, objectAt, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import { finishHidden, isKnownType, renderingOf } from "../response/renderers.js";
import { saysContent } from "./final-form.js";
import { matchFinalItems } from "./final-items.js";
import { digestOf } from "./item-digest.js";
import { bears, type ItemName, ItemNames, idsOf, nameOfItem, nameOfOwner } from "./item-names.js";
import { type Item, ItemPlaces } from "./item-places.js";
import type { ItemQueue } from "./item-queue.js";

const texts: ReadonlySet<string> = new Set(["message", "reasoning"]);
/** No answer has so many; each leaves something behind. */
const maxItems = 1 << 17;

/** The items of one response: finds out which one an event means, and sees each through from its first event to its end. */
export class ItemList {
  readonly #answer: Answer;
  readonly #queue: ItemQueue;
  readonly #names = new ItemNames<Item>();
  readonly #places: ItemPlaces;

  constructor(answer: Answer, queue: ItemQueue) {
    this.#answer = answer;
    this.#queue = queue;
    this.#places = new ItemPlaces(queue);
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** An item has begun, or so it is said again. */
  added(event: JsonObject): void {
    const form = objectAt(event, "item");
    const name = nameOfItem(event, form);
    const known = this.#names.announced(name);
    if (known) this.#announce(known, form);
    else this.#add(name, form).announced = true;
  }

  /**
   * An item's final form, unless it says nothing of the item: then the response's own list may (mapping C.4). Returns an
   * error when it cannot be shown as a success.
   */
  done(event: JsonObject): TranspondError | undefined {
    const form = objectAt(event, "item");
    const name = nameOfItem(event, form);
    const known = this.#names.finished(name);
    // What stands at its index has turned out to be something else, unless the two ids say that they are two items.
    const at = known ? undefined : this.#names.at(name.index);
    const other = at && !at.finished && bears(at, name.ids) ? at : undefined;
    if (other && !isKnownType(name.type)) return this.#keepOpen(other, form);
    const failure = other && this.#finish(other, undefined);
    if (failure) return failure;
    const item = known ?? this.#add(name, form);
    return saysContent(item.type, form) ? this.#finish(item, form) : this.#keepOpen(item, form);
  }

  /** Any other event, of an item of `type`, which may not have been announced. */
  event(eventType: string, type: string, event: JsonObject): void {
    const name = nameOfOwner(event, type);
    const known = this.#names.owner(name);
    // Text is shown wherever it comes from; a call of which only a piece is known is none.
    const isStray = known === undefined && !texts.has(type) && this.#names.at(name.index) !== undefined;
    if (isStray) return this.#answer.ledger.add("unknown_event", eventType);
    const item = known ?? this.#add(name, {});
    if (!item.visible) return;
    if (item.finished) this.#answer.ledger.add("late_event_dropped", pathOf(item));
    else item.shown?.renderer.event(eventType, event);
  }

  /**
   * Ends all items: those in the response's own list with their final form there, others as they are. Goes on behind an
   * error, so that no block of another item stays as it is, and returns the first one.
   *
   * @param isWanted whether the items behind the last one are wanted still
   */
  finishAll(list: readonly JsonObject[], truncated: boolean, isWanted: () => boolean): TranspondError | undefined {
    const found = matchFinalItems(list, this.#names, this.#places.all());
    let failure: TranspondError | undefined;
    for (const [index, form] of list.entries()) {
      const item = found[index] ?? this.#add(nameOfItem({ output_index: index }, form), form);
      if (item.finished) this.#compare(item, form);
      else failure = this.#finish(item, form);
      failure ??= this.#answer.fault;
      if (failure || !isWanted()) break;
    }
    for (const item of this.#places.all()) {
      const failed = this.#finish(item, undefined);
      failure ??= failed;
    }
    const failed = this.#places.closeAll(truncated);
    failure ??= failed;
    return failure;
  }

  #add(name: ItemName, form: JsonObject): Item {
    const { type, index, ids } = name;
    const place = this.#places.placeFor(index);
    const rendering = renderingOf(type, form, this.#answer);
    const visible = typeof rendering === "function";
    const item: Item = {
      place,
      type,
      ids: new Set(ids),
      announced: false,
      finished: false,
      digest: "",
      emptyForm: undefined,
      head: { type, phase: form.phase },
      visible,
      shown: undefined,
    };
    this.#names.put(item, index ?? place, index !== undefined);
    this.#places.put(item);
    if (this.#places.size > maxItems) this.#answer.fault ??= upstreamFault("The upstream sent too many items.");
    const path = pathOf(item);
    if (visible) {
      this.#answer.addItem(place);
      const outbox = this.#queue.add(place);
      item.shown = { renderer: rendering(form, outbox, this.#answer, path, place), outbox };
    } else this.#answer.ledger.add(rendering, path);
    return item;
  }

  /** Takes what an item says of itself: for the first time after events of it, or for another time. */
  #announce(item: Item, form: JsonObject): void {
    item.announced = true;
    item.head.phase ??= form.phase;
    this.#names.alias(item, idsOf(form));
    item.shown?.renderer.announced?.(form);
  }

  /** An item is said to be done, but not what it holds. */
  #keepOpen(item: Item, form: JsonObject): undefined {
    if (item.finished) return;
    if (stringAt(form, "type") === item.type) {
      this.#announce(item, form);
      item.emptyForm = form;
    } else if (Object.keys(form).length > 0) this.#answer.ledger.add("unknown_output_item", pathOf(item));
  }

  /** Ends an item with its final form, which is of its type, or with what there is of it. */
  #finish(item: Item, final: JsonObject | undefined): TranspondError | undefined {
    if (item.finished) return undefined;
    item.finished = true;
    const form = final ?? item.emptyForm;
    item.emptyForm = undefined;
    if (form) {
      this.#announce(item, form);
      item.digest = digestOf(item.type, form);
    }
    const { shown } = item;
    if (shown === undefined) {
      if (form) finishHidden(form, { answer: this.#answer, path: pathOf(item) });
      return undefined;
    }
    shown.renderer.finish(form);
    return this.#places.finished(item);
  }

  /** What was shown stands; that the final response says something else is told (mapping C.4). */
  #compare(item: Item, form: JsonObject): void {
    const digest = item.visible ? digestOf(item.type, form) : "";
    if (digest !== "" && digest !== item.digest) this.#answer.ledger.add("text_diverged", pathOf(item));
  }
}

function pathOf({ place }: Item): string {
  return `output.${place}`;
}
