import { isObject } from "../../src/json.js";
import { at } from "../../src/request/validate.js";
import { type Step, stepsOf } from "./name-steps.js";

type Place = { path: string; value: unknown };

/** Where a name of the ledger stands in a request, as paths like those of losses. */
export function placesOf(name: string, body: object): string[] {
  const [first, ...rest] = stepsOf(name);
  if (first?.kind !== "field") return [];
  const places = rest.reduce(
    (found, step) => found.flatMap((place) => follow(step, place)),
    startsOf(first.name, body),
  );
  return places.map(({ path }) => path);
}

/** `content` is any list of blocks, `message` any message, and tools may also be defined in the conversation. */
function startsOf(name: string, body: object): Place[] {
  const whole: Place = { path: "", value: body };
  const messages = fields("messages", [whole]).flatMap(items);
  if (name === "message") return messages;
  const own = fields(name, [whole]);
  const lists = [...fields("system", [whole]), ...fields("content", messages)];
  if (name === "tools") return [...own, ...fields("definition", fields("tool", lists.flatMap(items)))];
  return name === "content" ? [...lists, ...nestedLists(lists)] : own;
}

/** Lists of blocks inside blocks: results, documents and search results hold some. */
function nestedLists(lists: readonly Place[]): Place[] {
  const blocks = lists.flatMap(items);
  if (blocks.length === 0) return [];
  const nested = fields("content", [...blocks, ...fields("source", blocks)]);
  return [...nested, ...nestedLists(nested)];
}

function follow(step: Step, place: Place): Place[] {
  switch (step.kind) {
    case "field":
      return fields(step.name, [place]);
    case "items":
      return items(place);
    case "value":
      return place.value === step.value ? [place] : [];
    case "tag":
      return (Array.isArray(place.value) ? items(place) : [place]).filter(({ value }) => tagOf(value) === step.tag);
    default:
      return step satisfies never;
  }
}

function fields(name: string, places: readonly Place[]): Place[] {
  return places.flatMap(({ path, value }) =>
    isObject(value) && Object.hasOwn(value, name) ? [{ path: at(path, name), value: value[name] }] : [],
  );
}

function items({ path, value }: Place): Place[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => ({ path: at(path, index), value: item })) : [];
}

/** A tool without a `type` is a custom one. */
function tagOf(value: unknown): unknown {
  return isObject(value) ? (value.type ?? "custom") : undefined;
}

/** Whether a path is another one, or lies inside it. */
export function isUnder(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}

/** A copy of a request without what stands at a path, or with a value in its place. */
export function without(path: string, body: object, value?: string): object {
  const copy: unknown = structuredClone(body);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let parent: unknown = copy;
  for (const key of keys) parent = Array.isArray(parent) ? parent[Number(key)] : isObject(parent) ? parent[key] : null;
  if (Array.isArray(parent)) parent.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (isObject(parent) && value !== undefined) parent[last] = value;
  else if (isObject(parent)) delete parent[last];
  return isObject(copy) ? copy : {};
}

/** The path of an error without the tags that Anthropic's wording puts into it: `tools.0.custom.name` is `tools.0.name`. */
export function withoutTags(path: string, body: object): string {
  let value: unknown = body;
  const kept: string[] = [];
  for (const key of path.split(".")) {
    const own = Array.isArray(value) || (isObject(value) && Object.hasOwn(value, key));
    if (!own && tagOf(value) === key) continue;
    kept.push(key);
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return kept.join(".");
}
