import type { TranslationContext } from "../context.js";
import { isObject, type JsonObject } from "../json.js";
import type { OmittableArguments } from "./options.js";

type Emptiness = "null" | "empty_string";

/** Arguments that models fill with an empty text where the client wants none. Source: mapping K32. */
const knownTraps: OmittableArguments = { Read: { pages: ["empty_string"] } };

/** Alternatives inside alternatives are looked at no deeper than this. */
const maxDepth = 8;

/**
 * The optional properties of a tool whose empty values mean "not given": `null` where the schema refuses it, and what
 * the tables name. Required properties are never among them, since their empty values may be meant.
 */
export function omittableArguments(
  toolName: string,
  schema: JsonObject,
  extra: OmittableArguments | undefined,
): TranslationContext["omittableArguments"][string] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = isObject(schema.properties) ? schema.properties : {};
  const entries: [string, Emptiness[]][] = [];
  for (const [property, shape] of Object.entries(properties)) {
    if (required.has(property)) continue;
    const named = [knownTraps, extra].flatMap((table) => namedBy(table, toolName, property));
    const kinds = new Set([...(refusesNull(shape) ? ["null" as const] : []), ...named]);
    if (kinds.size > 0) entries.push([property, [...kinds]]);
  }
  return Object.fromEntries(entries);
}

function namedBy(table: OmittableArguments | undefined, toolName: string, property: string): readonly Emptiness[] {
  if (table === undefined || !Object.hasOwn(table, toolName)) return [];
  const properties = table[toolName];
  return properties !== undefined && Object.hasOwn(properties, property) ? (properties[property] ?? []) : [];
}

/** Only what the schema says plainly counts; a reference, no type at all or deep nesting may take null. */
function refusesNull(shape: unknown, depth = 0): boolean {
  if (!isObject(shape) || shape.nullable === true || depth > maxDepth) return false;
  if (typeof shape.type === "string") return shape.type !== "null";
  if (Array.isArray(shape.type)) return !shape.type.includes("null");
  if (Array.isArray(shape.enum)) return !shape.enum.includes(null);
  if (shape.const !== undefined) return shape.const !== null;
  const alternatives = shape.anyOf ?? shape.oneOf;
  return Array.isArray(alternatives) && alternatives.every((alternative) => refusesNull(alternative, depth + 1));
}
