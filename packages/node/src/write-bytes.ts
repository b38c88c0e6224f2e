import type { Bytes } from "@transpond/fetch/adapter";
import type { Outgoing } from "./node-messages.js";
import { drained, flushed } from "./taken.js";

/** Bytes that are written at once: of a larger piece it could not be told whether a client takes any of it. */
const sliceBytes = 64 * 1024;

/**
 * Writes a body at the speed of the client, and leaves it when the client leaves.
 *
 * @returns When it is handed over, or the connection is closed; never rejects.
 */
export async function writeBytes(body: Bytes, outgoing: Outgoing): Promise<void> {
  // The overloads of the two kinds do not add up to one function.
  const sink: { write(chunk: Uint8Array): boolean } = outgoing;
  const leave = () => {
    body.return().catch(() => {});
  };
  let isSlow = false;
  outgoing.once("close", leave);
  try {
    for (;;) {
      const { done, value } = await body.next();
      if (done || outgoing.destroyed) break;
      isSlow ||= outgoing.writableLength > 0;
      for (let at = 0; at < value.length; at += sliceBytes) {
        const slice = value.length > sliceBytes ? value.subarray(at, at + sliceBytes) : value;
        // Servers that only look like Node's may say nothing.
        if (sink.write(slice) !== false) continue;
        isSlow = true;
        await drained(outgoing);
      }
    }
    // Node takes what was ended for written, and cuts what is left of it when the server closes.
    if (isSlow) await flushed(outgoing);
    outgoing.off("close", leave);
    outgoing.end();
  } catch {
    // A body that breaks must not look complete to the client.
    outgoing.off("close", leave);
    leave();
    outgoing.destroy();
  }
}
