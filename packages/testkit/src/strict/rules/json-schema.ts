import { Ajv2020 } from "ajv/dist/2020.js";
import { asArray, asObject, isObject, type JsonObject } from "../../json.js";

/** A fault in a schema, in the words that follow "Invalid schema for …: ". */
export type Fault = string;

const context = (path: readonly string[]): string =>
  path.length === 0 ? "()" : `(${path.map((step) => `'${step}'`).join(", ")}${path.length === 1 ? "," : ""})`;

const inContext = (path: readonly string[], what: string): Fault => `In context=${context(path)}, ${what}`;

/** A value as Python prints it, which is how these messages show one. */
const printed = (value: unknown): string => {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
};

const meta = new Ajv2020({ strict: false, allErrors: false, logger: false });

const at = (schema: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      return Array.isArray(value) ? value[Number(key)] : asObject(value)[key];
    }, schema);

/** A schema that breaks JSON Schema itself, such as `required: null`. */
const malformed = (schema: JsonObject): Fault | undefined => {
  const { $schema: _, ...rest } = schema;
  if (meta.validateSchema(rest)) return undefined;
  const [error] = meta.errors ?? [];
  const value = printed(at(rest, error?.instancePath ?? ""));
  return error?.keyword === "type"
    ? `${value} is not of type ${printed(error.params.type)}.`
    : `${value} is not valid under any of the given schemas.`;
};

/** Schemas directly inside a schema, with their path. */
const children = (
  schema: JsonObject,
  path: readonly string[],
): readonly (readonly [JsonObject, readonly string[]])[] => [
  ...["properties", "$defs", "definitions"].flatMap((key) =>
    Object.entries(asObject(schema[key])).map(([name, value]) => [asObject(value), [...path, key, name]] as const),
  ),
  ...(isObject(schema.items) ? [[schema.items, [...path, "items"]] as const] : []),
  ...["anyOf", "oneOf", "allOf"].flatMap((key) =>
    asArray(schema[key]).map((value, i) => [asObject(value), [...path, key, String(i)]] as const),
  ),
];

const typesOf = (schema: JsonObject): readonly unknown[] =>
  Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];

/** The first fault that a check finds in a schema or anything below it. */
const search = (
  schema: JsonObject,
  path: readonly string[],
  check: (schema: JsonObject, path: readonly string[]) => Fault | undefined,
): Fault | undefined => {
  const own = check(schema, path);
  if (own !== undefined) return own;
  for (const [child, below] of children(schema, path)) {
    const fault = search(child, below, check);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const arraysHaveItems = (schema: JsonObject, path: readonly string[]): Fault | undefined =>
  typesOf(schema).includes("array") && schema.items === undefined && schema.prefixItems === undefined
    ? inContext(path, "array schema missing items.")
    : undefined;

const notPermitted = [
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "uniqueItems",
  "contains",
  "minContains",
  "maxContains",
  "unevaluatedItems",
  "unevaluatedProperties",
];

const formats = ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

const ALL_KEYS = "'required' is required to be supplied and to be an array including every key in properties.";

/** The rules of the strict subset for one schema. */
const strictFault = (schema: JsonObject, path: readonly string[]): Fault | undefined => {
  const keyword = notPermitted.find((key) => Object.hasOwn(schema, key));
  if (keyword !== undefined) return inContext(path, `'${keyword}' is not permitted.`);
  const typed = schema.type !== undefined || schema.anyOf !== undefined || schema.$ref !== undefined;
  if (!typed) return inContext(path, "schema must have a 'type' key.");
  if (typeof schema.format === "string" && !formats.includes(schema.format)) {
    return inContext(path, `'${schema.format}' is not a valid format.`);
  }
  if (!typesOf(schema).includes("object")) return undefined;
  if (schema.additionalProperties !== false) {
    return inContext(path, "'additionalProperties' is required to be supplied and to be false.");
  }
  const keys = Object.keys(asObject(schema.properties));
  const required = asArray(schema.required);
  const missing = keys.find((key) => !required.includes(key));
  if (missing !== undefined) return inContext(path, `${ALL_KEYS} Missing '${missing}'.`);
  const extra = required.find((key) => !keys.includes(String(key)));
  if (extra !== undefined) return inContext(path, `${ALL_KEYS} Extra required key '${extra}' supplied.`);
  return undefined;
};

const TOP = ["oneOf", "anyOf", "allOf", "enum", "not"];

/** What OpenAI refuses about a schema: any schema, or one that is to be strict. An empty one passes for no parameters. */
export const schemaFault = (schema: JsonObject, strict: boolean): Fault | undefined => {
  if (Object.keys(schema).length === 0 && !strict) return undefined;
  const broken = malformed(schema);
  if (broken !== undefined) return broken;
  if (schema.type !== "object" && !TOP.some((key) => Object.hasOwn(schema, key))) {
    const type = schema.type === undefined ? "None" : String(schema.type);
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${type}"'.`;
  }
  if (schema.type !== "object" || TOP.some((key) => Object.hasOwn(schema, key))) {
    return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.";
  }
  return search(schema, [], arraysHaveItems) ?? (strict ? search(schema, [], strictFault) : undefined);
};
