import { timeout } from "./timers.js";
import { WaitLimit } from "./wait-limit.js";

/** Fails reads that take too long, one after the other, with a `TimeoutError`, which the core's error table knows. */
export class IdleLimit {
  #giveUp: (reason: unknown) => void = () => {};
  readonly #limit = new WaitLimit(() => this.#giveUp(timeout("The other side fell silent.")));
  #isReading = false;

  /** The result of a read, unless it lasts too long. @param limitMs Milliseconds; infinite, or not above 0: no limit. */
  watch<Result>(read: Promise<Result>, limitMs: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      const over = () => {
        this.#isReading = false;
        this.#limit.end();
      };
      this.#giveUp = reject;
      this.#isReading = true;
      this.#limit.begin(limitMs);
      read.then(
        (result) => {
          over();
          resolve(result);
        },
        (error: unknown) => {
          over();
          reject(error);
        },
      );
    });
  }

  /** Limits the rest of the present read, if there is one, from now. */
  restart(limitMs: number): void {
    if (this.#isReading) this.#limit.begin(limitMs);
  }
}
