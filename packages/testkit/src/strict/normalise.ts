import { asArray, asObject, isObject, type JsonObject } from "../json.js";

const nullable = (schema: unknown): unknown => {
  const value = asObject(schema);
  if (typeof value.type === "string") return { ...value, type: [value.type, "null"] };
  if (Array.isArray(value.type)) return { ...value, type: [...new Set([...value.type, "null"])] };
  return { anyOf: [value, { type: "null" }] };
};

/** Closes every object and makes every property required, the formerly optional ones nullable. */
const normalisedSchema = (schema: unknown): unknown => {
  if (!isObject(schema)) return schema;
  const required = new Set(asArray(schema.required));
  const properties = Object.entries(asObject(schema.properties)).map(([name, value]) => {
    const inner = normalisedSchema(value);
    return [name, required.has(name) ? inner : nullable(inner)] as const;
  });
  return {
    ...schema,
    ...(schema.items === undefined ? {} : { items: normalisedSchema(schema.items) }),
    ...(schema.type === "object"
      ? {
          properties: Object.fromEntries(properties),
          required: properties.map(([name]) => name),
          additionalProperties: false,
        }
      : {}),
  };
};

/** True for a function whose `strict` was left out: Responses then treats it as strict. */
export const isNormalised = (tool: JsonObject): boolean => tool.type === "function" && (tool.strict ?? null) === null;

/** A tool as the server understands it; a function without `strict` comes back strict, with its schema rewritten. */
export const normalisedTool = (tool: JsonObject): JsonObject => {
  if (tool.type !== "function") return tool;
  if (!isNormalised(tool)) return { description: null, ...tool };
  return { description: null, ...tool, parameters: normalisedSchema(tool.parameters), strict: true };
};

/**
 * The arguments that a model gives for a tool: as scripted, but with every optional property filled with null
 * where the tool was normalised to strict.
 */
export const argumentsFor = (tool: JsonObject | undefined, args: JsonObject): JsonObject => {
  if (!tool || !isNormalised(tool)) return args;
  const names = Object.keys(asObject(asObject(tool.parameters).properties));
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...args };
};
