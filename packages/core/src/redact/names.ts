import { readOwn } from "./shapes.js";

/** Longer names tell nothing. */
const NAME = 100;

/** What a name tells of its value: nothing by its placeholders (`[SECRET]` is not the name of a secret). */
export const contextOf = (name: string) =>
  name.length > NAME ? undefined : name.includes("[") ? name.replace(/\[[^[\]]{0,60}\]/g, "") : name;

/** The name in `["authorization", "…"]` and `{ name: "authorization", value: "…" }`. */
export function nameOfPair(source: object): string | undefined {
  const pair = Array.isArray(source) ? source.length === 2 : Object.hasOwn(source, "value");
  if (!pair) return undefined;
  const name = ["name", "key", "0"].map((key) => readOwn(source, key)).find((value) => value !== undefined);
  return typeof name === "string" && name.length <= NAME ? name : undefined;
}

/** Names of one object: two that look the same once redacted stay two. */
export function uniqueNames(names: readonly (string | undefined)[]): (string | undefined)[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    if (name === undefined) return name;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
