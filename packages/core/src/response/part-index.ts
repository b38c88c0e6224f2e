import { isObject, type JsonObject } from "../json.js";

/** The part number at `key`, 0 where it is none: some servers leave it out for the only part. */
export function indexAt(event: JsonObject, key: string): number {
  const value = event[key];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** The parts of the array at `key` with their numbers; what is no object is passed over, but counted. */
export function partsAt(parent: JsonObject, key: string): [index: number, part: JsonObject][] {
  const value = parent[key];
  if (!Array.isArray(value)) return [];
  return [...value.entries()].filter((entry): entry is [number, JsonObject] => isObject(entry[1]));
}
