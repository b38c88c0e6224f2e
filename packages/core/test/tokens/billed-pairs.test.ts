import { describe, expect, it } from "vitest";
import { partPairs } from "../../report/billed-pairs/left-out.js";
import { pairsFile, readPairs } from "../../report/billed-pairs/pairs.js";
import { type Counted, sharesOf } from "../../report/billed-pairs/shares.js";
import { countInputTokens } from "../../src/tokens/count-input-tokens.js";

const all = readPairs();
if (!all) process.stderr.write(`No billed pairs at ${pairsFile}: not compared (set TRANSPOND_CORPUS).\n`);

describe.runIf(all)("billed requests", async () => {
  const { pairs, leftOut } = partPairs(all ?? []);
  const counted: Counted[] = await Promise.all(
    pairs.map(async (pair) => ({ pair, counted: await countInputTokens(pair.request) })),
  );
  const of = (family: string, kind: string) =>
    counted.filter(({ pair }) => pair.family === family && (kind === "all" || pair.kind === kind));

  // Shares as measured, less a point: exact; within three tokens or half a percent (harmony) or a percent (ChatML).
  it.each([
    ["harmony", "text", 0.99, 0.99],
    ["harmony", "tools", 0.99, 0.99],
    ["harmony", "calls", 0.99, 0.99],
    ["harmony", "schema", 0.99, 0.99],
    ["harmony", "images", 0.99, 0.99],
    ["harmony", "all", 0.99, 0.99],
    ["chatml", "text", 0.97, 0.97],
    ["chatml", "tools", 0.97, 0.97],
    ["chatml", "calls", 0.92, 0.94],
    ["chatml", "schema", 0.9, 0.9],
    ["chatml", "images", 0.84, 0.99],
    ["chatml", "all", 0.95, 0.96],
  ])("of %s, %s, are counted as billed", (family, kind, exact, near) => {
    const share = sharesOf(of(family, kind));
    expect(share.pairs).toBeGreaterThan(3);
    expect(share.exact).toBeGreaterThanOrEqual(exact);
    expect(share.near).toBeGreaterThanOrEqual(near);
  });

  it.each(["fitted", "check"])("of the %s half reach what is asked of pairs that nobody has seen", (half) => {
    const harmony = sharesOf(of("harmony", "all").filter(({ pair }) => pair.half === half));
    const chatml = sharesOf(of("chatml", "all").filter(({ pair }) => pair.half === half));
    expect(harmony.exact).toBeGreaterThanOrEqual(0.92);
    expect(harmony.near).toBeGreaterThanOrEqual(0.98);
    expect(chatml.exact).toBeGreaterThanOrEqual(0.8);
    expect(chatml.near).toBeGreaterThanOrEqual(0.92);
  });

  it("are nearly all compared: few are left out, each for a reason", () => {
    const out = [...leftOut.values()].flat();
    expect(out.length + pairs.length).toBe(all?.length);
    expect(out.length).toBeLessThanOrEqual(31);
    expect([...leftOut.keys()].every((reason) => reason.length > 20)).toBe(true);
  });
});
