import { fnv1a, fnv1aSeed } from "../fnv1a.js";
import { type JsonObject, objectsAt, stringAt } from "../json.js";

/** What of an item is text that a reader sees; of other items nothing is compared. */
const textsOf: ReadonlyMap<string, (item: JsonObject) => string[]> = new Map([
  [
    "message",
    (item) => objectsAt(item, "content").flatMap((part) => [stringAt(part, "text"), stringAt(part, "refusal")]),
  ],
  ["reasoning", (item) => objectsAt(item, "summary").map((part) => stringAt(part, "text"))],
  ["function_call", (item) => [stringAt(item, "arguments")]],
]);

/**
 * Stands for the text of an item, so that two forms of it can be compared without keeping one.
 *
 * @returns Length and hash; empty where the form has no text: then it says nothing of it.
 */
export function digestOf(type: string, item: JsonObject): string {
  const read = textsOf.get(type);
  if (read === undefined) return "";
  let [length, hash] = [0, fnv1aSeed];
  for (const text of read(item)) {
    length += text.length;
    hash = fnv1a(hash, text, text.length);
  }
  return length === 0 ? "" : `${length}:${hash}`;
}
