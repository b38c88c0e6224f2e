import fc from "fast-check";
import { rarely, words } from "./texts.js";

/** JSON Schemas that Anthropic takes, and values of any JSON. */

const leafSchema = fc.oneof(
  fc.record({ type: fc.constant("string"), description: words }),
  fc.record({ type: fc.constant("string"), enum: fc.constantFrom(["low", "§"], ["§"]), default: words }),
  fc.constantFrom(
    {},
    { const: "§" },
    { description: "§" },
    { type: "integer", minimum: 0, exclusiveMaximum: 10 },
    { type: ["string", "null"], format: "uri", pattern: "^a+$", minLength: 1 },
    { type: "array" },
    { type: "array", items: { type: "number" }, maxItems: 3, uniqueItems: true },
    { anyOf: [{ type: "string" }, { type: "object", properties: { type: { const: "§" } }, required: ["type"] }] },
    { type: "object", additionalProperties: { type: "string" }, propertyNames: { pattern: "^x" } },
    { $ref: "#/$defs/shared" },
  ),
);

const propertyNames = ["path", "limit", "__proto__", "constructor", "type", "required", "a b.c"];
const properties = fc.uniqueArray(fc.tuple(fc.constantFrom(...propertyNames), leafSchema), {
  maxLength: 3,
  selector: ([name]) => name,
});

/** An object schema; closed and with all properties required now and then, which is what strict tools need. */
export const objectSchema = fc
  .record({
    properties,
    bare: rarely(fc.constant(true), 10),
    closed: fc.boolean(),
    required: fc.constantFrom("all", "some", "none"),
    title: rarely(words),
  })
  .map(({ properties, bare, closed, required, title }) => {
    if (bare) return { type: "object" };
    const names = properties.map(([name]) => name);
    const usesShared = properties.some(([, schema]) => "$ref" in schema);
    return {
      ...(title !== undefined && { $schema: "https://json-schema.org/draft/2020-12/schema", title }),
      type: "object",
      properties: Object.fromEntries(properties),
      ...(required !== "none" && { required: required === "all" ? names : names.slice(0, 1) }),
      ...(closed && { additionalProperties: false }),
      ...(usesShared && { $defs: { shared: { type: "string", description: "§" } } }),
    };
  });

const leafValue = fc.oneof(words, fc.constantFrom(null, true, 0, -1.5, 1e21, "", [], {}));
const pair = fc.tuple(fc.constantFrom("path", "query", "code", "__proto__", "constructor", "key §", ""), leafValue);

/** The input of a call: an object of any keys, in any order. */
export const jsonObject = fc
  .record({ pairs: fc.array(pair, { maxLength: 3 }), nested: rarely(fc.array(leafValue, { maxLength: 2 })) })
  .map(({ pairs, nested }) => Object.fromEntries([...pairs, ...(nested ? [["nested", { nested }]] : [])]));
