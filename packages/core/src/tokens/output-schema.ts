import type { Bill } from "./bill.js";
import { isObject, type JsonObject, objectAt, textAt } from "./read.js";
import type { RenderingRules } from "./rules.js";
import { comment, ENFORCED } from "./schema-comments.js";

/** Keywords that the upstream enforces and does not show. */
const HIDDEN: ReadonlySet<string> = new Set(["$schema", "required", "format", ...ENFORCED]);

const isHidden = (key: string, value: unknown): boolean =>
  HIDDEN.has(key) || (key === "additionalProperties" && typeof value === "boolean");

/** Keywords under which names stand, which may be spelled like a keyword. */
const NAMED: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);

function shown(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((each) => shown(each));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key, inner]) => names || !isHidden(key, inner));
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
  const shape = `${comment(textAt(format, "description"))}${shownSchema(objectAt(format, "schema") ?? {})}`;
  bill.addText(`# Response Formats\n\n## ${textAt(format, "name")}\n\n${shape}`);
}
