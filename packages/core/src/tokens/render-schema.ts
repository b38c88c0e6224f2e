import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./read.js";

/** Schemas may be nested, or refer to themselves, without end; deeper ones are rendered as `any`. */
const DEEPEST = 32;
/** A schema of a few lines may refer to itself so often that its rendering explodes: units of text after which it ends. */
const LONGEST = 1 << 20;

const NAMES: ReadonlyMap<string, string> = new Map([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

/** `// …` for each line of the text, each with its line end; nothing for an empty one. */
export function comment(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.map((line) => `// ${line}\n`).join("");
}

/** The comment above a schema: its title, then its description. */
function heading(schema: JsonObject): string {
  return comment(textAt(schema, "title")) + comment(textAt(schema, "description"));
}

function literal(value: unknown): string {
  return JSON.stringify(value) ?? "any";
}

/** Renders the schema of one tool; holds what `$ref` points into, and how much has been rendered. */
class SchemaRenderer {
  readonly #root: JsonObject;
  #length = 0;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  type(written: JsonObject, depth: number): string {
    if (depth > DEEPEST || this.#length > LONGEST) return this.#written("any");
    const schema = this.#resolve(written);
    const { enum: choices, type } = schema;
    if (Array.isArray(choices)) return this.#written(choices.map(literal).join(" | "));
    if (schema.const !== undefined) return this.#written(literal(schema.const));
    for (const key of ["anyOf", "oneOf"]) {
      const variants = objectsAt(schema, key);
      if (variants.length > 0) return variants.map((variant) => this.type(variant, depth + 1)).join(" | ");
    }
    if (Array.isArray(type)) return type.map((name) => this.#named(name, schema, depth)).join(" | ");
    return this.#named(type, schema, depth);
  }

  object(schema: JsonObject, depth: number): string {
    const properties = Object.entries(objectAt(schema, "properties") ?? {});
    if (properties.length === 0) return this.#written("object");
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    return `{\n${properties.map(([name, value]) => this.#property(name, value, required.has(name), depth)).join("")}}`;
  }

  #named(name: unknown, schema: JsonObject, depth: number): string {
    if (name === "object") return this.object(schema, depth);
    if (name === "array") {
      const items = objectAt(schema, "items");
      return items ? `${this.type(items, depth + 1)}[]` : this.#written("any[]");
    }
    return this.#written((typeof name === "string" && NAMES.get(name)) || "any");
  }

  #property(name: string, value: unknown, required: boolean, depth: number): string {
    const property = this.#resolve(isObject(value) ? value : {});
    const initial = property.default === undefined ? "" : ` // default: ${literal(property.default)}`;
    const start = this.#written(`${heading(property)}${limits(property)}${name}${required ? "" : "?"}: `);
    return `${start}${this.type(property, depth + 1)},${initial}\n`;
  }

  /** The schema itself, or what its `$ref` points to inside the same document, with what is written beside the `$ref`. */
  #resolve(schema: JsonObject): JsonObject {
    const reference = textAt(schema, "$ref");
    if (!reference.startsWith("#/") || this.#length > LONGEST) return schema;
    let found: JsonObject | undefined = this.#root;
    for (const step of reference.slice(2).split("/")) found = found && objectAt(found, step);
    return found ? { ...found, ...schema, $ref: found.$ref } : schema;
  }

  /** Counts what is rendered. */
  #written(text: string): string {
    this.#length += text.length;
    return text;
  }
}

/** Keywords that bound a value. */
export const LIMITS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];

/** Limits are shown above the property, all as numbers with a fraction. */
function limits(schema: JsonObject): string {
  const shown = LIMITS.flatMap((key) => {
    const value = schema[key];
    return typeof value === "number" ? [`${key}: ${Number.isInteger(value) ? `${value}.0` : value}`] : [];
  });
  return comment(shown.join(", "));
}

/**
 * The parameters of a function as the upstream shows them to the model: TypeScript, one line a property.
 *
 * @param schema a JSON Schema of type `object`
 * @returns what stands between the parentheses; empty for a function without parameters
 * @example
 * ```ts
 * renderParameters({ properties: { city: { type: "string" } }, required: ["city"] }); // "_: {\ncity: string,\n}"
 * ```
 */
export function renderParameters(schema: JsonObject): string {
  const type = new SchemaRenderer(schema).object(schema, 0);
  return type === "object" ? "" : `_: ${heading(schema)}${type}`;
}

/** Whether any parameter is explained; where none is, the upstream's rendering is a token shorter. */
export function hasExplainedParameter(schema: JsonObject): boolean {
  const properties = Object.values(objectAt(schema, "properties") ?? {});
  return properties.some((property) => isObject(property) && heading(property) !== "");
}
