import type { Outgoing } from "./node-messages.js";

/** Milliseconds after which a client that takes nothing is gone: as long as Anthropic's SDKs wait for an answer. */
const longest = 600_000;

/**
 * Waits until a client has taken what was written.
 *
 * @param begin Is given what to call then.
 * @param stallMs Milliseconds that it may take. Behind another answer on its connection nothing can be taken, nor is waited for.
 * @returns Rejects when the connection closes before, or when the client takes too long.
 */
export function taken(outgoing: Outgoing, begin: (done: () => void) => void, stallMs = longest): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      outgoing.off("close", closed);
      settle();
    };
    const closed = () => end(() => reject(new Error("The connection was closed.")));
    const look = () => {
      if (outgoing.socket === null) timer = setTimeout(look, stallMs);
      else end(() => reject(new Error("The client reads no more.")));
    };
    let timer = setTimeout(look, stallMs);
    outgoing.once("close", closed);
    begin(() => end(resolve));
  });
}
