import type { AbortSignalLike } from "@transpond/core";

/** What is waited for, unless a signal aborts before; then it rejects with the signal's reason, and what was waited for goes on. */
export function unlessAborted<Result>(signal: AbortSignalLike, result: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    result.finally(() => signal.removeEventListener("abort", leave)).then(resolve, reject);
  });
}
