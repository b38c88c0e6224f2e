import { binaryText } from "./binary.js";
import type { Place } from "./node.js";
import { engineOf, type RedactOptions } from "./options.js";
import { isPlaceholder, labelled } from "./placeholder.js";
import { redactText, type TextOptions } from "./redact-text.js";
import { isNamedSecret, type NamedSecret, secretByName } from "./secret-names.js";
import { redactUserId } from "./user-id.js";
import { type Walker, walk } from "./walk.js";

const MAX_ITEMS = 1_000_000;

/** How deep JSON is looked for in texts of JSON. */
const JSON_DEPTH = 8;

/** Shorter whole numbers are neither phone numbers nor cards. */
const LONG_NUMBER = 1_000_000;

/**
 * A value with placeholders (`[EMAIL]`, `[SECRET]`) where something should not be shown. Texts, names of properties,
 * arrays, maps and sets, errors with what they hold, and JSON in texts are read; of binary content only kind and size
 * stay. A name tells of its value: what stands under `password` is a secret. What `detect` does not find stays: names,
 * addresses and other facts in prose.
 *
 * Never throws and never changes its argument; what holds no finding is returned as it is, the same reference. Redacting
 * twice changes nothing more. A text that could not be read is replaced as a whole.
 *
 * @param value anything
 * @param options which types, the caller's recognisers, pseudonyms and limits
 * @throws RangeError for a pack of detectors that is none
 * @example
 * ```ts
 * redact({ to: "alice@example.com", password: "hunter2" }); // { to: "[EMAIL]", password: "[SECRET]" }
 * ```
 */
export function redact<Value>(value: Value, options?: RedactOptions): Value;
export function redact(value: unknown, options: RedactOptions = {}): unknown {
  const text: TextOptions = {
    engine: engineOf(options),
    pseudonyms: options.pseudonyms,
    maxLength: options.maxLength,
  };
  return typeof value === "string" ? redactText(value, text) : walk(value, new Redactor(text, options));
}

/** Redacts the leaves and the names of a value. What it finds out about a name it remembers. */
class Redactor implements Walker {
  readonly maxDepth: number;
  readonly maxItems: number;
  readonly #names = new Map<string, string>();
  readonly #secretNames = new Map<string, NamedSecret>();
  /** The one for JSON in texts. */
  #inner: Redactor | undefined;

  constructor(
    readonly text: TextOptions,
    readonly options: RedactOptions,
    readonly jsonDepth: number = JSON_DEPTH,
  ) {
    this.maxDepth = options.maxDepth ?? Number.POSITIVE_INFINITY;
    this.maxItems = options.maxItems ?? MAX_ITEMS;
  }

  leaf(value: unknown, place: Place): unknown {
    if (typeof value === "string") return this.#string(value, place);
    if (typeof value === "symbol") return redactSymbol(value, this.text);
    return typeof value === "number" || typeof value === "bigint" ? this.#number(value, place) : value;
  }

  name(name: string): string {
    let redacted = this.#names.get(name);
    if (redacted === undefined) {
      redacted = redactText(name, this.text);
      this.#names.set(name, redacted);
    }
    return redacted;
  }

  isSecretList(name: string): boolean {
    return this.#named(name) === "any";
  }

  #named(name: string): NamedSecret {
    let named = this.#secretNames.get(name);
    if (named === undefined) {
      const { types } = this.text.engine;
      named = types === null || types.has("SECRET") ? secretByName(name) : null;
      this.#secretNames.set(name, named);
    }
    return named;
  }

  #isSecret(value: string, { name, secret }: Place): boolean {
    return secret || (name !== undefined && isNamedSecret(this.#named(name), value));
  }

  #string(value: string, place: Place): string {
    const { name, owner, ownerName } = place;
    if (value === "" || isPlaceholder(value, this.text.engine.labels)) return value;
    const opaque = binaryText(value, name, owner);
    if (opaque !== null) return opaque;
    if (name === "user_id" && ownerName === "metadata") return redactUserId(value, this.text.pseudonyms);
    if (this.#isSecret(value, place)) return labelled("SECRET");
    return redactText(this.jsonDepth > 0 ? this.#json(value) : value, this.text, name);
  }

  #number(value: number | bigint, place: Place): unknown {
    const digits = String(value);
    if (this.#isSecret(digits, place)) return labelled("SECRET");
    if (value < LONG_NUMBER || (typeof value === "number" && !Number.isInteger(value))) return value;
    const redacted = redactText(digits, this.text, place.name);
    return redacted === digits ? value : redacted;
  }

  /** A text of JSON with its values redacted by their names; the same text where nothing changed or it is no JSON. */
  #json(text: string): string {
    if (!mayBeJson(text)) return text;
    try {
      const value: unknown = JSON.parse(text);
      this.#inner ??= new Redactor(this.text, this.options, this.jsonDepth - 1);
      const redacted = walk(value, this.#inner);
      return redacted === value ? text : JSON.stringify(redacted);
    } catch {
      // No JSON, or too deep to be written: the text is scanned as it is.
      return text;
    }
  }
}

/** Whether a text begins and ends as JSON of an object or a list does. */
function mayBeJson(text: string): boolean {
  const ends = `${text.trimStart().charAt(0)}${text.trimEnd().slice(-1)}`;
  return ends === "{}" || ends === "[]";
}

/** A symbol is printed with its description. */
function redactSymbol(symbol: symbol, text: TextOptions): symbol {
  const description = symbol.description ?? "";
  const redacted = redactText(description, text);
  return redacted === description ? symbol : Symbol(redacted);
}
