import { describe, expect, it, vi } from "vitest";
import { remembered } from "../src/remembered.js";

describe("what is remembered", () => {
  it("is computed once for a text, also where it is nothing", () => {
    const compute = vi.fn((text: string) => (text === "" ? undefined : text.length));
    const lengthOf = remembered(compute);
    expect(["abc", "", "abc", "", "ab"].map(lengthOf)).toEqual([3, undefined, 3, undefined, 2]);
    expect(compute.mock.calls).toEqual([["abc"], [""], ["ab"]]);
  });

  it("is bounded, by the number of texts and by their length", () => {
    const compute = vi.fn((text: string) => text.length);
    const lengthOf = remembered(compute);
    for (let i = 0; i <= 100; i++) lengthOf(`text ${i}`);
    lengthOf("text 0");
    expect(compute).toHaveBeenCalledTimes(102);
    const long = "x".repeat(201);
    expect([lengthOf(long), lengthOf(long)]).toEqual([201, 201]);
    expect(compute).toHaveBeenCalledTimes(104);
  });
});
