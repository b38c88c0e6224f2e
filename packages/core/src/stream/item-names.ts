import { type JsonObject, stringAt } from "../json.js";

/** How an event names its item. Some servers leave the index out, some the id, and some give a new id each time. */
export type ItemName = { index: number | undefined; id: string; type: string };

/** What has to be known of an item to tell whether an event means it. */
export type Named = {
  readonly type: string;
  /** The ids that it bore first and last. */
  ids: [first: string, last: string];
  /** Whether the upstream has said what it is, by `added` or by `done`; until then only events of it have come. */
  announced: boolean;
  finished: boolean;
};

/** An index that a server may mean. */
const maxIndex = 2 ** 32;

/** The name in an event that brings an item, or in one that belongs to an item of a type. */
export function nameIn(event: JsonObject, type: string, id: string): ItemName {
  const index = event.output_index;
  const valid = typeof index === "number" && Number.isInteger(index) && index >= 0 && index < maxIndex;
  return { index: valid ? index : undefined, id, type };
}

export function nameOfItem(event: JsonObject, item: JsonObject): ItemName {
  return nameIn(event, stringAt(item, "type"), stringAt(item, "id"));
}

/**
 * Finds the item that an event means (mapping C.2). Its `output_index` is the name to go by, since ids rotate on some
 * servers; but some servers give every item the same index, and then type and id tell the items apart.
 */
export class ItemNames<Item extends Named> {
  /** The newest item of each index. */
  readonly #byIndex = new Map<number, Item>();
  readonly #byId = new Map<string, Item>();
  /** The newest item of each type, for servers that name none. */
  readonly #byType = new Map<string, Item>();

  put(item: Item, index: number): void {
    this.#byIndex.set(index, item);
    this.#byType.set(item.type, item);
    this.alias(item, item.ids[0]);
  }

  /** Notes an id that an item bears now. The first to bear an id keeps it. */
  alias(item: Item, id: string): void {
    if (id === "") return;
    item.ids = [item.ids[0] || id, id];
    if (!this.#byId.has(id)) this.#byId.set(id, item);
  }

  /** The newest item at an index, whatever it is. */
  at(index: number | undefined): Item | undefined {
    return index === undefined ? undefined : this.#byIndex.get(index);
  }

  /** The item that an event announces again, or for the first time after events of it; `undefined`: a new one. */
  announced({ index, id, type }: ItemName): Item | undefined {
    const at = index === undefined ? this.#byId.get(id) : this.#byIndex.get(index);
    // What does not say what it is cannot be told from what is there.
    if (type === "") return at;
    const there = ofType(at, type);
    return there === undefined || !there.announced || bears(there, id) ? there : undefined;
  }

  /** The item whose final form has come; `undefined`: one that was never announced. */
  finished({ index, id, type }: ItemName): Item | undefined {
    const at = this.at(index);
    const named = ofType(this.#byId.get(id), type);
    if (type === "") return at ?? this.#byId.get(id);
    const there = ofType(at, type);
    if (there && bears(there, id)) return there;
    // At an index that nothing has, a known id is either a server's mistake, or one that it gives to all its items.
    if (named && (at || index === undefined || !named.finished)) return named;
    // Either its id has changed, or its index is used again.
    if (there) return there.finished ? undefined : there;
    return index === undefined ? this.#openOf(type) : undefined;
  }

  /** The item that any other event belongs to. */
  of({ index, id, type }: ItemName): Item | undefined {
    const there = ofType(this.at(index), type);
    if (there && bears(there, id)) return there;
    return ofType(this.#byId.get(id), type) ?? there ?? (index === undefined ? this.#openOf(type) : undefined);
  }

  /** The item that an entry of the final list means for certain: by its id, or by its index where it has none. */
  listed({ index, id, type }: ItemName): Item | undefined {
    const there = ofType(this.at(index), type);
    return there && bears(there, id) ? there : ofType(this.#byId.get(id), type);
  }

  #openOf(type: string): Item | undefined {
    const last = this.#byType.get(type);
    return last?.finished ? undefined : last;
  }
}

function ofType<Item extends Named>(item: Item | undefined, type: string): Item | undefined {
  return item?.type === type ? item : undefined;
}

/** Whether an id is, or may be, an item's: one that is absent, here or there, says nothing. */
export function bears({ ids }: Named, id: string): boolean {
  return id === "" || ids[0] === "" || ids[1] === id || ids[0] === id;
}
