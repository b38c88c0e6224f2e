import type { Bytes } from "./bytes.js";
import { IdleLimit } from "./idle-limit.js";

/** What was read of a body, and why no more was. */
export type Read = { bytes: Uint8Array } & ({ stopped: "end" | "limit" } | { stopped: "error"; error: unknown });

/**
 * Reads a body up to a limit, in bytes; the rest is not read. Never rejects.
 *
 * @param idleMs Milliseconds of silence after which it has stopped with a `TimeoutError`; 0 or infinite: no limit.
 */
export async function readUpTo(body: Bytes | null, limit: number, idleMs: number): Promise<Read> {
  if (body === null) return { bytes: new Uint8Array(), stopped: "end" };
  const idle = new IdleLimit();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let read: Read | undefined;
  try {
    while (length <= limit) {
      const { done, value } = await idle.watch(body.next(), idleMs);
      if (done) {
        read = { bytes: joined(chunks, length), stopped: "end" };
        break;
      }
      chunks.push(value);
      length += value.byteLength;
    }
    read ??= { bytes: joined(chunks, length).subarray(0, limit), stopped: "limit" };
  } catch (error) {
    read = { bytes: joined(chunks, length), stopped: "error", error };
  }
  // Not awaited: a source that never settles must not hold the answer back.
  if (read.stopped !== "end") body.return().catch(() => {});
  return read;
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
