import type { AbortSignalLike } from "@transpond/core";

/**
 * An abort that only this package and its adapters listen to. A request has two, and real ones take some
 * thirty times as long.
 *
 * @example
 * ```ts
 * const signal = new LocalAbort();
 * connection.once("close", () => signal.abort(new DOMException("The client left.", "AbortError")));
 * ```
 */
export class LocalAbort implements AbortSignalLike {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<() => void>();

  abort(reason: unknown = new DOMException("The work was aborted.", "AbortError")): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.#listeners) call(listener);
    this.#listeners.clear();
  }

  /** Calls back once; never, where it is aborted already. */
  addEventListener(_type: "abort", listener: () => void): void {
    if (!this.aborted) this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }
}

/** What a listener throws keeps no other from being called, and is nobody's to catch, as with an `AbortSignal`. */
function call(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/**
 * A real signal for code of others, which aborts with the given one.
 *
 * @example
 * ```ts
 * const request = () => new Request(url, { method, headers, signal: realSignal(signal) });
 * ```
 */
export function realSignal(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const follower = new AbortController();
  if (signal.aborted) follower.abort(signal.reason);
  else signal.addEventListener("abort", () => follower.abort(signal.reason), { once: true });
  return follower.signal;
}
