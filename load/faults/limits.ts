/** Reached in a run's time, and not by who only waits for a busy machine. Milliseconds. */
export const limits = { body: 1500, head: 1500, idle: 1500, total: 3600, stream: 3700, shutdown: 1000 };

/** Within which an upstream's silence must have ended: before the limits of whole answers would end it. */
export const silenceMs = limits.idle + 1900;

/** Within which the upstream must hear that its client has left: before any limit would end its answer. */
export const cancelMs = limits.idle - 500;

export type Limits = typeof limits;

/** Largest body of a request. */
export const bodyBytes = 64 * 1024;
