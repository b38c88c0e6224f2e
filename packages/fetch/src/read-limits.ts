import type { streamTranslator, TranslatorOptions } from "@transpond/core";
import { withinIdleLimit } from "./idle-limit.js";

type StreamOptions = NonNullable<Parameters<typeof streamTranslator>[2]>;
type WatchRead = NonNullable<StreamOptions["watchRead"]>;

/** How long the upstream may take to end its answer when the message is complete; then its connection is given up. */
const restMs = 1000;

/**
 * Limits the upstream's silence, and the time that the rest of its answer may take: that is read so that the connection
 * can be used again, which is worth no long wait.
 *
 * @param idleMs Milliseconds; infinite, or not above 0: no limit but that of the rest.
 */
export function withReadLimits(
  options: TranslatorOptions,
  idleMs: number,
): TranslatorOptions & { watchRead: WatchRead } {
  let restEnds = Number.POSITIVE_INFINITY;
  return {
    ...options,
    onMessageEnd: (end) => {
      restEnds = performance.now() + restMs;
      return options.onMessageEnd?.(end);
    },
    watchRead: (read) => {
      if (restEnds !== Number.POSITIVE_INFINITY)
        return withinIdleLimit(read, Math.max(1, restEnds - performance.now()));
      return idleMs > 0 ? withinIdleLimit(read, idleMs) : read;
    },
  };
}
