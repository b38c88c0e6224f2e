/**
 * A body as it goes through the handler: piece by piece, with one reader. Web streams stand at its edges only; each costs
 * a small request more than its translation does.
 */
export type Bytes = {
  /** The next piece, or the end. One that is pending ends by `return` at the latest. */
  next(): Promise<IteratorResult<Uint8Array, undefined>>;
  /** Nobody wants the rest. */
  return(): Promise<unknown>;
};

/**
 * What a web stream carries, as the handler reads it.
 *
 * @param stream Nobody else may read it.
 * @example
 * ```ts
 * const body = () => (request.body === null ? null : bytesOf(request.body));
 * ```
 */
export function bytesOf(stream: ReadableStream<Uint8Array>): Bytes {
  const reader = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    return: () => reader.cancel(),
  };
}

/**
 * A web stream of a body; it reads only as fast as it is read, and leaves the body when it is cancelled.
 *
 * @example
 * ```ts
 * new Response(body instanceof Uint8Array ? body : streamOf(body), { status, headers });
 * ```
 */
export function streamOf(bytes: Bytes): ReadableStream<Uint8Array> {
  let isLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (isLeft) return;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        isLeft = true;
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}
