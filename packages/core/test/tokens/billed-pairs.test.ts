import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { countInputTokens } from "../../src/tokens/count-input-tokens.js";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "../../src/tokens/read.js";
import { modelRules } from "../../src/tokens/rules.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const file = resolve(root, process.env.TRANSPOND_CORPUS ?? "../shared/corpus", "billed-pairs.jsonl");
const present = existsSync(file);
if (!present) process.stderr.write(`No billed pairs at ${file}: not compared (set TRANSPOND_CORPUS).\n`);

type Shares = { pairs: number; exact: number; near: number; within5: number };
type Pair = { id: string; request: JsonObject; model: string; billed: number; images: boolean };

function pairOf(line: string): Pair | null {
  const row: unknown = JSON.parse(line);
  if (!isObject(row) || row.comparable !== true) return null;
  const request = objectAt(row, "request") ?? {};
  return {
    id: textAt(row, "id"),
    request,
    model: textAt(row, "model_billed") || textAt(request, "model"),
    billed: Number(row.input_tokens),
    images: objectAt(row, "flags")?.images !== undefined,
  };
}

/** Where the whole cost is known by nobody but the recorder: left out, each with the reason. */
const LEFT_OUT: readonly { reason: string; is: (pair: Pair) => boolean }[] = [
  {
    reason: "a compaction: the upstream replaces the history before it counts, or counts an opaque item",
    is: ({ request }) =>
      request.context_management !== undefined ||
      objectsAt(request, "input").some((item) => item.type === "compaction"),
  },
  {
    reason: "recorded against an endpoint that compacts: its own hidden instructions are billed",
    is: ({ id }) => ["bp0268", "bp0515", "bp0563"].includes(id),
  },
  {
    reason: "pro mode: the upstream samples several times and bills each",
    is: ({ request }) => objectAt(request, "reasoning")?.mode === "pro",
  },
];

function kindOf({ request, images }: Pair): string {
  const format = objectAt(objectAt(request, "text") ?? {}, "format");
  const items = objectsAt(request, "input");
  if (images) return "images";
  if (format?.type === "json_schema") return "json_schema";
  if (items.some((item) => /call/.test(textAt(item, "type")))) return "calls";
  if (objectsAt(request, "tools").length > 0 || items.some((item) => item.type === "additional_tools")) return "tools";
  return "text";
}

async function measure(): Promise<Map<string, Shares>> {
  const shares = new Map<string, Shares>();
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const pair = pairOf(line);
    if (!pair || LEFT_OUT.some(({ is }) => is(pair))) continue;
    const off = Math.abs(pair.billed - (await countInputTokens({ ...pair.request, model: pair.model })));
    const key = `${modelRules(pair.model).rendering} ${kindOf(pair)}`;
    const share = shares.get(key) ?? { pairs: 0, exact: 0, near: 0, within5: 0 };
    shares.set(key, share);
    share.pairs += 1;
    share.exact += Number(off === 0);
    share.near += Number(off <= Math.max(3, 0.005 * pair.billed));
    share.within5 += Number(off <= 0.05 * pair.billed);
  }
  return shares;
}

describe.runIf(present)("billed requests", async () => {
  const shares = present ? await measure() : new Map<string, Shares>();

  // Shares as measured, less a point: exact, within three tokens or half a percent, within five percent.
  it.each([
    ["harmony text", 0.97, 0.97, 0.97],
    ["harmony tools", 0.92, 0.94, 0.94],
    ["harmony calls", 0.64, 0.91, 0.96],
    ["harmony json_schema", 0.99, 0.99, 0.99],
    ["harmony images", 0.24, 0.99, 0.99],
    ["chatml text", 0.97, 0.98, 0.98],
    ["chatml tools", 0.85, 0.92, 0.91],
    ["chatml calls", 0.89, 0.98, 0.98],
    ["chatml json_schema", 0.79, 0.99, 0.99],
    ["chatml images", 0.85, 0.99, 0.99],
  ])("of %s are counted as billed", (key, exact, near, within5) => {
    const share = shares.get(key) ?? { pairs: 0, exact: 0, near: 0, within5: 0 };
    expect(share.pairs).toBeGreaterThan(3);
    const measured = [share.exact, share.near, share.within5].map((count) => count / share.pairs);
    for (const [index, least] of [exact, near, within5].entries()) {
      expect(measured[index], `${key}: ${measured.map((part) => part.toFixed(3))}`).toBeGreaterThanOrEqual(least);
    }
  });
});
