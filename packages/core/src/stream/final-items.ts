import { type JsonObject, stringAt } from "../json.js";
import { digestOf } from "./item-digest.js";
import type { ItemNames, Named } from "./item-names.js";

/** What has to be known of an item to find it in the final list. */
export type Listed = Named & {
  /** Of its final form, once that has come. */
  digest: string;
};

/** An entry of the final list, and what it may be found by. */
type Entry = { index: number; id: string; type: string; digest: string };

/**
 * Finds the items of a stream in the list of its terminal event, whose order and indexes may differ (mapping C.4). The id
 * decides; where ids have changed, first what the items say, then their index and type.
 *
 * @returns For each entry of the list the item that it is, or `undefined` for one that was never streamed.
 */
export function matchFinalItems<Item extends Listed>(
  list: readonly JsonObject[],
  names: ItemNames<Item>,
  items: Iterable<Item>,
): (Item | undefined)[] {
  const taken = new Set<Item>();
  const take = (item: Item | undefined): Item | undefined => {
    if (item === undefined || taken.has(item)) return undefined;
    taken.add(item);
    return item;
  };
  const found = list.map((form, index) =>
    take(names.listed({ index, id: stringAt(form, "id"), type: stringAt(form, "type") })),
  );
  if (!found.includes(undefined)) return found;
  const entries = list.map((form, index): Entry => {
    const type = stringAt(form, "type");
    return { index, id: stringAt(form, "id"), type, digest: digestOf(type, form) };
  });
  const match = (find: (entry: Entry) => Item | undefined) => {
    for (const entry of entries) found[entry.index] ??= take(find(entry));
  };
  const isSame = (item: Item | undefined, { type, digest }: Entry) =>
    item?.type === type && (!item.finished || item.digest === digest);
  match((entry) => {
    const there = names.at(entry.index);
    return isSame(there, entry) ? there : undefined;
  });
  const left = groups(items, taken);
  match(({ type, digest }) => left.get(keyOf(type, digest))?.pop() ?? left.get(type)?.pop());
  match(({ index, type }) => {
    const there = names.at(index);
    return there?.type === type ? there : undefined;
  });
  return found;
}

/** The items that are not taken yet, the first ones last: finished ones by what they say, of others only the type is known. */
function groups<Item extends Listed>(items: Iterable<Item>, taken: ReadonlySet<Item>): Map<string, Item[]> {
  const left = new Map<string, Item[]>();
  for (const item of items) {
    if (taken.has(item)) continue;
    const key = item.finished ? keyOf(item.type, item.digest) : item.type;
    const group = left.get(key);
    if (group) group.push(item);
    else left.set(key, [item]);
  }
  for (const group of left.values()) group.reverse();
  return left;
}

function keyOf(type: string, digest: string): string {
  return `${type} ${digest}`;
}
