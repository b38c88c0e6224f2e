import { fnv1a, fnv1aSeed } from "../fnv1a.js";
import { type JsonObject, objectsAt, stringAt } from "../json.js";

/** Where an item holds text that a reader sees: in a list of parts, or itself; of other items nothing is compared. */
const textsOf: ReadonlyMap<string, { list?: string; keys: readonly string[] }> = new Map([
  ["message", { list: "content", keys: ["text", "refusal"] }],
  ["reasoning", { list: "summary", keys: ["text"] }],
  ["function_call", { keys: ["arguments"] }],
]);

/**
 * Stands for the text of an item, so that two forms of it can be compared without keeping one.
 *
 * @returns Length and hash; empty where the form has no text: then it says nothing of it.
 */
export function digestOf(type: string, item: JsonObject): string {
  const texts = textsOf.get(type);
  if (texts === undefined) return "";
  let length = 0;
  let hash = fnv1aSeed;
  for (const part of texts.list === undefined ? [item] : objectsAt(item, texts.list)) {
    for (const key of texts.keys) {
      const text = stringAt(part, key);
      length += text.length;
      hash = fnv1a(hash, text, text.length);
    }
  }
  return length === 0 ? "" : `${length}:${hash}`;
}
