import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonMembers } from "../../src/response/json-members.js";

describe("jsonMembers", () => {
  it.each<[string, [string, string][]]>([
    ["{}", []],
    [" [ ] ", []],
    ['{"a":1}', [["a", "1"]]],
    [
      ' { "a" : 9007199254740993 , "b" : 1.0 } ',
      [
        ["a", "9007199254740993"],
        ["b", "1.0"],
      ],
    ],
    [
      '[1, "x", null]',
      [
        ["", "1"],
        ["", '"x"'],
        ["", "null"],
      ],
    ],
    ['{"a":{"b":[1,{"c":2}],"d":3}}', [["a", '{"b":[1,{"c":2}],"d":3}']]],
    ['{"q\\"u:{,":"],\\\\\\"}:"}', [['q"u:{,', '"],\\\\\\"}:"']]],
    [
      '{"a":[],"a":{}}',
      [
        ["a", "[]"],
        ["a", "{}"],
      ],
    ],
  ])("%s", (json, members) => {
    expect(jsonMembers(json)).toEqual(members);
  });

  it("gives what JSON.parse gives", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(object, fc.boolean(), (value, pretty) => {
        const json = JSON.stringify(value, null, pretty ? 2 : 0);
        const members = jsonMembers(json).map(([name, text]) => [name, JSON.parse(text)]);
        expect(Object.fromEntries(members)).toEqual(JSON.parse(json));
      }),
      { numRuns: 100 },
    );
  });
});
