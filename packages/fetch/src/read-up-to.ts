/** What was read of a body, and why no more was. */
export type Read = { bytes: Uint8Array } & ({ stopped: "end" | "limit" } | { stopped: "error"; error: unknown });

/** Reads a body up to a limit, in bytes; the rest is not read. Never rejects. */
export async function readUpTo(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Read> {
  if (body === null) return { bytes: new Uint8Array(), stopped: "end" };
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: joined(chunks, length), stopped: "end" };
      const room = limit - length;
      chunks.push(value.byteLength > room ? value.subarray(0, room) : value);
      length += Math.min(value.byteLength, room);
      if (value.byteLength > room) break;
    }
  } catch (error) {
    return { bytes: joined(chunks, length), stopped: "error", error };
  }
  // Not awaited: a source that never settles must not hold the answer back.
  reader.cancel().catch(() => {});
  return { bytes: joined(chunks, length), stopped: "limit" };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
