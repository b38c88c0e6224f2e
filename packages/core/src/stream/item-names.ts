import { type JsonObject, stringAt } from "../json.js";

/** How an event names its item. Some servers leave the index out, some the ids, and some give new ids each time. */
export type ItemName = { index: number | undefined; ids: readonly string[]; type: string };

/** What has to be known of an item to tell whether an event means it. */
export type Named = {
  readonly type: string;
  /** All the ids that it bore. */
  readonly ids: Set<string>;
  /** Whether the upstream has said what it is, by `added` or by `done`; until then only events of it have come. */
  announced: boolean;
  finished: boolean;
};

/** An index that a server may mean. */
const maxIndex = 2 ** 32;

function indexIn({ output_index: index }: JsonObject): number | undefined {
  return typeof index === "number" && Number.isInteger(index) && index >= 0 && index < maxIndex ? index : undefined;
}

/** The item of a type that an event belongs to. */
export function nameOfOwner(event: JsonObject, type: string): ItemName {
  const id = stringAt(event, "item_id");
  return { index: indexIn(event), ids: id === "" ? [] : [id], type };
}

/** The item that an event brings. */
export function nameOfItem(event: JsonObject, item: JsonObject): ItemName {
  return { index: indexIn(event), ids: idsOf(item), type: stringAt(item, "type") };
}

/** Where the ids of items change, those of calls stay, since their results name them. */
export function idsOf(item: JsonObject): string[] {
  const [id, call] = [stringAt(item, "id"), stringAt(item, "call_id")];
  return [...(id === "" ? [] : [id]), ...(call === "" ? [] : [`${callPrefix}${call}`])];
}

const callPrefix = "call ";
const isCallId = (id: string) => id.startsWith(callPrefix);

/**
 * Finds the item that an event means (mapping C.2). Its `output_index` is the name to go by, since ids rotate on some
 * servers; but some servers give every item the same index, and then type and ids tell the items apart. So they do where
 * an item has no index of its own, or is done.
 */
export class ItemNames<Item extends Named> {
  /** The newest item of each index. */
  readonly #byIndex = new Map<number, Item>();
  readonly #byId = new Map<string, Item>();
  /** The newest item of each type, for servers that name none. */
  readonly #byType = new Map<string, Item>();
  /** Indexes that several items were given, or that the upstream never said. */
  readonly #vague = new Set<number>();

  /** @param isStated whether the upstream itself gave the index */
  put(item: Item, index: number, isStated = true): void {
    if (!isStated || this.#byIndex.has(index)) this.#vague.add(index);
    this.#byIndex.set(index, item);
    this.#byType.set(item.type, item);
    this.#register(item, item.ids);
  }

  /** Notes the ids that an item bears now. */
  alias(item: Item, ids: readonly string[]): void {
    for (const id of ids) item.ids.add(id);
    this.#register(item, ids);
  }

  /** The newest item at an index, whatever it is. */
  at(index: number | undefined): Item | undefined {
    return index === undefined ? undefined : this.#byIndex.get(index);
  }

  /** The item that an event announces again, or for the first time after events of it; `undefined`: a new one. */
  announced({ index, ids, type }: ItemName): Item | undefined {
    const at = index === undefined ? this.#named(ids) : this.#byIndex.get(index);
    // What does not say what it is cannot be told from what is there.
    if (type === "") return at;
    const there = ofType(at, type);
    return there === undefined || !there.announced || bears(there, ids) ? there : undefined;
  }

  /** The item whose final form has come; `undefined`: one that was never announced. */
  finished({ index, ids, type }: ItemName): Item | undefined {
    const at = this.at(index);
    if (type === "") return at ?? this.#named(ids);
    const there = ofType(at, type);
    if (there && this.#isMeant(there, index, ids)) return there;
    const named = ofType(this.#named(ids), type);
    // At an index that nothing has, a known id is either a server's mistake, or one that it gives to all its items.
    const isMistake = at !== undefined || index === undefined || named?.finished === false;
    if (named && isMistake) return named;
    // Either its ids have changed, or its index is used again.
    if (there) return there.finished ? undefined : there;
    return index === undefined ? this.#openOf(type, ids) : undefined;
  }

  /** The item that any other event belongs to. */
  owner({ index, ids, type }: ItemName): Item | undefined {
    const there = ofType(this.at(index), type);
    if (there && this.#isMeant(there, index, ids)) return there;
    return ofType(this.#named(ids), type) ?? there ?? (index === undefined ? this.#openOf(type, ids) : undefined);
  }

  /** The item that an entry of the final list means for certain: by its ids, or by its index where it has none. */
  listed({ index, ids, type }: ItemName): Item | undefined {
    const there = ofType(this.at(index), type);
    return there && bears(there, ids) ? there : ofType(this.#named(ids), type);
  }

  /** Whether the item at an index is the one, also where an id is another's: those of calls alone never change. */
  #isMeant(there: Item, index: number | undefined, ids: readonly string[]): boolean {
    if (bears(there, ids)) return true;
    const isOwnIndex = index !== undefined && !this.#vague.has(index) && !there.finished;
    return isOwnIndex && !ids.some((id) => isCallId(id) && this.#byId.has(id));
  }

  /** The first item to bear an id keeps it. */
  #register(item: Item, ids: Iterable<string>): void {
    for (const id of ids) if (!this.#byId.has(id)) this.#byId.set(id, item);
  }

  #named(ids: readonly string[]): Item | undefined {
    const known = ids.find((id) => this.#byId.has(id));
    return known === undefined ? undefined : this.#byId.get(known);
  }

  /** The item of a type that is open, unless ids say that another one is meant. */
  #openOf(type: string, ids: readonly string[]): Item | undefined {
    const last = this.#byType.get(type);
    return last === undefined || last.finished || isAnother(last, ids) ? undefined : last;
  }
}

function ofType<Item extends Named>(item: Item | undefined, type: string): Item | undefined {
  return item?.type === type ? item : undefined;
}

/** Whether ids are, or may be, an item's: none, here or there, say nothing. */
export function bears(item: Named, ids: readonly string[]): boolean {
  return ids.length === 0 || item.ids.size === 0 || ids.some((id) => item.ids.has(id));
}

/** Whether ids are another item's for certain: a call may be known by the one of its two ids that an event does not give. */
function isAnother(item: Named, ids: readonly string[]): boolean {
  if (bears(item, ids)) return false;
  // Both kinds stand among the first ids, where both are known: no look at thousands.
  for (const own of item.ids) if (ids.some((id) => isCallId(id) === isCallId(own))) return true;
  return false;
}
