import { type JsonObject, stringAt } from "../json.js";
import { digestOf } from "./item-digest.js";
import { type ItemNames, idsOf, type Named } from "./item-names.js";

/** What has to be known of an item to find it in the final list. */
export type Listed = Named & {
  /** Of its final form, once that has come. */
  digest: string;
  /** The form with which it was said to be done and which lacks what it holds; until a better one comes. */
  emptyForm: JsonObject | undefined;
};

/**
 * Finds the items of a stream in the list of its terminal event, whose order and indexes may differ (mapping C.4). The ids
 * decide; where they have changed, first what the items say or, of those that are open, their type and order, then their
 * index.
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
    take(names.listed({ index, ids: idsOf(form), type: stringAt(form, "type") })),
  );
  if (!found.includes(undefined)) return found;
  const match = (find: (type: string, form: JsonObject, index: number) => Item | undefined) => {
    for (const [index, form] of list.entries()) found[index] ??= take(find(stringAt(form, "type"), form, index));
  };
  const left = groups([...items].filter((item) => !taken.has(item)));
  match((type, form) => left.get(keyOf(type, digestOf(type, form)))?.pop() ?? left.get(type)?.pop());
  match((type, _form, index) => {
    const there = names.at(index);
    return there?.type === type ? there : undefined;
  });
  return found;
}

/**
 * Items that were said to be done by what they say, which may be nothing, others by their type, for that is all that is
 * known of them; the first stand last.
 */
function groups<Item extends Listed>(items: Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items.reverse()) {
    const key = item.finished || item.emptyForm ? keyOf(item.type, item.digest) : item.type;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function keyOf(type: string, digest: string): string {
  return `${type} ${digest}`;
}
