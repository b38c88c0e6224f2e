import { describe, expect, it } from "vitest";
import { type ItemName, ItemNames, type Named } from "../../../src/stream/item-names.js";

const item = (type: string, ids: string[], state: Partial<Named> = {}): Named => ({
  type,
  ids: new Set(ids),
  announced: true,
  finished: false,
  ...state,
});
const name = (index: number | undefined, ids: string[], type = "message"): ItemName => ({ index, ids, type });
const done = { finished: true };
const called = (id: string, call: string) => item("function_call", [id, `call ${call}`]);

function namesWith(...items: [index: number, item: Named][]): ItemNames<Named> {
  const names = new ItemNames<Named>();
  for (const [index, each] of items) names.put(each, index);
  return names;
}

describe("the item whose final form has come", () => {
  const [a, b] = [item("message", ["a"]), item("message", ["b"])];
  const old = item("message", ["a"], done);
  const call = item("function_call", ["c"]);
  const nameless = item("message", []);
  const second = called("x2", "2");
  it.each<[string, [number, Named][], ItemName, Named | undefined]>([
    [
      "the one at its index",
      [
        [0, a],
        [1, b],
      ],
      name(0, ["a"]),
      a,
    ],
    [
      "the one at its index, whose id has changed",
      [
        [0, a],
        [1, b],
      ],
      name(0, ["new"]),
      a,
    ],
    [
      "the one at its index, though its id is another's",
      [
        [0, a],
        [1, b],
      ],
      name(0, ["b"]),
      a,
    ],
    [
      "the one of its id, where several had its index",
      [
        [0, a],
        [0, b],
      ],
      name(0, ["a"]),
      a,
    ],
    [
      "the one of its id, where the one at its index is done",
      [
        [0, old],
        [1, b],
      ],
      name(0, ["b"]),
      b,
    ],
    [
      "the call of its call id, where another is at its index",
      [
        [0, called("x", "1")],
        [1, second],
      ],
      name(0, ["y", "call 2"], "function_call"),
      second,
    ],
    ["the one of its id, where nothing is at its index", [[0, a]], name(7, ["a"]), a],
    ["none: at an index of its own, an id that an item had before", [[0, old]], name(1, ["a"]), undefined],
    ["none: at an index of its own, an id of another type", [[0, call]], name(1, ["c"]), undefined],
    ["none: an index and an id of its own", [[0, a]], name(1, ["new"]), undefined],
    ["none: an index used again", [[0, old]], name(0, ["new"]), undefined],
    ["the one at its index said again", [[0, old]], name(0, ["a"]), old],
    [
      "the one of its id said again, behind another at its index",
      [
        [0, old],
        [0, call],
      ],
      name(0, ["a"]),
      old,
    ],
    [
      "the one of its id said again, without an index",
      [
        [0, old],
        [1, b],
      ],
      name(undefined, ["a"]),
      old,
    ],
    [
      "none: without an index, an id that the open one of its type does not have",
      [
        [0, old],
        [1, b],
        [2, call],
      ],
      name(undefined, ["new"]),
      undefined,
    ],
    [
      "the open one of its type, without an index, whose id is not known",
      [[0, nameless]],
      name(undefined, ["new"]),
      nameless,
    ],
    [
      "none: without an index, nothing of its type is open",
      [
        [0, old],
        [1, call],
      ],
      name(undefined, ["new"]),
      undefined,
    ],
    ["whatever is at its index, where it does not say what it is", [[0, call]], name(0, ["a"], ""), call],
    ["whatever has its id, where it says nothing else", [[0, call]], name(undefined, ["c"], ""), call],
  ])("%s", (_which, items, asked, expected) => {
    expect(namesWith(...items).finished(asked)).toBe(expected);
  });
});

