import * as z from "zod";
import { isObject } from "../json.js";
import { jsonFault } from "./json-fault.js";

/** Shapes that are checked from outside only: what they hold is walked later, or is the client's own affair. */

/** An object of any keys. */
export const dictionaryOf = <Shape = Record<string, unknown>>() =>
  z.custom<Shape>(isObject, "Input should be a valid dictionary");

/** An object of any keys that is sent on as it is, such as a JSON Schema: all of it must be JSON. */
export const jsonDictionary = () =>
  z.custom<Record<string, unknown>>((value) => isObject(value) && jsonFault(value) === null, {
    error: ({ input }) => (isObject(input) ? (jsonFault(input) ?? "") : "Input should be a valid dictionary"),
  });

/** A list whose items are checked when they are walked. */
export const listOf = <Item>() => z.custom<readonly Item[]>(isList, "Input should be a valid list");

/** A list whose items are checked at once. Readonly by type only: zod's own `readonly()` freezes what it refuses. */
export const arrayOf = <S extends z.ZodType>(item: S): z.ZodType<readonly z.output<S>[]> => z.array(item);

/** Text, or a list whose items are checked when they are walked. */
export const textOrListOf = <Item>() =>
  z.custom<string | readonly Item[]>(
    (value) => typeof value === "string" || isList(value),
    "Input should be a valid list",
  );

/** A list without holes, which walks would pass over. Only lists of library users can have some. */
function isList(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index++) if (!(index in value)) return false;
  return true;
}
