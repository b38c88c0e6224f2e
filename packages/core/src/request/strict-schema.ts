import { isObject, type JsonObject } from "../json.js";
import { referenceTarget } from "./schema-reference.js";
import { isWithinLimits } from "./strict-limits.js";

/**
 * OpenAI's strict subset of JSON Schema: every schema typed, every object closed, every property required and every
 * required name a property, every reference to a schema of the same document, and no keyword besides these.
 * Source: OpenAI's guide “Structured outputs”, section “Supported schemas”; mapping T1s, S2.
 */
const keywords = new Set([
  ...["$schema", "$id", "$ref", "$defs", "definitions", "title", "description"],
  ...["type", "enum", "const", "anyOf", "properties", "required", "additionalProperties", "items"],
  ...["pattern", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minItems", "maxItems"],
]);
const formats = new Set(["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]);
const maxDepth = 10;

/**
 * Whether a schema may be sent with `strict: true`.
 *
 * @example
 * ```ts
 * fitsStrictSubset({ type: "object", properties: {}, required: [], additionalProperties: false }); // true
 * fitsStrictSubset({ type: "object", properties: { a: { type: "string" } } }); // false: open, `a` is optional
 * ```
 */
export function fitsStrictSubset(schema: JsonObject): boolean {
  if (schema.type !== "object" || schema.anyOf !== undefined) return false;
  const parts: JsonObject[] = [];
  if (!fits(schema, 0, parts) || !isWithinLimits(parts)) return false;
  const schemas: ReadonlySet<unknown> = new Set(parts);
  return parts.every(({ $ref }) => $ref === undefined || schemas.has(referenceTarget($ref, schema)));
}

/** Whether a schema and all within it fit, each looked at by itself; those are added to `parts`. */
function fits(schema: unknown, depth: number, parts: JsonObject[]): boolean {
  if (!isObject(schema) || depth > maxDepth) return false;
  parts.push(schema);
  if (!Object.keys(schema).every((key) => keywords.has(key))) return false;
  if (schema.format !== undefined && !(typeof schema.format === "string" && formats.has(schema.format))) return false;
  if (schema.type === undefined && schema.anyOf === undefined && schema.$ref === undefined) return false;
  if (isObjectSchema(schema) && !isClosed(schema)) return false;
  const children = [
    ...valuesOf(schema.properties),
    ...valuesOf(schema.$defs),
    ...valuesOf(schema.definitions),
    ...(Array.isArray(schema.anyOf) ? schema.anyOf : []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  return children.every((child) => fits(child, depth + 1, parts));
}

function isObjectSchema(schema: JsonObject): boolean {
  return (
    schema.properties !== undefined ||
    schema.type === "object" ||
    (Array.isArray(schema.type) && schema.type.includes("object"))
  );
}

function isClosed(schema: JsonObject): boolean {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = Object.keys(objectOf(schema.properties));
  return (
    schema.additionalProperties === false &&
    required.size === properties.length &&
    properties.every((key) => required.has(key))
  );
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function valuesOf(value: unknown): unknown[] {
  return Object.values(objectOf(value));
}
