/** Tells an observer of the host's. What it throws, or its promise rejects with, is ignored: an observer has no say. */
export function tell<Args extends unknown[]>(observer: ((...args: Args) => unknown) | undefined, ...args: Args): void {
  try {
    const told = observer?.(...args);
    if (typeof told === "object" && told !== null) Promise.resolve(told).catch(() => {});
  } catch {
    // As above.
  }
}
