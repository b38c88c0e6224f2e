import { asArray, asObject, asString, type JsonObject } from "../json.js";

const scalars: Readonly<Record<string, unknown>> = { string: "text", integer: 1, number: 1, boolean: true, null: null };

/** A small value that a schema of the strict subset accepts: the first choice of every union, no array entries. */
export const sampleOf = (schema: unknown): unknown => {
  const { const: fixed, enum: values, anyOf, type, properties } = asObject(schema);
  if (fixed !== undefined) return fixed;
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0]);
  const [first] = Array.isArray(type) ? type : [type];
  if (first === "object") {
    return Object.fromEntries(Object.entries(asObject(properties)).map(([key, value]) => [key, sampleOf(value)]));
  }
  return first === "array" ? [] : (scalars[asString(first) ?? ""] ?? null);
};

/** The schema that a request wants its answer in, if any. */
export const formatSchema = (body: JsonObject): JsonObject | undefined => {
  const format = asObject(asObject(body.text).format);
  return format.type === "json_schema" ? asObject(format.schema) : undefined;
};

/** True when a request declares a tool whose type begins so. */
export const declaresTool = (body: JsonObject, type: string): boolean =>
  asArray(body.tools).some((tool) => String(asObject(tool).type).startsWith(type));
