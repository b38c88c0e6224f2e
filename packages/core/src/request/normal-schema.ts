import { isObject, type JsonObject } from "../json.js";

/** Below these stand values, not schemas. */
const valueKeywords = new Set(["const", "default", "enum", "examples"]);
/** Below these stand schemas by names that are the client's own. */
const mapKeywords = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]);
/** Deeper schemas are nobody's; they pass as they are. */
const maxDepth = 64;

/**
 * A schema as it is, but for what OpenAI refuses, strict or not: no `properties` at all, a `required` of null, and an
 * array without `items`, both at any depth (F20). Whatever needs no change is shared with the input, not copied.
 */
export function normalSchema(schema: JsonObject): JsonObject {
  const normal = normalised(schema, 0, false);
  return normal.properties ? normal : { ...normal, properties: {} };
}

function normalised(schema: JsonObject, depth: number, isMap: boolean): JsonObject {
  let copy: JsonObject | undefined;
  for (const [keyword, value] of Object.entries(schema)) {
    if (!isMap && keyword === "required" && value === null) {
      const { required: _, ...rest } = copy ?? schema;
      copy = rest;
    } else if (depth < maxDepth && (isMap || !valueKeywords.has(keyword))) {
      const normal = normalValue(value, depth + 1, !isMap && mapKeywords.has(keyword));
      if (normal !== value) copy = { ...(copy ?? schema), [keyword]: normal };
    }
  }
  return !isMap && lacksItems(schema) ? { ...(copy ?? schema), items: {} } : (copy ?? schema);
}

function normalValue(value: unknown, depth: number, isMap: boolean): unknown {
  if (isObject(value)) return normalised(value, depth, isMap);
  if (!Array.isArray(value)) return value;
  const normal = value.map((entry) => (isObject(entry) ? normalised(entry, depth, false) : entry));
  return normal.some((entry, i) => entry !== value[i]) ? normal : value;
}

function lacksItems({ type, items, prefixItems }: JsonObject): boolean {
  const isArray = type === "array" || (Array.isArray(type) && type.includes("array"));
  return isArray && items === undefined && prefixItems === undefined;
}
