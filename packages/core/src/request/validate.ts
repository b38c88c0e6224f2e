import type * as z from "zod";
import { invalidRequest, type TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";

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
  throw describe(issue, value, tag === undefined ? path : `${path}.${tag}`);
}

/** Puts a path and a key together. */
export function at(path: string, key: string | number): string {
  return path === "" ? String(key) : `${path}.${key}`;
}

function describe(issue: z.core.$ZodIssue, root: unknown, base: string): TranspondError {
  const keys = issue.path.map(String);
  const missing = valueAt(root, keys) === undefined;
  // A discriminator that is absent is a missing field; one that is unknown is told of the object that holds it.
  const unknownTag = issue.code === "invalid_union" && !missing;
  const path = (unknownTag ? keys.slice(0, -1) : keys).reduce(at, base);
  return invalidRequest(path, missing ? "Field required" : wording(issue, valueAt(root, keys)));
}

/** Anthropic's validation speaks the words of Pydantic 2. */
function wording(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `Input should be a valid ${typeNames.get(issue.expected) ?? issue.expected}`;
    case "invalid_value":
      return `Input should be ${anyOf(issue.values.map(String), " or ")}`;
    case "invalid_union":
      return unknownTagMessage(value, "options" in issue ? (issue.options ?? []).map(String) : []);
    case "too_small":
      return issue.origin === "string"
        ? `String should have at least ${issue.minimum} character${issue.minimum === 1 ? "" : "s"}`
        : `Input should be greater than ${issue.inclusive ? "or equal to " : ""}${issue.minimum}`;
    case "too_big":
      return `Input should be less than ${issue.inclusive ? "or equal to " : ""}${issue.maximum}`;
    default:
      return issue.message;
  }
}

const typeNames = new Map([
  ["int", "integer"],
  ["object", "dictionary"],
  ["record", "dictionary"],
  ["array", "list"],
]);

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

function valueAt(root: unknown, keys: readonly string[]): unknown {
  let value = root;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}
