/** Calls a host's callback, if there is one; one that throws has no say in the answer. */
export function observer<Args extends unknown[]>(
  callback: ((...args: Args) => void) | undefined,
): (...args: Args) => void {
  return (...args) => {
    try {
      callback?.(...args);
    } catch {
      // The stream must not suffer for what only watches it.
    }
  };
}
