import { isObject, type JsonObject } from "../json.js";

/**
 * How large a schema may be that is sent with `strict: true`, counted over the whole of it; lengths in UTF-16 units.
 * Source: OpenAI's guide “Structured outputs”, section “Supported schemas”.
 */
const maxProperties = 5000;
const maxEnumValues = 1000;
/** Of the names of properties and definitions, and of the values of `enum` and `const`. */
const maxStrings = 120_000;
/** An `enum` with more values than the first may hold strings of the second in all. */
const largeEnum = { values: 250, strings: 15_000 };

/** Whether the schemas that make up one document, each given by itself, are together within the limits. */
export function isWithinLimits(schemas: readonly JsonObject[]): boolean {
  let [properties, enumValues, strings] = [0, 0, 0];
  for (const schema of schemas) {
    const names = keysOf(schema.properties);
    const values = Array.isArray(schema.enum) ? schema.enum : [];
    const valueStrings = lengthOf(values);
    if (values.length > largeEnum.values && valueStrings > largeEnum.strings) return false;
    properties += names.length;
    enumValues += values.length;
    const definitions = [...keysOf(schema.$defs), ...keysOf(schema.definitions)];
    strings += lengthOf(names) + lengthOf(definitions) + valueStrings + lengthOf([schema.const]);
  }
  return properties <= maxProperties && enumValues <= maxEnumValues && strings <= maxStrings;
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function lengthOf(values: readonly unknown[]): number {
  return values.reduce<number>((length, value) => length + (typeof value === "string" ? value.length : 0), 0);
}
