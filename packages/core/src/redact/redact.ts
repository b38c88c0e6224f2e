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
  return typeof value === "string" ? redactText(value, text) : walk(value, walkerFor(text, options, JSON_DEPTH));
}

function walkerFor(text: TextOptions, options: RedactOptions, jsonDepth: number): Walker {
  const names = new Map<string, string>();
  const secretNames = new Map<string, NamedSecret>();
  const secrets = text.engine.types === null || text.engine.types.has("SECRET");
  const { maxDepth = Number.POSITIVE_INFINITY, maxItems = MAX_ITEMS } = options;

  const namedSecret = (name: string): NamedSecret => {
    const known = secretNames.get(name);
    if (known !== undefined) return known;
    const named = secrets ? secretByName(name) : null;
    secretNames.set(name, named);
    return named;
  };
  const isSecret = (value: string, { name, secret }: Place) =>
    secret || (name !== undefined && isNamedSecret(namedSecret(name), value));

  const redactString = (value: string, place: Place): string => {
    const { name, owner, ownerName } = place;
    if (value === "" || isPlaceholder(value, text.engine.labels)) return value;
    const opaque = binaryText(value, name, owner);
    if (opaque !== null) return opaque;
    if (name === "user_id" && ownerName === "metadata") return redactUserId(value, text.pseudonyms);
    if (isSecret(value, place)) return labelled("SECRET");
    const inner = jsonDepth > 0 ? redactJson(value, () => walkerFor(text, options, jsonDepth - 1)) : value;
    return redactText(inner, text, name);
  };

  const redactNumber = (value: number | bigint, place: Place): unknown => {
    const digits = String(value);
    if (isSecret(digits, place)) return labelled("SECRET");
    if (typeof value === "number" && !Number.isInteger(value)) return value;
    if (value < LONG_NUMBER) return value;
    const redacted = redactText(digits, text, place.name);
    return redacted === digits ? value : redacted;
  };

  return {
    leaf: (value, place) => {
      if (typeof value === "string") return redactString(value, place);
      if (typeof value === "symbol") return redactSymbol(value, text);
      return typeof value === "number" || typeof value === "bigint" ? redactNumber(value, place) : value;
    },
    name: (name) => {
      const known = names.get(name) ?? redactText(name, text);
      names.set(name, known);
      return known;
    },
    isSecretList: (name) => namedSecret(name) === "any",
    maxDepth,
    maxItems,
  };
}

/** A symbol is printed with its description. */
function redactSymbol(symbol: symbol, text: TextOptions): symbol {
  const description = symbol.description ?? "";
  const redacted = redactText(description, text);
  return redacted === description ? symbol : Symbol(redacted);
}

/** A text of JSON with its values redacted by their names; the same text where nothing changed or it is no JSON. */
function redactJson(text: string, walker: () => Walker): string {
  const ends = `${text.trimStart().charAt(0)}${text.trimEnd().slice(-1)}`;
  if (ends !== "{}" && ends !== "[]") return text;
  try {
    const value: unknown = JSON.parse(text);
    const redacted = walk(value, walker());
    return redacted === value ? text : JSON.stringify(redacted);
  } catch {
    // No JSON, or too deep to be written: the text is scanned as it is.
    return text;
  }
}
