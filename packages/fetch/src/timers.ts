/** The longest delay that timers know; a longer one would fire at once. Source: HTML Standard, timers (32 bits, signed). */
const longest = 2 ** 31 - 1;

/**
 * Calls a function once after a time; never, where that is infinite or longer than timers can wait.
 *
 * @param ms Milliseconds.
 * @returns A function that calls it off.
 */
export function after(ms: number, call: () => void): () => void {
  if (!(ms <= longest)) return () => {};
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

/** What a time limit fails with; the core's error table knows it by its name. */
export const timeout = (message: string) => new DOMException(message, "TimeoutError");
