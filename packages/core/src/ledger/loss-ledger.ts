import type { Loss } from "./loss.js";
import { type LossCode, lossCodes } from "./loss-codes.js";

/** A loss as the table of codes words it. */
export function lossOf(code: LossCode, path: string): Loss {
  const [severity, message] = lossCodes[code];
  return { code, path, message, severity };
}

/** Collects losses, each code and path once, and hands every new one out at once. */
export class LossLedger {
  readonly losses: Loss[] = [];
  readonly #seen = new Set<string>();
  readonly #onLoss: ((loss: Loss) => void) | undefined;

  constructor(onLoss?: (loss: Loss) => void) {
    this.#onLoss = onLoss;
  }

  add(code: LossCode, path: string): void {
    const key = `${code}@${path}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const loss = lossOf(code, path);
    this.losses.push(loss);
    this.#onLoss?.(loss);
  }
}
