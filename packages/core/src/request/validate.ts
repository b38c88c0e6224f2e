import * as z from "zod";
import { invalidRequest, type TranspondError } from "../errors/transpond-error.js";
import { childOf } from "../json.js";
import { optionOf, unwrapped } from "./schema-walk.js";

/**
 * Asserts that a value fits a schema. Schemas are used as guards: the value itself is kept, never a copy of it.
 *
 * @param path where the value stands, `messages.1.content.0`
 * @param tag the `type` that chose the schema; Anthropic puts it into the path of an error inside the value
 * @throws TranspondError 400 in Anthropic's wording, for the first thing that is wrong
 */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path: string,
  tag?: string,
): asserts value is z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return;
  const [issue] = result.error.issues;
  if (issue === undefined) throw invalidRequest(path, "Input is not valid");
  throw describe(issue, schema, value, tag === undefined ? path : at(path, tag));
}

/** Puts a path and a key together. */
export function at(path: string, key: string | number): string {
  return path === "" ? String(key) : `${path}.${key}`;
}

function describe(issue: z.core.$ZodIssue, root: z.ZodType, value: unknown, base: string): TranspondError {
  const keys = issue.path.map(String);
  const found = walk(root, value, keys, base);
  const missing = found.value === undefined;
  // A discriminator that is absent is a missing field; one that is unknown is told of the object that holds it.
  const path = issue.code === "invalid_union" && !missing ? found.parentPath : found.path;
  return invalidRequest(path, missing ? "Field required" : wording(issue, found));
}

/** What stands where an issue was found. */
type Found = { value: unknown; schema: unknown; path: string; parentPath: string };

/**
 * Goes down to an issue. Where a tag chose one of several schemas, Anthropic's paths name it between an object and its
 * field: `image.source.base64.data`.
 */
function walk(root: z.ZodType, value: unknown, keys: readonly string[], base: string): Found {
  let found: Found = { value, schema: unwrapped(root), path: base, parentPath: base };
  for (const key of keys) {
    const parent = found.path;
    const option = optionOf(found.schema, found.value);
    const child = childOf(found.value, key);
    const inside = option === undefined || key === "type" ? parent : at(parent, String(childOf(found.value, "type")));
    found = {
      value: child,
      schema: unwrapped(fieldOf(option ?? found.schema, key)),
      path: at(inside, key),
      parentPath: parent,
    };
  }
  return found;
}

function fieldOf(schema: unknown, key: string): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[key];
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** Anthropic's validation speaks the words of Pydantic 2. */
function wording(issue: z.core.$ZodIssue, { value, schema }: Found): string {
  switch (issue.code) {
    case "invalid_type":
      return `Input should be a valid ${typeName(issue.expected, schema)}`;
    case "invalid_value":
      return `Input should be ${anyOf(issue.values.map(String), " or ")}`;
    case "invalid_union":
      return unknownTagMessage(value, "options" in issue ? (issue.options ?? []).map(String) : []);
    case "too_small":
      return issue.origin === "string"
        ? `String should have at least ${characters(issue.minimum)}`
        : `Input should be greater than ${issue.inclusive ? "or equal to " : ""}${issue.minimum}`;
    case "too_big":
      return issue.origin === "string"
        ? `String should have at most ${characters(issue.maximum)}`
        : `Input should be less than ${issue.inclusive ? "or equal to " : ""}${issue.maximum}`;
    default:
      return issue.message;
  }
}

function characters(count: number | bigint): string {
  return `${count} character${Number(count) === 1 ? "" : "s"}`;
}

const typeNames = new Map([
  ["int", "integer"],
  ["object", "dictionary"],
  ["record", "dictionary"],
  ["array", "list"],
]);

/** A schema of whole numbers is one of numbers first: what is no number at all is no integer either. */
function typeName(expected: string, schema: unknown): string {
  if (schema instanceof z.ZodNumber && schema.isInt) return "integer";
  return typeNames.get(expected) ?? expected;
}

/** What is said of a `type` that no schema has. */
export function unknownTagMessage(tag: unknown, expected: readonly string[]): string {
  const given = typeof tag === "object" && tag !== null ? "object" : String(tag).slice(0, 100);
  return `Input tag '${given}' found using 'type' does not match any of the expected tags: ${anyOf(expected, ", ")}`;
}

function anyOf(names: readonly string[], last: string): string {
  const quoted = names.map((name) => `'${name}'`);
  const end = quoted.pop();
  return quoted.length === 0 ? (end ?? "") : `${quoted.join(", ")}${last}${end}`;
}
