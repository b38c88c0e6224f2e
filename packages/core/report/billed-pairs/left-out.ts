import { objectAt, objectsAt } from "../../src/tokens/read.js";
import { groupBy } from "./group-by.js";
import type { Pair } from "./pairs.js";

type Reason = { reason: string; is: (pair: Pair) => boolean };

const oneOf = (...ids: string[]) => {
  const known = new Set(ids);
  return ({ id }: Pair): boolean => known.has(id);
};

/** Pairs whose bill does not follow from the request, whatever the rules. */
const REASONS: readonly Reason[] = [
  {
    reason: "a compaction: the upstream replaces the history before it counts, or counts an opaque item",
    is: ({ request }) =>
      request.context_management !== undefined ||
      objectsAt(request, "input").some((item) => item.type === "compaction"),
  },
  {
    reason: "the endpoint that compacts: the same 93 tokens of its own instructions on each",
    is: oneOf("bp0268", "bp0515", "bp0563"),
  },
  {
    reason: "pro mode: the upstream samples several times and bills each",
    is: ({ request }) => objectAt(request, "reasoning")?.mode === "pro",
  },
  {
    reason: "before April 2025: a hidden prefix, gone from later recordings",
    is: ({ date }) => date !== "" && date < "2025-04-01",
  },
  {
    reason: "half the bill, rounded down, where the answer was several calls: three repositories, five of five such",
    is: oneOf("bp0749", "bp0794", "bp0797", "bp0887", "bp1127"),
  },
];

/** The request without what names one recording of it. */
function fingerprint({ model, request }: Pair): string {
  const seen = new Map<string, number>();
  const neutral = JSON.stringify({ ...request, model, prompt_cache_key: undefined }, (key, value: unknown) => {
    if (key === "id") return undefined;
    if (key !== "call_id" || typeof value !== "string") return value;
    const number = seen.get(value) ?? seen.size;
    seen.set(value, number);
    return number;
  });
  return neutral;
}

/** Of requests that differ in ids alone and were billed differently, those that were not billed like most of them. */
function outvoted(pairs: readonly Pair[]): Set<Pair> {
  const twins = groupBy(pairs, fingerprint);
  const out = new Set<Pair>();
  for (const group of twins.values()) {
    const bills = [...groupBy(group, ({ billed }) => String(billed)).values()].sort((a, b) => b.length - a.length);
    const [most, next] = bills;
    if (!most || !next || most.length === next.length) continue;
    for (const pair of bills.slice(1).flat()) out.add(pair);
  }
  return out;
}

const OUTVOTED = "requests that differ in ids alone were billed differently: those that most were not billed like";

/** Parts the pairs into those that are compared, and those that are not, by reason. */
export function partPairs(all: readonly Pair[]): { pairs: Pair[]; leftOut: Map<string, Pair[]> } {
  const leftOut = groupBy(all, (pair) => REASONS.find(({ is }) => is(pair))?.reason ?? "");
  const kept = leftOut.get("") ?? [];
  leftOut.delete("");
  const noise = outvoted(kept);
  leftOut.set(OUTVOTED, [...noise]);
  return { pairs: kept.filter((pair) => !noise.has(pair)), leftOut };
}
