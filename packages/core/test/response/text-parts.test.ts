import { describe, expect, it, vi } from "vitest";
import { TextParts } from "../../src/response/text-parts.js";

describe("TextParts", () => {
  it.each([0, 1, 2, 63, 64, 65, 4_095, 4_096, 4_097, 300_000])("joins %d parts in their order", (count) => {
    const texts = Array.from({ length: count }, (_, number) => `${number},`);
    const parts = new TextParts();
    for (const text of texts) parts.add(text);
    expect(parts.toString()).toBe(texts.join(""));
    expect(parts.length).toBe(texts.join("").length);
  });

  it.each([
    ["abcd", "cd"],
    ["ab", ""],
    ["a", undefined],
    ["", undefined],
    ["xbcd", undefined],
  ])("of %j lacks %j", (whole, rest) => {
    const parts = new TextParts();
    for (const text of ["a", "b"]) parts.add(text);
    expect(parts.restOf(whole)).toBe(rest);
  });

  it("looks at the long text that it has for none that is shorter", () => {
    const parts = new TextParts();
    for (let count = 0; count < 100; count++) parts.add("long");
    const looks = vi.spyOn(parts, "toString");
    expect(parts.restOf("short")).toBeUndefined();
    expect(looks).not.toHaveBeenCalled();
  });

  it("goes on after it was read", () => {
    const parts = new TextParts();
    for (const text of ["a", "b"]) parts.add(text);
    expect(parts.toString()).toBe("ab");
    parts.add("c");
    expect(parts.toString()).toBe("abc");
  });
});
