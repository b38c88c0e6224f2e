import { describe, expect, it } from "vitest";
import { renderParameters } from "../../src/tokens/render-schema.js";

/** How one property `a` is shown. */
function shown(schema: object, more: object = {}): string {
  const parameters = { type: "object", properties: { a: schema }, required: ["a"], ...more };
  return renderParameters(parameters).replace(/^_: \{\s|\s\}$|\}$/g, "");
}

describe("a property is shown", () => {
  it.each<[string, object, string]>([
    ["by its type", { type: "string" }, "a: string"],
    ["as an integer", { type: "integer" }, "a: integer"],
    ["as anything, where nothing is said", {}, "a: any"],
    ["by several types", { type: ["number", "null"] }, "a: number | null"],
    ["as nullable", { type: "string", nullable: true }, "a: string | null"],
    ["by its choices", { enum: ["x", 2, true, null] }, 'a: "x" | 2 | true | null'],
    ["by its only value", { const: { x: [1, 2] } }, 'a: {"x": [1, 2]}'],
    ["as a list", { type: "array", items: { type: "number" } }, "a: number[]"],
    ["as a list of anything", { type: "array" }, "a: any[]"],
    ["as a list of alternatives", { type: "array", items: { type: ["string", "null"] } }, "a: Array<string | null>"],
    ["as an object of anything", { type: "object" }, "a: object"],
    ["as a map", { type: "object", additionalProperties: { type: "string" } }, "a: { [key: string]: string }"],
    ["as a closed object", { properties: { b: {} }, additionalProperties: false }, "a: { b?: any }"],
    ["as an open object", { properties: { b: {} }, additionalProperties: true }, "a: { b?: any, [key: string]: any }"],
    ["as plain alternatives", { anyOf: [{ type: "string" }, { type: "null" }] }, "a: string | null"],
    ["as parts", { allOf: [{ properties: { b: {} } }, { properties: { c: {} } }] }, "a: { b?: any } & { c?: any }"],
    ["by title", { title: "A", type: "string" }, "// A\na: string,"],
    ["by title and description", { title: "A", description: "B\n\n C" }, "// A\n//\n// B\n//\n// C\na: any,"],
    ["with an example", { type: "string", examples: ["x"] }, '// Example: "x"\na: string,'],
    ["with examples", { examples: [1, 2] }, "// Examples:\n// - 1\n// - 2\na: any,"],
    ["with its default", { type: "array", default: ["x", 1] }, 'a: any[], // default: ["x", 1]'],
    ["with its format", { type: "string", format: "uri" }, 'a: string, // format: "uri"'],
    [
      "with limits of text",
      { type: "string", pattern: "^a", maxLength: 3, minLength: 1, default: "a" },
      'a: string, // default: "a", minLength: 1, maxLength: 3, pattern: /^a/',
    ],
    [
      "with limits of numbers",
      { type: "number", minimum: 0, maximum: 1.5 },
      "a: number, // minimum: 0.0, maximum: 1.5",
    ],
    ["with limits of integers", { type: "integer", exclusiveMinimum: 0 }, "a: integer, // exclusiveMinimum: 0"],
    ["with limits of lists", { type: "array", minItems: 1 }, "a: any[], // minItems: 1"],
    [
      "as a list whose items are commented",
      { type: "array", minItems: 1, items: { type: "string", maxLength: 9 } },
      "// minItems: 1\na: Array<\nstring // maxLength: 9\n>,",
    ],
    [
      "as a list of commented objects",
      { type: "array", items: { title: "T", properties: { b: { description: "B" } } } },
      "a: Array<\n// T\n{\n// B\nb?: any,\n}\n>,",
    ],
    [
      "as commented alternatives",
      {
        anyOf: [
          { type: "integer", minimum: 0 },
          { description: "None", type: "null" },
        ],
        default: null,
      },
      "// default: null\na:\n | integer // minimum: 0\n// None\n | null\n,",
    ],
    ["as a commented object", { properties: { b: { title: "B" } } }, "a: {\n// B\nb?: any,\n},"],
  ])("%s", (_, schema, expected) => {
    expect(shown(schema)).toBe(expected);
  });

  it("by what its reference points to, with what stands beside it", () => {
    const more = { $defs: { P: { $ref: "#/$defs/Q" }, Q: { type: "string", title: "Q" } } };
    expect(shown({ $ref: "#/$defs/P", description: "A" }, more)).toBe("// Q\n//\n// A\na: string,");
    expect(shown({ $ref: "#/$defs/none" }, more)).toBe("a: any");
    expect(shown({ $ref: "https://example.com/a" }, more)).toBe("a: any");
  });

  it("once, where it refers to itself", () => {
    const more = { $defs: { N: { type: "object", properties: { next: { $ref: "#/$defs/N" } } } } };
    expect(shown({ $ref: "#/$defs/N" }, more)).toBe('a: {\nnext?: any, // $ref: "#/$defs/N"\n},');
  });
});

describe("parameters", () => {
  it("are none without properties, and carry their own description", () => {
    expect(renderParameters({})).toBe("");
    expect(renderParameters({ type: "object", properties: {}, additionalProperties: false })).toBe("");
    expect(renderParameters({ description: "All", properties: { a: {} } })).toBe("_: // All\n{ a?: any }");
  });

  it("end, however often they refer to one another", () => {
    const wide = (name: string) => ({ anyOf: Array.from({ length: 6 }, () => ({ $ref: `#/$defs/${name}` })) });
    const $defs = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`d${at}`, wide(`d${at + 1}`)]));
    expect(renderParameters({ properties: { a: wide("d0") }, $defs }).length).toBeLessThan(8 << 20);
    const deep = JSON.parse(`${'{"items":'.repeat(200)}{}${"}".repeat(200)}`, (key, value) =>
      typeof value === "object" && key !== "" ? { ...value, type: "array" } : value,
    );
    expect(renderParameters({ properties: { a: { ...deep, type: "array" } } })).toContain("any[][]");
  });
});
