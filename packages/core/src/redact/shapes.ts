import { truncated, unreadable } from "./placeholder.js";

/**
 * A property of a value, or an item: `hidden` where it is not enumerable, as an error's message is; `lost` where it
 * could not be read.
 */
export type Entry = { key: PropertyKey; value: unknown; hidden?: boolean | undefined; lost?: boolean };

/**
 * How a value is taken apart and put together again. `cut`: not all of it was taken. `shows`: its one entry is what it
 * shows of itself, and is to stand in its place.
 */
export type Shape = {
  entries: Entry[];
  shell(): object;
  fill(copy: object, entries: readonly Entry[]): void;
  cut?: boolean;
  shows?: boolean;
};

const define = (copy: object, { key, value, hidden }: Entry) =>
  Object.defineProperty(copy, key, { value, writable: true, configurable: true, enumerable: !hidden });

/** What a getter that throws, or a proxy, does not give is said to be unreadable. */
function read(source: object, key: PropertyKey): Entry {
  try {
    return { key, value: Reflect.get(source, key) };
  } catch {
    return { key, value: unreadable, lost: true };
  }
}

/** What an object itself holds at a key; `undefined` where it holds nothing, or does not give it. */
export function readOwn(source: object, key: string): unknown {
  try {
    return Object.hasOwn(source, key) ? Reflect.get(source, key) : undefined;
  } catch {
    return undefined;
  }
}

const isEnumerable = (source: object, key: PropertyKey) => Object.prototype.propertyIsEnumerable.call(source, key);

function ownEntries(source: object): Entry[] {
  return Reflect.ownKeys(source)
    .filter((key) => isEnumerable(source, key))
    .map((key) => read(source, key));
}

/** Parts of an error that are not enumerable and yet printed; `stack` repeats the message. */
const errorParts = ["name", "message", "stack", "cause", "errors"] as const;

function errorEntries(source: Error): Entry[] {
  const parts = errorParts
    .filter((key) => Object.hasOwn(source, key) && !isEnumerable(source, key))
    .map((key) => ({ ...read(source, key), hidden: true }));
  return [...parts, ...ownEntries(source)];
}

function ofArray(source: readonly unknown[], maxItems: number): Shape {
  const entries: Entry[] = [];
  const length = Math.min(source.length, maxItems);
  for (let index = 0; index < length; index += 1) {
    if (index in source) entries.push(read(source, index));
  }
  const lost = source.length - length;
  const last = source[source.length - 1];
  // A list that was cut before ends so, one item beyond the limit.
  const before = lost === 1 && typeof last === "string" && /^\[TRUNCATED \d{1,16} items\]$/.test(last);
  if (lost > 0) entries.push({ key: length, value: before ? last : truncated(lost, "items") });
  return {
    entries,
    cut: lost > 0 && !before,
    shell: () => new Array<unknown>(length),
    fill: (copy, filled) => {
      for (const entry of filled) define(copy, entry);
    },
  };
}

/** A map as a list of pairs: so its keys are read like values, and each value stands beside its name. */
function ofMap(source: ReadonlyMap<unknown, unknown>): Shape {
  return {
    entries: [...source].map((pair, key) => ({ key, value: pair })),
    shell: () => new Map(),
    fill: (copy, filled) => {
      for (const { value } of filled) if (copy instanceof Map && Array.isArray(value)) copy.set(value[0], value[1]);
    },
  };
}

function ofSet(source: ReadonlySet<unknown>): Shape {
  return {
    entries: [...source].map((value, key) => ({ key, value })),
    shell: () => new Set(),
    fill: (copy, filled) => {
      for (const { value } of filled) if (copy instanceof Set) copy.add(value);
    },
  };
}

/** Headers, queries and forms: nothing of them is an own property. Their copy is a list of pairs. */
const pairLists = new Set(["[object Headers]", "[object URLSearchParams]", "[object FormData]"]);
const isIterable = (source: object): source is Iterable<unknown> =>
  typeof Reflect.get(source, Symbol.iterator) === "function";

const fillOwn: Shape["fill"] = (copy, entries) => {
  for (const entry of entries) define(copy, entry);
};

/** What a value shows instead of its properties: texts in objects, and what `toJSON` gives. */
function shownBy(source: object): unknown {
  if (source instanceof String || source instanceof RegExp) return String(source);
  const toJson: unknown = Reflect.get(source, "toJSON");
  return typeof toJson === "function" ? Reflect.apply(toJson, source, []) : source;
}

/** Takes a value apart. Throws what a hostile proxy throws. */
export function shapeOf(source: object, maxItems: number): Shape {
  if (Array.isArray(source)) return ofArray(source, maxItems);
  if (source instanceof Map) return ofMap(source);
  if (source instanceof Set) return ofSet(source);
  const shown = shownBy(source);
  if (shown !== source) {
    return { entries: [{ key: "shown", value: shown }], shell: () => ({}), fill: () => {}, shows: true };
  }
  if (pairLists.has(Object.prototype.toString.call(source)) && isIterable(source))
    return ofArray([...source], maxItems);
  const prototype: object | null = Object.getPrototypeOf(source);
  const entries = source instanceof Error ? errorEntries(source) : ownEntries(source);
  return { entries, shell: () => Object.create(prototype), fill: fillOwn };
}
