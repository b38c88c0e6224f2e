import type { streamTranslator, TranslatorOptions } from "@transpond/core";
import { IdleLimit } from "./idle-limit.js";

type StreamOptions = NonNullable<Parameters<typeof streamTranslator>[2]>;

/** How long the upstream may take to end its answer when the message is complete; then its connection is given up. */
const restMs = 1000;

/**
 * Limits the upstream's silence, and the time that the rest of its answer may take: that is read so that the connection
 * can be used again, which is worth no long wait.
 *
 * @param options Of the translation; they are changed.
 * @param idleMs Milliseconds; infinite, or not above 0: no limit but that of the rest.
 * @param answering Resolves when the upstream has begun to answer, where its silence before is limited otherwise.
 */
export function withReadLimits(
  options: TranslatorOptions,
  idleMs: number,
  answering?: Promise<unknown>,
): TranslatorOptions & { watchRead: NonNullable<StreamOptions["watchRead"]> } {
  const { onMessageEnd } = options;
  const limit = new IdleLimit();
  let silenceMs = answering === undefined ? idleMs : 0;
  let restEnds: number | undefined;
  const answered = () => {
    silenceMs = idleMs;
    limit.restart(idleMs);
  };
  answering?.then(answered, () => {});
  const limits: { [Key in "watchRead" | "onMessageEnd"]: NonNullable<StreamOptions[Key]> } = {
    // When the time of the rest is up, a read still has a moment: what it reads may be there already.
    watchRead: (read) =>
      limit.watch(read, restEnds === undefined ? silenceMs : Math.max(1, restEnds - performance.now())),
    onMessageEnd: (end) => {
      restEnds = performance.now() + restMs;
      return onMessageEnd?.(end);
    },
  };
  return Object.assign(options, limits);
}
