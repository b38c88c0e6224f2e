import type * as z from "zod";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { check } from "./validate.js";

/** Translates one block, which stands at a path, into a target such as a list of parts. */
export type BlockHandler<Target> = (block: unknown, path: string, target: Target, t: Translation) => void;

/**
 * One row of a table of blocks: the schema and what is done with what fits it, tied together so that the types follow.
 * The block is checked and its unknown keys are reported before it is translated.
 */
export function block<S extends z.ZodType, Target>(
  type: string,
  schema: S,
  translate: (block: z.output<S>, path: string, target: Target, t: Translation) => void,
): [string, BlockHandler<Target>] {
  const known = knownKeysOf(schema);
  return [
    type,
    (value, path, target, t) => {
      check(schema, value, path, type);
      noteUnknownFields(value, known, path, t.ledger);
      translate(value, path, target, t);
    },
  ];
}
