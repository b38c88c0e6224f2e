import { expect } from "vitest";

/** Runs something and expects that it left no rejected promise without a handler. */
export async function withoutUnhandledRejections(run: () => Promise<void>): Promise<void> {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", note);
  try {
    await run();
    // They are told after the microtasks of a turn.
    await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    process.removeListener("unhandledRejection", note);
  }
  expect(rejections).toEqual([]);
}

/** Milliseconds that something takes. */
export async function duration(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
