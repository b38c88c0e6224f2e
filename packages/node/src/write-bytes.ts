import type { Bytes } from "@transpond/fetch/adapter";
import type { Outgoing } from "./node-messages.js";
import { taken } from "./taken.js";

/** Bytes that are written at once: of a larger piece it could not be told whether a client takes any of it. */
const sliceBytes = 64 * 1024;

/**
 * Writes a body at the speed of the client, and leaves it when the client leaves.
 *
 * @returns When it is handed over, or the connection is closed; never rejects.
 */
export async function writeBytes(body: Bytes, outgoing: Outgoing): Promise<void> {
  const write = writerOf(outgoing);
  const leave = () => {
    body.return().catch(() => {});
  };
  outgoing.once("close", leave);
  try {
    for (;;) {
      const { done, value } = await body.next();
      if (done || outgoing.destroyed) break;
      for (let at = 0; at < value.length; at += sliceBytes) {
        const slice = value.length > sliceBytes ? value.subarray(at, at + sliceBytes) : value;
        await write(slice);
      }
    }
    outgoing.off("close", leave);
    outgoing.end();
  } catch {
    // A body that breaks must not look complete to the client.
    outgoing.off("close", leave);
    leave();
    outgoing.destroy();
  }
}

/**
 * Who was slow once is waited for with each slice from then on: Node takes an answer that was ended for written, and cuts
 * what is left of it when the server closes.
 */
function writerOf(outgoing: Outgoing): (slice: Uint8Array) => Promise<void> | undefined {
  // The overloads of the two kinds do not add up to one function.
  const sink: { write(chunk: Uint8Array, written?: () => void): boolean } = outgoing;
  let isSlow = false;
  return (slice) => {
    isSlow ||= outgoing.writableLength > 0;
    if (isSlow) return taken(outgoing, (done) => sink.write(slice, done));
    // Servers that only look like Node's may say nothing.
    isSlow = sink.write(slice) === false;
    return isSlow ? taken(outgoing, (done) => outgoing.once("drain", done)) : undefined;
  };
}
