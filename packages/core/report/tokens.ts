import { countInputTokens } from "../src/tokens/count-input-tokens.js";
import { partPairs } from "./billed-pairs/left-out.js";
import { type Pair, pairsFile, readPairs } from "./billed-pairs/pairs.js";
import { withPeers } from "./billed-pairs/peers.js";
import { renderReport } from "./billed-pairs/render.js";
import type { Counted } from "./billed-pairs/shares.js";

/*
 * How well the local count matches recorded bills: `pnpm report:tokens`. Needs the recorded pairs
 * (`$TRANSPOND_CORPUS/billed-pairs.jsonl`); without them it says so and ends.
 */

const countAll = (pairs: readonly Pair[]): Promise<Counted[]> =>
  Promise.all(pairs.map(async (pair) => ({ pair, counted: await countInputTokens(pair.request) })));

const all = readPairs();
if (all) {
  const { pairs, leftOut } = partPairs(all);
  const [compared, everything] = [await countAll(pairs), await countAll(all)];
  process.stdout.write(withPeers((peers) => renderReport(compared, everything, leftOut, peers)));
} else {
  process.stderr.write(`No billed pairs at ${pairsFile} (set TRANSPOND_CORPUS).\n`);
}
