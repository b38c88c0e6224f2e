import * as z from "zod";

/** What a schema is without the wrappers that allow an absent value. */
export function unwrapped(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.unwrap();
  }
  return inner;
}

/** The schemas of a tagged union by their tag. */
export function optionsByTag(union: z.ZodDiscriminatedUnion): Map<unknown, z.ZodObject> {
  return new Map(
    union.options.flatMap((option): [unknown, z.ZodObject][] => {
      if (!(option instanceof z.ZodObject)) return [];
      const tag: unknown = option.shape.type;
      return tag instanceof z.ZodLiteral ? [...tag.values].map((value) => [value, option]) : [];
    }),
  );
}

/** The schema that a value's `type` chooses, where the schema is a tagged union. */
export function optionOf(schema: unknown, value: unknown): z.ZodObject | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion) || typeof value !== "object" || value === null) return undefined;
  return "type" in value ? optionsByTag(schema).get(value.type) : undefined;
}
