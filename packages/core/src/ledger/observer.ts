/** Calls a host's callback, if there is one; one that throws, or whose promise rejects, has no say in the answer. */
export function observer<Args extends unknown[]>(
  callback: ((...args: Args) => void) | undefined,
): (...args: Args) => void {
  return (...args) => {
    try {
      const told: unknown = callback?.(...args);
      if (typeof told === "object" && told !== null) Promise.resolve(told).catch(() => {});
    } catch {
      // No answer must suffer for what only watches it.
    }
  };
}
