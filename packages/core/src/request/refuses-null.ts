import { isObject, type JsonObject } from "../json.js";

/** Schemas inside schemas are looked at no deeper than this; references may go round in a circle. */
const maxDepth = 8;

/**
 * Whether a value of a schema can't be `null` (mapping K32). Only what the schema says plainly counts: no type at all, a
 * reference to another document or deep nesting may take null.
 *
 * @param root where references begin
 */
export function refusesNull(schema: unknown, root: JsonObject, depth = 0): boolean {
  if (schema === false) return true;
  if (!isObject(schema) || schema.nullable === true || depth > maxDepth) return false;
  const refuses = (inner: unknown) => refusesNull(inner, root, depth + 1);
  return Object.entries(keywords).some(([keyword, judge]) => {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    return value !== undefined && judge(value, refuses, root);
  });
}

/** Whether what a keyword says rules null out; each keyword of a schema has to allow a value. */
const keywords: Readonly<
  Record<string, (value: unknown, refuses: (schema: unknown) => boolean, root: JsonObject) => boolean>
> = {
  type: (type) => (Array.isArray(type) ? !type.includes("null") : typeof type === "string" && type !== "null"),
  enum: (values) => Array.isArray(values) && !values.includes(null),
  const: (value) => value !== null,
  anyOf: (schemas, refuses) => Array.isArray(schemas) && schemas.every(refuses),
  oneOf: (schemas, refuses) => Array.isArray(schemas) && schemas.every(refuses),
  allOf: (schemas, refuses) => Array.isArray(schemas) && schemas.some(refuses),
  not: (schema) => isObject(schema) && (schema.type === "null" || schema.const === null),
  $ref: (reference, refuses, root) => typeof reference === "string" && refuses(targetOf(reference, root)),
};

/** The schema that a reference within the document names (RFC 6901). */
function targetOf(reference: string, root: JsonObject): unknown {
  if (!reference.startsWith("#")) return undefined;
  let target: unknown = root;
  for (const token of reference.slice(1).split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    target =
      (isObject(target) || Array.isArray(target)) && Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined;
  }
  return target;
}
