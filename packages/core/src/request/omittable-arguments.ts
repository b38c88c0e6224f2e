import type { TranslationContext } from "../context.js";
import { isObject, type JsonObject } from "../json.js";
import type { OmittableArguments } from "./options.js";
import { refusesNull } from "./refuses-null.js";

type Emptiness = "null" | "empty_string";

/** Arguments that models fill with an empty text where the client wants none. Source: mapping K32. */
const knownTraps: OmittableArguments = { Read: { pages: ["empty_string"] } };

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
    const kinds = new Set([...(refusesNull(shape, schema) ? ["null" as const] : []), ...named]);
    if (kinds.size > 0) entries.push([property, [...kinds]]);
  }
  return Object.fromEntries(entries);
}

function namedBy(table: OmittableArguments | undefined, toolName: string, property: string): readonly Emptiness[] {
  if (table === undefined || !Object.hasOwn(table, toolName)) return [];
  const properties = table[toolName];
  return properties !== undefined && Object.hasOwn(properties, property) ? (properties[property] ?? []) : [];
}
