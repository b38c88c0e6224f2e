import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentFilter, type ArgumentRules } from "../../src/response/argument-filter.js";
import { propertyOptions } from "../support/property-options.js";

const rules: ArgumentRules = { pages: ["empty_string"], limit: ["null"], both: ["null", "empty_string"] };

function filter(json: string, cuts: readonly number[] = []): { out: string; omitted: string[] } {
  const omitted: string[] = [];
  const argumentFilter = new ArgumentFilter(rules, (property) => omitted.push(property));
  let out = "";
  let from = 0;
  for (const cut of [...cuts, json.length]) {
    out += argumentFilter.push(json.slice(from, cut));
    from = Math.max(from, cut);
  }
  return { out: out + argumentFilter.end(), omitted };
}

describe("ArgumentFilter", () => {
  it.each([
    ['{"file_path":"/a","pages":""}', '{"file_path":"/a"}', ["pages"]],
    ['{"pages":"","file_path":"/a"}', '{"file_path":"/a"}', ["pages"]],
    ['{ "pages" : "" , "limit" : null }', "{}", ["pages", "limit"]],
    ['{"limit":null,"x":12345678901234567890,"both":""}', '{"x":12345678901234567890}', ["limit", "both"]],
    ['{"pages":"1-5","limit":3}', '{"pages":"1-5","limit":3}', []],
    ['{"content":"","nested":{"pages":""}}', '{"content":"","nested":{"pages":""}}', []],
    ['{"limit":nullish}', '{"limit":nullish}', []],
    ["[1]", "[1]", []],
    ['{"pages":"', '{"pages":"', []],
    ["", "", []],
  ])("%s → %s", (json, out, omitted) => {
    const filtered = filter(json);
    expect({ ...filtered, out: filtered.out.replaceAll(" ", "") }).toEqual({ out: out.replaceAll(" ", ""), omitted });
  });

  it("passes a value on while it streams", () => {
    const streaming = new ArgumentFilter(rules, () => {});
    expect(streaming.push('{"content":"one ')).toBe('{"content":"one ');
    expect(streaming.push("two")).toBe("two");
    expect(streaming.push('","pages":"')).toBe('"');
    expect(streaming.push("1")).toBe(',"pages":"1');
  });

  const name = fc.constantFrom("pages", "limit", "both", "other", 'q"u\\o', "é");
  const value = fc.oneof(fc.constant(""), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  const object = fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));

  it("equals leaving the properties out of the parsed object, at any chunking", () => {
    fc.assert(
      fc.property(object, fc.boolean(), fc.array(fc.nat(400)), (input, pretty, cuts) => {
        const json = JSON.stringify(input, null, pretty ? 2 : 0);
        const { out, omitted } = filter(
          json,
          [...cuts].sort((a, b) => a - b),
        );
        const kept = Object.entries(input).filter(([key, entry]) => {
          const empties = rules[key] ?? [];
          return !((entry === null && empties.includes("null")) || (entry === "" && empties.includes("empty_string")));
        });
        expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(kept))));
        expect(omitted).toHaveLength(Object.keys(input).length - kept.length);
      }),
      propertyOptions,
    );
  });

  it("never loses or invents text of what is no JSON object", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("{", "}", '"', ",", ":", "\\", "a", "n", " ", "[") }), (text) => {
        const { out, omitted } = filter(text);
        if (omitted.length === 0) expect(out).toBe(text);
      }),
      propertyOptions,
    );
  });

  it("takes time in proportion to a hostile name", () => {
    const streaming = new ArgumentFilter(rules, () => {});
    streaming.push('{"');
    for (let i = 0; i < 200_000; i++) streaming.push("a");
    expect(streaming.end()).toBe("");
  });
});
