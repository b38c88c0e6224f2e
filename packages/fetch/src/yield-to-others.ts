/** Lets other requests be served in between. Not every runtime has `setImmediate`, which waits for no timer. */
export const yieldToOthers = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
