import * as z from "zod";
import { isObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { optionsByTag, unwrapped } from "./schema-walk.js";
import { at } from "./validate.js";

/** The keys that a schema knows, made once per schema, so that looking costs one lookup a key. */
export type KnownKeys =
  | { kind: "leaf" }
  | { kind: "object"; keys: ReadonlyMap<string, KnownKeys> }
  | { kind: "tagged"; byTag: ReadonlyMap<unknown, KnownKeys> }
  | { kind: "list"; items: KnownKeys };

const leaf: KnownKeys = { kind: "leaf" };

/** Reads the known keys out of a schema; what is not an object, a tagged union or a list of those is a leaf. */
export function knownKeysOf(wrapped: unknown): KnownKeys {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodObject) {
    const keys = Object.entries(schema.shape).map(([key, child]) => [key, knownKeysOf(child)] as const);
    return { kind: "object", keys: new Map(keys) };
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const byTag = [...optionsByTag(schema)].map(([tag, option]) => [tag, knownKeysOf(option)] as const);
    return { kind: "tagged", byTag: new Map(byTag) };
  }
  if (schema instanceof z.ZodArray) {
    const items = knownKeysOf(schema.element);
    return items.kind === "leaf" ? leaf : { kind: "list", items };
  }
  return leaf;
}

/** Reports every key of a value that its schema does not know, each with its path. Source: mapping K27. */
export function noteUnknownFields(value: unknown, known: KnownKeys, path: string, ledger: LossLedger): void {
  if (known.kind === "leaf") return;
  if (known.kind === "list") {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        noteUnknownFields(item, known.items, at(path, index), ledger);
      });
    }
    return;
  }
  if (!isObject(value)) return;
  if (known.kind === "tagged") {
    const chosen = known.byTag.get(value.type);
    if (chosen) noteUnknownFields(value, chosen, path, ledger);
    return;
  }
  for (const key of Object.keys(value)) {
    const child = known.keys.get(key);
    if (child === undefined) ledger.add("unknown_field", at(path, key));
    else if (child.kind !== "leaf") noteUnknownFields(value[key], child, at(path, key), ledger);
  }
}
