import type { JsonObject } from "../json.js";

/** The part number at `key`, 0 where it is none: some servers leave it out for the only part. */
export function indexAt(event: JsonObject, key: string): number {
  const value = event[key];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
