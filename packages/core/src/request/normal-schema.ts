import { isObject, type JsonObject } from "../json.js";

/** Below these stand values, not schemas. */
const valueKeywords = new Set(["const", "default", "enum", "examples"]);
/** Deeper schemas are nobody's; they pass as they are. */
const maxDepth = 64;

/**
 * A tool's schema as it is, but for what OpenAI refuses: no `properties` at all, and a `required` of null at any depth
 * (F20). Whatever needs no change is shared with the input, not copied.
 */
export function normalSchema(schema: JsonObject): JsonObject {
  const normal = withoutNullRequired(schema, 0);
  return normal.properties ? normal : { ...normal, properties: {} };
}

function withoutNullRequired(schema: JsonObject, depth: number): JsonObject {
  let copy: JsonObject | undefined;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "required" && value === null) {
      const { required: _, ...rest } = copy ?? schema;
      copy = rest;
    } else if (!valueKeywords.has(keyword) && depth < maxDepth) {
      const normal = normalValue(value, depth + 1);
      if (normal !== value) copy = { ...(copy ?? schema), [keyword]: normal };
    }
  }
  return copy ?? schema;
}

function normalValue(value: unknown, depth: number): unknown {
  if (isObject(value)) return withoutNullRequired(value, depth);
  if (!Array.isArray(value)) return value;
  const normal = value.map((entry) => (isObject(entry) ? withoutNullRequired(entry, depth) : entry));
  return normal.some((entry, i) => entry !== value[i]) ? normal : value;
}
