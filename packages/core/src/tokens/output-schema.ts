import type { Bill } from "./bill.js";
import { isObject, type JsonObject, objectAt, textAt } from "./read.js";
import { comment, LIMITS } from "./render-schema.js";
import type { RenderingRules } from "./rules.js";

/** Keywords that the upstream enforces and does not show. */
const HIDDEN: ReadonlySet<string> = new Set(["$schema", "required", "additionalProperties", "format", ...LIMITS]);
/** Keywords under which names stand, which may be spelled like a keyword. */
const NAMED: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);

function shown(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((each) => shown(each));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => names || !HIDDEN.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, shown(inner, !names && NAMED.has(key))]));
}

/** The schema of a structured output as the upstream shows it: minified, in the order it was written. */
function shownSchema(schema: JsonObject): string {
  return JSON.stringify(shown(schema));
}

/** Puts the format of the answer on the bill; only a schema costs. */
export function billOutputFormat(bill: Bill, text: unknown, marks: RenderingRules): void {
  const format = isObject(text) ? objectAt(text, "format") : undefined;
  if (format?.type !== "json_schema") return;
  bill.add(marks.jsonSchema);
  bill.addText(textAt(format, "name"));
  bill.addText(`${comment(textAt(format, "description"))}${shownSchema(objectAt(format, "schema") ?? {})}`);
}
