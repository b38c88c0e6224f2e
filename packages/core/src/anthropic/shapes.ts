import * as z from "zod";

/** Shapes that are checked from outside only: what they hold is walked later, or is the client's own affair. */

/** An object of any keys, such as a JSON Schema. */
export const dictionaryOf = <Shape = Record<string, unknown>>() =>
  z.custom<Shape>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "Input should be a valid dictionary",
  );

/** A list whose items are checked when they are walked. */
export const listOf = <Item>() => z.custom<readonly Item[]>(Array.isArray, "Input should be a valid list");

/** Text, or a list whose items are checked when they are walked. */
export const textOrListOf = <Item>() =>
  z.custom<string | readonly Item[]>(
    (value) => typeof value === "string" || Array.isArray(value),
    "Input should be a valid list",
  );
