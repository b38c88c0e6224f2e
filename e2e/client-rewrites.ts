import { type JsonObject, objectsOf } from "./client-messages.js";
import type { ClientRequest } from "./gateway.js";

/** How a client changed what it had sent already; `something else` is what no test knows yet. */
export type Rewrite =
  | "a cache marker moved"
  | "a list of one text became a string"
  | "its last message grew"
  | "something else";

const withoutMarkers = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, entry: unknown) => (key === "cache_control" ? undefined : entry)));

const blocksOf = ({ content }: JsonObject): readonly unknown[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : objectsOf(content).map(withoutMarkers);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const withBlocks = (message: JsonObject, blocks: readonly unknown[]) => ({ ...message, content: blocks });

const rewriteOf = (before: JsonObject, after: JsonObject): Rewrite => {
  if (same(withoutMarkers(before), withoutMarkers(after))) return "a cache marker moved";
  const [old, now] = [blocksOf(before), blocksOf(after)];
  if (!same(withBlocks(before, old), withBlocks(after, now.slice(0, old.length)))) return "something else";
  return now.length > old.length ? "its last message grew" : "a list of one text became a string";
};

/**
 * What a client changed in the messages that the request before held too, one entry for each changed message.
 * @example rewritesOf(first, second) // ["a list of one text became a string"]
 */
export const rewritesOf = (before: ClientRequest, after: ClientRequest): readonly Rewrite[] => {
  const now = objectsOf(after.body.messages);
  return objectsOf(before.body.messages).flatMap((message, index) => {
    const again = now[index];
    if (again && same(message, again)) return [];
    return again ? [rewriteOf(message, again)] : ["something else"];
  });
};
