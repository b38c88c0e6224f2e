import { OpenAIRefusal } from "../openai-refusal.js";

/** How OpenAI names the JSON type of a value in its messages. */
const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal number";
  const names: Readonly<Record<string, string>> = { string: "a string", boolean: "a boolean", object: "an object" };
  return names[typeof value] ?? typeof value;
};

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
export const listed = (values: readonly string[], conjunction: "and" | "or" = "and"): string => {
  const quoted = values.map((value) => `'${value}'`);
  if (quoted.length < 3) return quoted.join(` ${conjunction} `);
  return `${quoted.slice(0, -1).join(", ")}, ${conjunction} ${quoted.at(-1)}`;
};

const refuse = (code: string | null, param: string | null, message: string): OpenAIRefusal =>
  new OpenAIRefusal(message, { code, param });

export const missingParameter = (path: string) =>
  refuse("missing_required_parameter", path, `Missing required parameter: '${path}'.`);

export const unknownParameter = (path: string, meant: readonly string[] = []) =>
  refuse(
    "unknown_parameter",
    path,
    `Unknown parameter: '${path}'.${meant.length > 0 ? ` Did you mean ${listed(meant, "or")}?` : ""}`,
  );

export const invalidType = (path: string, expected: string, value: unknown) =>
  refuse("invalid_type", path, `Invalid type for '${path}': expected ${expected}, but got ${kindOf(value)} instead.`);

/** `param` may stand higher than the value itself: for a wrong `type` it is the object's own path. */
export const invalidValue = (param: string, value: unknown, supported: readonly string[]) =>
  refuse(
    "invalid_value",
    param,
    `Invalid value: '${typeof value === "string" ? value : ""}'. Supported values are: ${listed(supported)}.`,
  );

export const stringTooLong = (path: string, max: number, length: number) =>
  refuse(
    "string_above_max_length",
    path,
    `Invalid '${path}': string too long. Expected a string with maximum length ${max}, but got a string with length ${length} instead.`,
  );

export const emptyString = (path: string) =>
  refuse(
    "empty_string",
    path,
    `Invalid '${path}': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
  );

export const patternMismatch = (path: string, pattern: string) =>
  refuse(
    "invalid_value",
    path,
    `Invalid '${path}': string does not match pattern. Expected a string that matches the pattern '${pattern}'.`,
  );

export const outOfRange = (
  path: string,
  kind: "integer" | "decimal",
  side: "below_min" | "above_max",
  limit: number,
  value: number,
) =>
  refuse(
    `${kind}_${side}_value`,
    path,
    `Invalid '${path}': ${kind} ${side === "below_min" ? "below minimum" : "above maximum"} value. Expected a value ${side === "below_min" ? ">=" : "<="} ${limit}, but got ${value} instead.`,
  );

/** `code` differs: null for sampling parameters, `unsupported_parameter` for the rest. */
export const unsupportedParameter = (path: string, code: string | null = "unsupported_parameter") =>
  refuse(code, path, `Unsupported parameter: '${path}' is not supported with this model.`);

export const unsupportedValue = (path: string, value: string, model: string, supported: readonly string[]) =>
  refuse(
    "unsupported_value",
    path,
    `Unsupported value: '${value}' is not supported with the '${model}' model. Supported values are: ${listed(supported)}.`,
  );

/** A refusal without a code whose `param` is the whole input, as all rules about the order of items give it. */
export const inputRefused = (message: string) => refuse(null, "input", message);
