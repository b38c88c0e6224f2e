import { type JsonObject, textAt } from "./read.js";

/** `// …` for each line of the text, each with its line end; a blank line inside is a bare `//`. Nothing for an empty text. */
export function comment(text: string): string {
  if (text.trim() === "") return "";
  const lines = text.trim().split("\n");
  return lines.map((line) => `${`// ${line.trim()}`.trimEnd()}\n`).join("");
}

/** The comment above a schema: its title and its description, with a blank line between them, and its examples. */
export function heading(schema: JsonObject): string {
  const [title, description] = [textAt(schema, "title"), textAt(schema, "description")];
  const between = title !== "" && description !== "" ? "\n\n" : "";
  return comment(`${title}${between}${description}`) + comment(examples(schema));
}

function examples({ examples: given }: JsonObject): string {
  const [first, ...others] = Array.isArray(given) ? given : [];
  if (first === undefined) return "";
  if (others.length === 0) return `Example: ${literal(first)}`;
  return ["Examples:", ...[first, ...others].map((example) => `- ${literal(example)}`)].join("\n");
}

/** A value as JSON with a blank after each comma and colon. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}: ${literal(inner)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value) ?? "any";
}

/** Keywords that bound a value, in the order in which they are shown. */
const LIMITS = [
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
] as const;

/** Those of them whose value is shown with a fraction, unless the type is `integer`. */
const FRACTIONAL: ReadonlySet<string> = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
]);

/** Keywords that an output schema enforces without showing them. */
export const ENFORCED: ReadonlySet<string> = new Set(LIMITS);

function limit(schema: JsonObject, key: string): string[] {
  const value = schema[key];
  if (typeof value === "string") return [`${key}: /${value}/`];
  if (typeof value !== "number") return [];
  const fraction = FRACTIONAL.has(key) && schema.type !== "integer" && Number.isInteger(value);
  return [`${key}: ${value}${fraction ? ".0" : ""}`];
}

/** What is said behind a type: its default, its format and its limits. */
export function notes(schema: JsonObject): string {
  const initial = schema.default === undefined ? [] : [`default: ${literal(schema.default)}`];
  const format = typeof schema.format === "string" ? [`format: ${literal(schema.format)}`] : [];
  return [...initial, ...format, ...LIMITS.flatMap((key) => limit(schema, key))].join(", ");
}
