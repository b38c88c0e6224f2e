import { after, timeout } from "./timers.js";

/**
 * The result of a read, unless the other side is silent for too long before it.
 *
 * @param limitMs Milliseconds; infinite, or not above 0: no limit.
 * @throws A `TimeoutError`, which the core's error table knows.
 */
export async function withinIdleLimit<T>(read: Promise<T>, limitMs: number): Promise<T> {
  let stop = () => {};
  const silence = new Promise<never>((_, reject) => {
    stop = after(limitMs > 0 ? limitMs : Number.POSITIVE_INFINITY, () => reject(timeout("The upstream fell silent.")));
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    stop();
  }
}

/** Passes a body on and fails it when it is silent for too long while somebody waits for it. */
export function withIdleLimit(body: ReadableStream<Uint8Array>, limitMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await withinIdleLimit(reader.read(), limitMs);
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          reader.cancel(error).catch(() => {});
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
