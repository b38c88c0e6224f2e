import { after } from "./timers.js";

/** Limits how long each of many waits may take, one after the other. While nobody waits there is no timer. */
export class WaitLimit {
  readonly #exceeded: () => void;
  #stop = () => {};

  constructor(exceeded: () => void) {
    this.#exceeded = exceeded;
  }

  /** A wait begins. @param limitMs Milliseconds; infinite, or not above 0: no limit. */
  begin(limitMs: number): void {
    this.#stop();
    this.#stop = after(limitMs > 0 ? limitMs : Number.POSITIVE_INFINITY, this.#exceeded);
  }

  /** The wait is over. */
  end(): void {
    this.#stop();
  }
}
