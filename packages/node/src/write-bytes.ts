import type { Bytes } from "@transpond/fetch/adapter";
import { drained } from "./drained.js";
import type { Outgoing } from "./node-messages.js";

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
  outgoing.once("close", leave);
  try {
    for (;;) {
      const { done, value } = await body.next();
      if (done || outgoing.destroyed) break;
      if (!sink.write(value)) await drained(outgoing);
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
