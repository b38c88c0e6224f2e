import type { Loss } from "./loss.js";
import { type LossCode, lossCodes } from "./loss-codes.js";
import { observer } from "./observer.js";

/**
 * A loss as the table of codes words it.
 *
 * @param path Where in the request or answer it arose, such as `messages.0.content.1`.
 * @example
 * ```ts
 * onLoss(lossOf("cache_ttl_rounded", "system.0.cache_control"));
 * ```
 */
export function lossOf(code: LossCode, path: string): Loss {
  const [severity, message] = lossCodes[code];
  return { code, path, message, severity };
}

/**
 * Collects losses, each code and path once, and hands every new one out at once, to a host that has no say in it. Of one
 * code at most `maxPerCode` are kept; then one more loss says so.
 */
export class LossLedger {
  readonly losses: Loss[] = [];
  /** The paths of each code. */
  readonly #seen = new Map<LossCode, Set<string>>();
  readonly #tell: (loss: Loss) => void;
  readonly #maxPerCode: number;

  constructor(onLoss?: (loss: Loss) => void, maxPerCode = Number.POSITIVE_INFINITY) {
    this.#tell = observer(onLoss);
    this.#maxPerCode = maxPerCode;
  }

  add(code: LossCode, path: string): void {
    const paths = this.#seen.get(code) ?? new Set();
    this.#seen.set(code, paths);
    if (paths.has(path)) return;
    if (paths.size < this.#maxPerCode) {
      paths.add(path);
      this.#keep(lossOf(code, path));
    } else if (code !== "further_losses_omitted") this.add("further_losses_omitted", code);
  }

  #keep(loss: Loss): void {
    this.losses.push(loss);
    this.#tell(loss);
  }
}
