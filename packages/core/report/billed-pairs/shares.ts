import type { Rendering } from "../../src/tokens/rules.js";
import type { Pair } from "./pairs.js";

/** A pair with what we count. */
export type Counted = { pair: Pair; counted: number };

/** Shares of pairs, from 0 to 1. */
export type Shares = { pairs: number; exact: number; near: number; within5: number };

const off = ({ pair, counted }: Counted): number => Math.abs(pair.billed - counted);

/** What is asked of each family beside exactness: three tokens or half a percent, or one percent. */
const TOLERANCE: Readonly<Record<Rendering, (billed: number) => number>> = {
  harmony: (billed) => Math.max(3, 0.005 * billed),
  chatml: (billed) => 0.01 * billed,
};

export function sharesOf(some: readonly Counted[]): Shares {
  const share = (is: (one: Counted) => boolean): number => some.filter(is).length / Math.max(1, some.length);
  return {
    pairs: some.length,
    exact: share((one) => off(one) === 0),
    near: share((one) => off(one) <= TOLERANCE[one.pair.family](one.pair.billed)),
    within5: share((one) => off(one) <= 0.05 * one.pair.billed),
  };
}

/** The pairs that are furthest off, first. */
export function worst(some: readonly Counted[], count: number): Counted[] {
  return some
    .filter((one) => off(one) > 0)
    .sort((a, b) => off(b) - off(a))
    .slice(0, count);
}

/** Median of the errors, as parts of what was billed. */
export function medianError(some: readonly Counted[]): number {
  const errors = some.map((one) => off(one) / one.pair.billed).sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? 0;
}
