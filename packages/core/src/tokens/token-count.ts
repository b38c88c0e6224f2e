import type { BillPart, EstimateReason } from "./bill.js";
import { billRequest, type CountableRequest } from "./bill-request.js";
import { loadEncoder } from "./byte-pair.js";
import { Pacer } from "./count-bill.js";

export type { BillPart, EstimateReason };

/** A count, how it splits, and how sure it is. */
export type TokenCount = {
  input_tokens: number;
  /** Whether every part is exact: by rules that recorded bills bear out, or by the upstream's own word. */
  exact: boolean;
  /** Who counted; the parts are always counted locally, so they add up to a local count only. */
  source: "local" | "upstream";
  parts: Record<BillPart, { tokens: number; exact: boolean }>;
  /** What the local count had to estimate; empty where it is exact. */
  estimates: EstimateReason[];
};

/** Counts by the rules alone. @param pause awaited after every few milliseconds of work */
export async function countLocally(
  request: CountableRequest,
  pause: (() => Promise<void>) | undefined,
): Promise<TokenCount> {
  const bill = billRequest(request);
  const encoder = await loadEncoder();
  const pacer = new Pacer(pause);
  const count = async (part: BillPart) => ({
    tokens: await pacer.count(bill[part], encoder),
    exact: bill[part].estimates.size === 0,
  });
  const parts = {
    system: await count("system"),
    tools: await count("tools"),
    messages: await count("messages"),
    images: await count("images"),
    format: await count("format"),
  };
  const input_tokens = Object.values(parts).reduce((sum, { tokens }) => sum + tokens, 0);
  const estimates = new Set(Object.values(bill).flatMap((part) => [...part.estimates]));
  return { input_tokens, exact: estimates.size === 0, source: "local", parts, estimates: [...estimates] };
}