describe("the item that an event belongs to", () => {
  const [a, b] = [item("message", ["a"]), item("message", ["b"])];
  const old = item("message", ["a"], done);
  const call = item("function_call", ["c"]);
  it.each<[string, [number, Named][], ItemName, Named | undefined]>([
    [
      "the one at its index",
      [
        [0, a],
        [1, b],
      ],
      name(0, []),
      a,
    ],
    [
      "the one at its index, whose id has changed",
      [
        [0, a],
        [1, b],
      ],
      name(0, ["new"]),
      a,
    ],
    [
      "the one at its index, though its id is another's",
      [
        [0, a],
        [1, b],
      ],
      name(0, ["b"]),
      a,
    ],
    [
      "the one of its id, where several had its index",
      [
        [0, a],
        [0, b],
      ],
      name(0, ["a"]),
      a,
    ],
    [
      "the one of its id, where the one at its index is done",
      [
        [0, old],
        [1, b],
      ],
      name(0, ["b"]),
      b,
    ],
    ["the one of its id, where nothing is at its index", [[0, a]], name(7, ["a"]), a],
    ["one that is done, late", [[0, old]], name(0, ["new"]), old],
    ["none: at its index is something else", [[0, call]], name(0, ["c"]), undefined],
    ["none: nothing is at its index, though one is open", [[0, a]], name(1, ["new"]), undefined],
    [
      "the open one of its type, without index and id",
      [
        [0, call],
        [1, a],
      ],
      name(undefined, []),
      a,
    ],
    ["none: nothing was of its type", [[0, call]], name(undefined, []), undefined],
  ])("%s", (_which, items, asked, expected) => {
    expect(namesWith(...items).owner(asked)).toBe(expected);
  });
});

describe("the item that is announced again", () => {
  const a = item("message", ["a"]);
  const early = item("message", [], { announced: false });
  const other = item("message", ["x"], { announced: false });
  it.each<[string, [number, Named][], ItemName, Named | undefined]>([
    ["the one at its index", [[0, a]], name(0, ["a"]), a],
    ["the one at its index, where no id is said", [[0, a]], name(0, []), a],
    ["the one of which only events have come", [[0, early]], name(0, ["a"]), early],
    ["the same under another id", [[0, other]], name(0, ["a"]), other],
    ["none: another id at its index", [[0, a]], name(0, ["b"]), undefined],
    ["none: another index, though its id is known", [[0, a]], name(1, ["a"]), undefined],
    ["none: another type", [[0, a]], name(0, ["a"], "reasoning"), undefined],
    ["the one of its id, without an index", [[0, a]], name(undefined, ["a"]), a],
    ["whatever is there, where it does not say what it is", [[0, a]], name(0, ["b"], ""), a],
  ])("%s", (_which, items, asked, expected) => {
    expect(namesWith(...items).announced(asked)).toBe(expected);
  });
});

describe("ids", () => {
  it("tell where the upstream never said an index itself", () => {
    const [a, b] = [item("message", ["a"]), item("message", ["b"])];
    const names = new ItemNames<Named>();
    names.put(a, 0, false);
    names.put(b, 1, false);
    expect(names.owner(name(0, ["b"]))).toBe(b);
    expect(names.finished(name(0, ["b"]))).toBe(b);
  });

  it("all that an item ever had are its own", () => {
    const it = item("message", ["a"], done);
    const names = namesWith([0, it]);
    names.alias(it, ["b", "a"]);
    names.alias(it, ["b", "c"]);
    expect([...it.ids]).toEqual(["a", "b", "c"]);
    for (const id of it.ids) {
      expect(names.finished(name(0, [id]))).toBe(it);
      expect(names.finished(name(undefined, [id]))).toBe(it);
    }
  });

  it("the first item keeps an id that others have too", () => {
    const [first, second] = [item("message", ["a"]), item("message", ["a"])];
    const names = namesWith([0, first], [1, second]);
    expect(names.owner(name(undefined, ["a"]))).toBe(first);
    expect(names.owner(name(1, ["a"]))).toBe(second);
    expect(names.listed(name(5, ["new", "a"]))).toBe(first);
  });
});
