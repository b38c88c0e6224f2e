import { isObject, type JsonObject } from "../../json.js";
import {
  emptyString,
  invalidType,
  invalidValue,
  listed,
  missingParameter,
  outOfRange,
  patternMismatch,
  stringTooLong,
  unknownParameter,
} from "../refusals.js";

/** The form of a JSON value, with OpenAI's wording for what does not have it. */
export interface Shape {
  /** What a type error says was expected, such as `a string`. */
  readonly expected: string;
  /** True when the JSON type is right; the finer checks are `check`'s. */
  readonly fits: (value: unknown) => boolean;
  /** Looks inside a value that fits. @throws OpenAIRefusal */
  readonly check: (value: unknown, path: string) => void;
}

/** Checks a value. @throws OpenAIRefusal in OpenAI's words */
export const checkShape = (shape: Shape, value: unknown, path: string): void => {
  if (!shape.fits(value)) throw invalidType(path, shape.expected, value);
  shape.check(value, path);
};

const nothing = () => undefined;

export const anything: Shape = { expected: "a value", fits: () => true, check: nothing };

export const boolean: Shape = { expected: "a boolean", fits: (value) => typeof value === "boolean", check: nothing };

export const string = (limits: { max?: number; min?: number; pattern?: RegExp } = {}): Shape => ({
  expected: "a string",
  fits: (value) => typeof value === "string",
  check: (value, path) => {
    if (typeof value !== "string") return;
    const { max, min = 0, pattern } = limits;
    if (value.length < min) throw emptyString(path);
    if (max !== undefined && value.length > max) throw stringTooLong(path, max, value.length);
    if (pattern && !pattern.test(value)) throw patternMismatch(path, pattern.source);
  },
});

const number = (kind: "integer" | "decimal", fits: (value: unknown) => boolean, min?: number, max?: number): Shape => ({
  expected: kind === "integer" ? "an integer" : "a decimal",
  fits,
  check: (value, path) => {
    if (typeof value !== "number") return;
    if (min !== undefined && value < min) throw outOfRange(path, kind, "below_min", min, value);
    if (max !== undefined && value > max) throw outOfRange(path, kind, "above_max", max, value);
  },
});

export const integer = (min?: number, max?: number): Shape => number("integer", Number.isInteger, min, max);

export const decimal = (min?: number, max?: number): Shape =>
  number("decimal", (value) => typeof value === "number", min, max);

export const choice = (...values: readonly string[]): Shape => ({
  expected: `one of ${listed(values, "or")}`,
  fits: (value) => typeof value === "string",
  check: (value, path) => {
    if (typeof value === "string" && !values.includes(value)) throw invalidValue(path, value, values);
  },
});

/** A `type` or `mode` that can have one value only. */
export const constant = (value: string): Shape => choice(value);

export const nullable = (shape: Shape): Shape => ({
  expected: shape.expected,
  fits: (value) => value === null || shape.fits(value),
  check: (value, path) => (value === null ? undefined : shape.check(value, path)),
});

export const arrayOf = (entry: Shape, expected = "an array of objects"): Shape => ({
  expected,
  fits: Array.isArray,
  check: (value, path) => {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) checkShape(entry, one, `${path}[${i}]`);
  },
});

/** The first of several shapes that fits by its JSON type. */
export const either = (expected: string, ...shapes: readonly Shape[]): Shape => ({
  expected,
  fits: (value) => shapes.some((shape) => shape.fits(value)),
  check: (value, path) => shapes.find((shape) => shape.fits(value))?.check(value, path),
});

/** An object whose keys are free. */
export const record = (entry: Shape = anything): Shape => ({
  expected: "an object",
  fits: isObject,
  check: (value, path) => {
    if (isObject(value)) for (const [key, one] of Object.entries(value)) checkShape(entry, one, `${path}.${key}`);
  },
});

export interface Required {
  readonly required: Shape;
}
export const required = (shape: Shape): Required => ({ required: shape });

export type Fields = Readonly<Record<string, Shape | Required>>;

const isRequired = (field: Shape | Required): field is Required => "required" in field;

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** Checks the members of an object, in the order of the API's reports: missing ones, unknown ones, their shapes. */
export const checkFields = (fields: Fields, value: JsonObject, path: string): void => {
  for (const [key, field] of Object.entries(fields)) {
    if (isRequired(field) && !Object.hasOwn(value, key)) throw missingParameter(join(path, key));
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(fields, key)) throw unknownParameter(join(path, key));
  }
  for (const [key, field] of Object.entries(fields)) {
    if (Object.hasOwn(value, key)) checkShape(isRequired(field) ? field.required : field, value[key], join(path, key));
  }
};

export const object = (fields: Fields, expected = "an object"): Shape => ({
  expected,
  fits: isObject,
  check: (value, path) => {
    if (isObject(value)) checkFields(fields, value, path);
  },
});

/** Objects told apart by `type`; `unknown` makes the refusal for one that is not in the table. */
export const tagged = (
  table: Readonly<Record<string, Fields>>,
  unknown: (type: unknown, path: string) => Error,
  expected = "an object",
): Shape => ({
  expected,
  fits: isObject,
  check: (value, path) => {
    if (!isObject(value)) return;
    const fields = typeof value.type === "string" && Object.hasOwn(table, value.type) ? table[value.type] : undefined;
    if (!fields) throw unknown(value.type, path);
    checkFields({ type: anything, ...fields }, value, path);
  },
});
