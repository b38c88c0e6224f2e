import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./read.js";
import { comment, heading, literal, notes } from "./schema-comments.js";

/** Schemas may be nested, or refer to themselves, without end; deeper ones are rendered as `any`. */
const DEEPEST = 32;
/** A schema of a few lines may refer to others so often that its rendering explodes: units of text after which it ends. */
const LONGEST = 1 << 20;
/** Units that a schema counts at least: short ones take time, too. */
const SHORTEST = 32;

const NAMES: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "null"]);

/** Keywords that list alternatives, or parts of a whole, and the sign between them. */
const COMPOSITIONS = [
  ["anyOf", "|"],
  ["oneOf", "|"],
  ["allOf", "&"],
] as const;

/** A value of that type with what is said about it, as it stands in a list, one a line. */
type Rendered = { above: string; type: string; behind: string };

const isPlain = ({ above, type, behind }: Rendered): boolean => above === "" && behind === "" && !type.includes("\n");

/** Renders the schema of one tool; holds what `$ref` points into, and how much has been rendered. */
class SchemaRenderer {
  readonly #root: JsonObject;
  /** References within which the rendering is: one that leads back is not followed again. */
  readonly #within: string[] = [];
  #length = 0;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** One line where nothing inside is commented; else a line a property. */
  object(schema: JsonObject, depth: number): string {
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    const properties = Object.entries(objectAt(schema, "properties") ?? {}).map(([name, value]) => ({
      name: `${name}${required.has(name) ? "" : "?"}`,
      value: this.#rendered(value, depth + 1),
    }));
    const others = schema.additionalProperties;
    if (others === true || isObject(others)) {
      properties.push({ name: "[key: string]", value: this.#rendered(isObject(others) ? others : {}, depth + 1) });
    }
    if (properties.length === 0) return this.#written("object");
    if (properties.every(({ value }) => isPlain(value))) {
      return this.#written(`{ ${properties.map(({ name, value }) => `${name}: ${value.type}`).join(", ")} }`);
    }
    return this.#written(`{\n${properties.map(({ name, value }) => property(name, value)).join("")}}`);
  }

  #rendered(value: unknown, depth: number): Rendered {
    const written = isObject(value) ? value : {};
    const reference = textAt(written, "$ref");
    if (reference === "") return this.#shown(written, depth);
    if (this.#within.includes(reference)) {
      return { above: heading(written), type: this.#written("any"), behind: `$ref: ${literal(reference)}` };
    }
    const { $ref: _, ...beside } = written;
    this.#within.push(reference);
    const referred = this.#rendered({ ...this.#referred(reference), ...beside }, depth);
    this.#within.pop();
    return referred;
  }

  #shown(schema: JsonObject, depth: number): Rendered {
    const type = this.#type(schema, depth);
    const nullable = schema.nullable === true && !/\bnull\b/.test(type) ? " | null" : "";
    return { above: heading(schema), type: `${type}${nullable}`, behind: notes(schema) };
  }

  #type(schema: JsonObject, depth: number): string {
    this.#length += SHORTEST;
    if (depth > DEEPEST || this.#length > LONGEST) return this.#written("any");
    const { enum: choices, type } = schema;
    if (Array.isArray(choices)) return this.#written(choices.map(literal).join(" | "));
    if (schema.const !== undefined) return this.#written(literal(schema.const));
    for (const [key, sign] of COMPOSITIONS) {
      const variants = objectsAt(schema, key);
      if (variants.length > 0) return this.#composed(variants, sign, depth);
    }
    const types = Array.isArray(type) ? type : [type ?? (isObject(schema.properties) ? "object" : "any")];
    return types.map((name) => this.#named(name, schema, depth)).join(" | ");
  }

  /** In one line where no variant is commented. */
  #composed(variants: readonly JsonObject[], sign: string, depth: number): string {
    const rendered = variants.map((variant) => this.#rendered(variant, depth + 1));
    if (rendered.every(isPlain)) return rendered.map(({ type }) => type).join(` ${sign} `);
    return `\n${rendered.map(({ above, type, behind }) => `${above} ${sign} ${type}${trailing(behind)}\n`).join("")}`;
  }

  #named(name: unknown, schema: JsonObject, depth: number): string {
    if (name === "object") return this.object(schema, depth);
    if (name === "array") return this.#array(schema, depth);
    return this.#written(typeof name === "string" && NAMES.has(name) ? name : "any");
  }

  #array(schema: JsonObject, depth: number): string {
    const items = objectAt(schema, "items");
    if (!items) return this.#written("any[]");
    const item = this.#rendered(items, depth + 1);
    if (isPlain(item)) return item.type.includes(" | ") ? `Array<${item.type}>` : `${item.type}[]`;
    return `Array<\n${item.above}${item.type}${trailing(item.behind)}\n>`;
  }

  /** What a `$ref` points to inside the same document. */
  #referred(reference: string): JsonObject | undefined {
    if (!reference.startsWith("#/")) return undefined;
    let found: JsonObject | undefined = this.#root;
    for (const step of reference.slice(2).split("/")) found = found && objectAt(found, step);
    return found;
  }

  /** Counts what is rendered. */
  #written(text: string): string {
    this.#length += text.length;
    return text;
  }
}

const trailing = (text: string): string => (text === "" ? "" : ` // ${text}`);

/** A property in lines of its own; behind a type of several lines nothing can be said, so it is said above. */
function property(name: string, { above, type, behind }: Rendered): string {
  if (!type.includes("\n")) return `${above}${name}: ${type},${trailing(behind)}\n`;
  return `${above}${comment(behind)}${name}:${type.startsWith("\n") ? "" : " "}${type},\n`;
}

/**
 * The parameters of a function as the upstream shows them to the model, in TypeScript.
 *
 * Source: prompts that models have repeated, and a published probe of every keyword of JSON Schema; where billed requests
 * contain a keyword, they agree.
 *
 * @param schema a JSON Schema of type `object`
 * @returns what stands between the parentheses; empty for a function without parameters
 * @example
 * ```ts
 * renderParameters({ properties: { city: { type: "string" } }, required: ["city"] }); // "_: { city: string }"
 * ```
 */
export function renderParameters(schema: JsonObject): string {
  const type = new SchemaRenderer(schema).object(schema, 0);
  return type === "object" ? "" : `_: ${heading(schema)}${type}`;
}
