import { createHash } from "node:crypto";
import { isObject, type JsonObject } from "../json.js";
import { inputItems } from "../reply/default-assistant.js";
import { itemTokens, prefixTokens } from "./count-input.js";

const MINIMUM = 1024;

const withoutMarkers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMarkers);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "prompt_cache_breakpoint");
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutMarkers(entry)]));
};

/** A running hash over the prefix: request head first, then one item after the other. */
const prefixHashes = (body: JsonObject): readonly string[] => {
  const head = JSON.stringify([
    body.model,
    body.prompt_cache_key,
    body.instructions,
    body.tools,
    body.text,
    body.reasoning,
  ]);
  let hash = createHash("sha256").update(head).digest("hex");
  return [
    hash,
    ...inputItems(body).map((item) => {
      hash = createHash("sha256")
        .update(hash)
        .update(JSON.stringify(withoutMarkers(item)))
        .digest("hex");
      return hash;
    }),
  ];
};

export interface CacheReading {
  readonly tokens: number;
  readonly cached: number;
  readonly written: number;
}

/**
 * A prompt cache over whole items: a request reads the longest prefix of items seen before, byte for byte apart from
 * breakpoint markers, when it has at least 1,024 tokens; the rest is written. Shows whether a translator keeps
 * prefixes stable.
 */
export const createPromptCache = () => {
  const seen = new Set<string>();
  return {
    read: (body: JsonObject): CacheReading => {
      const hashes = prefixHashes(body);
      const counts = [prefixTokens(body), ...itemTokens(body)];
      const known = hashes.findLastIndex((hash) => seen.has(hash));
      for (const hash of hashes) seen.add(hash);
      const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
      const total = sum(counts);
      const prefix = sum(counts.slice(0, known + 1));
      const cached = prefix >= MINIMUM ? prefix : 0;
      return { tokens: total, cached, written: total >= MINIMUM ? total - cached : 0 };
    },
  };
};
