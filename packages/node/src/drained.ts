import type { Outgoing } from "./node-messages.js";

/** Milliseconds after which a client that takes nothing is gone: as long as Anthropic's SDKs wait for an answer. */
const longest = 600_000;

/**
 * Waits until a client has taken what was written.
 *
 * @param stallMs Milliseconds that it may take.
 * @returns Rejects when the connection closes before, or when the client takes too long.
 */
export function drained(outgoing: Outgoing, stallMs = longest): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => () => {
      clearTimeout(timer);
      outgoing.off("drain", taken).off("close", closed);
      how();
    };
    const taken = settle(resolve);
    const closed = settle(() => reject(new Error("The connection was closed.")));
    const stalled = settle(() => reject(new Error("The client reads no more.")));
    const timer = setTimeout(stalled, stallMs);
    outgoing.once("drain", taken).once("close", closed);
  });
}
