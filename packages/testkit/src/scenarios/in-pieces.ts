/** Bytes of a JSON body in pieces, with a pause between them in milliseconds. */
export function inPieces(body: object, size: number, pauseMs = 0): ReadableStream<Uint8Array> {
  let bytes = new TextEncoder().encode(JSON.stringify(body));
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        controller.enqueue(bytes.slice(0, size));
        bytes = bytes.slice(size);
        if (bytes.length === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
