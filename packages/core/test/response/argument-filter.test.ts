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

  it.each<[string, string, string, string[]]>([
    ["a name that is escaped", '{"p\\u0061ges":"","a":1}', '{"a":1}', ["pages"]],
    ["several in a row", '{"a":1,"pages":"","limit":null,"b":2}', '{"a":1,"b":2}', ["pages", "limit"]],
    ["one that stands twice", '{"pages":"","pages":"1"}', '{"pages":"1"}', ["pages"]],
    ["spaces everywhere", '\n{ "a" : 1 ,\n "pages" : "" ,\t"b" : 2 }', '\n{ "a" : 1 ,\t"b" : 2 }', ["pages"]],
    ["one of two kinds", '{"both":null,"limit":"","pages":null}', '{"limit":"","pages":null}', ["both"]],
    ["one behind a string that looks like an end", '{"a":"},\\"{[","pages":""}', '{"a":"},\\"{["}', ["pages"]],
    ["one behind a string that ends with a backslash", '{"a":"b\\\\","pages":""}', '{"a":"b\\\\"}', ["pages"]],
    ["one behind nested objects and lists", '{"a":{"b":[{},"]"]},"pages":""}', '{"a":{"b":[{},"]"]}}', ["pages"]],
    ["not one inside of a list", '{"a":[{"pages":""}],"b":[null]}', '{"a":[{"pages":""}],"b":[null]}', []],
    ["not one that is text by its look only", '{"a":"\\",\\"pages\\":\\"\\"}"}', '{"a":"\\",\\"pages\\":\\"\\"}"}', []],
    ["not what begins like an empty value", '{"limit":nul,"pages":""}', '{"limit":nul,"pages":""}', []],
    ["not what goes on behind an empty value", '{"pages":"" 1,"limit":null}', '{"pages":"" 1,"limit":null}', []],
    ["not without a value", '{"a":,"pages":""}', '{"a":,"pages":""}', []],
    ["not behind the object", '{"a":1},"pages":""}', '{"a":1},"pages":""}', []],
    ["not in a list", '["pages":""]', '["pages":""]', []],
    ["not in what has no names", '{pages:"",limit:null,"pages":""}', '{pages:"",limit:null,"pages":""}', []],
    [
      "not by the name of what every object has",
      '{"constructor":"","toString":null}',
      '{"constructor":"","toString":null}',
      [],
    ],
    ["not by a name that is no JSON", '{"\\x":"","a":""}', '{"\\x":"","a":""}', []],
  ])("leaves out %s, wherever it is cut", (_name, json, out, omitted) => {
    const everywhere = Array.from({ length: json.length }, (_, at) => at);
    for (const cuts of [[], everywhere, ...everywhere.map((at) => [at])]) {
      expect(filter(json, cuts)).toEqual({ out, omitted });
    }
  });

  it.each([
    ["a name as long as one may be", 505, '{"a":1}'],
    ["a longer one", 506, "as it is"],
  ])("looks for names no further than %s", (_what, length, expected) => {
    const name = "x".repeat(length);
    const json = `{"a":1,"${name}":""}`;
    const long = new ArgumentFilter({ [name]: ["empty_string"] }, () => {});
    expect(long.push(json) + long.end()).toBe(expected === "as it is" ? json : expected);
  });

  it("holds no more than a name and the start of its value", () => {
    const streaming = new ArgumentFilter(rules, () => {});
    const pieces = ["{", '"a"', ":", "1", "2", ",", '"limit":nu', "l", "x", "}", "tail"];
    const taken = ["", "", "", '{"a":1', "2", "", "", "", ',"limit":nulx', "}", "tail"];
    expect(pieces.map((piece) => streaming.push(piece))).toEqual(taken);
  });

  it.each([
    ["the end of the object", '{"pages":""}', "{}"],
    ["what is no object", "[", "["],
    ["what is no name", "{x", "{x"],
    ["what is no name, behind a member", '{"a":1,x', '{"a":1,x'],
  ])("holds nothing back from %s on", (_what, json, out) => {
    const streaming = new ArgumentFilter(rules, () => {});
    expect([...json].map((char) => streaming.push(char)).join("")).toBe(out);
    expect(streaming.push(',"pages":""}')).toBe(',"pages":""}');
  });

  it("gives back what it held, once", () => {
    const streaming = new ArgumentFilter(rules, () => {});
    expect(streaming.push('{"a":1,"pages":"')).toBe('{"a":1');
    expect([streaming.end(), streaming.end()]).toEqual([',"pages":"', ""]);
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
