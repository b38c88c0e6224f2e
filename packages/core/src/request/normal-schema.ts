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
  const entries: [string, unknown][] = [];
  let changed = false;
  for (const [keyword, value] of Object.entries(schema)) {
    const normal = isMap || !valueKeywords.has(keyword) ? normalEntry(keyword, value, depth, isMap) : value;
    changed ||= normal !== value;
    if (normal !== undefined) entries.push([keyword, normal]);
  }
  if (!isMap && lacksItems(schema)) {
    entries.push(["items", {}]);
    changed = true;
  }
  return changed ? Object.fromEntries(entries) : schema;
}

/** What a keyword, or a name in a map, is to hold; undefined where it is to go. */
function normalEntry(keyword: string, value: unknown, depth: number, isMap: boolean): unknown {
  if (!isMap && keyword === "required" && value === null) return undefined;
  return depth < maxDepth ? normalValue(value, depth + 1, !isMap && mapKeywords.has(keyword)) : value;
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
