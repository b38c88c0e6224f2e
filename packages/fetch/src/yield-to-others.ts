import { promisesAreRequestBound } from "./request-bound.js";

/** Those who wait for a turn, first come, first served. */
const waiting: (() => void)[] = [];
/** Rounds of the event loop in which a turn was given. */
let round = 0;

/** Not every runtime has `setImmediate`, which waits for no timer. */
const inNextRound = (call: () => void): void => {
  if (typeof setImmediate === "function") setImmediate(call);
  else setTimeout(call, 0);
};

/**
 * Waits until it is one's turn to work for some milliseconds. In each round of the event loop one gets its turn, however
 * many wait: fifty that each pause now and then would still hold everyone else up for all their work at once.
 *
 * Each of those who wait looks for itself whether a round has begun, rather than one for all: where a runtime ends the
 * timers of a request with it, the others go on. Where a request's promises are its own, nobody can give a turn to
 * another, and each waits one round.
 */
export function yieldToOthers(): Promise<void> {
  if (promisesAreRequestBound()) return new Promise((resolve) => inNextRound(resolve));
  return new Promise((resolve) => {
    let isServed = false;
    waiting.push(() => {
      isServed = true;
      resolve();
    });
    const look = (): void => {
      const seen = round;
      inNextRound(() => {
        if (seen === round) {
          round += 1;
          waiting.shift()?.();
        }
        if (!isServed) look();
      });
    };
    look();
  });
}
