import { after, timeout } from "./timers.js";

/** Passes a body on and fails it when it is silent for too long while somebody waits for it. */
export function withIdleLimit(body: ReadableStream<Uint8Array>, limitMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let stop = () => {};
        const silence = new Promise<never>((_, reject) => {
          stop = after(limitMs, () => reject(timeout("The upstream fell silent.")));
        });
        try {
          const { done, value } = await Promise.race([reader.read(), silence]);
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          reader.cancel(error).catch(() => {});
          throw error;
        } finally {
          stop();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
