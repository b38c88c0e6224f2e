import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { modelRules } from "../../src/tokens/model-rules.js";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "../../src/tokens/read.js";
import type { Rendering } from "../../src/tokens/rules.js";

export const KINDS = ["text", "tools", "calls", "schema", "images"] as const;
export type Kind = (typeof KINDS)[number];
export type Half = "fitted" | "check";

/** A recorded request and what it was billed. */
export type Pair = {
  id: string;
  repository: string;
  model: string;
  /** Day of the answer, or empty. */
  date: string;
  request: JsonObject;
  /** `usage.input_tokens`. */
  billed: number;
  family: Rendering;
  kind: Kind;
  half: Half;
};

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Where the recorded pairs lie: `$TRANSPOND_CORPUS`, by default beside the repository. */
export const pairsFile = resolve(root, process.env.TRANSPOND_CORPUS ?? "../shared/corpus", "billed-pairs.jsonl");

const isCallItem = (item: JsonObject): boolean => /call/.test(textAt(item, "type"));

function kindOf(request: JsonObject, hasImages: boolean): Kind {
  const format = objectAt(objectAt(request, "text") ?? {}, "format");
  const items = objectsAt(request, "input");
  if (hasImages) return "images";
  if (format?.type === "json_schema") return "schema";
  if (items.some(isCallItem)) return "calls";
  const hasTools = objectsAt(request, "tools").length > 0 || items.some(({ type }) => type === "additional_tools");
  return hasTools ? "tools" : "text";
}

/** By the file of the recording: the turns of one conversation fall into the same half. */
function halfOf(file: string): Half {
  const first = createHash("sha1").update(file).digest()[0] ?? 0;
  return first % 2 === 0 ? "fitted" : "check";
}

function pairOf(line: string): Pair | null {
  const row: unknown = JSON.parse(line);
  if (!isObject(row) || row.comparable !== true) return null;
  const request = objectAt(row, "request") ?? {};
  const source = objectAt(row, "source") ?? {};
  const model = textAt(row, "model_billed") || textAt(request, "model");
  const created = typeof row.response_created_at === "number" ? new Date(row.response_created_at * 1000) : undefined;
  return {
    id: textAt(row, "id"),
    repository: textAt(source, "repo"),
    model,
    date: created?.toISOString().slice(0, 10) ?? "",
    request: { ...request, model },
    billed: Number(row.input_tokens),
    family: modelRules(model).rendering,
    kind: kindOf(request, objectAt(row, "flags")?.images !== undefined),
    half: halfOf(`${textAt(source, "repo")}/${textAt(source, "path")}`),
  };
}

/** The pairs that can be compared; null where there are none. */
export function readPairs(): Pair[] | null {
  if (!existsSync(pairsFile)) return null;
  const lines = readFileSync(pairsFile, "utf8").trim().split("\n");
  return lines.map(pairOf).filter((pair) => pair !== null);
}
