import type { Outgoing } from "./node-messages.js";

/** Milliseconds after which a client that takes nothing is gone: as long as Anthropic's SDKs wait for an answer. */
const longest = 600_000;
/** Milliseconds between looks whether all is written. */
const lookMs = 20;

/** Watches for something, tells when it is there, and returns what ends the watch. */
type Watch = (done: () => void) => () => void;

/**
 * Waits until a client has taken so much of what was written that more may be.
 *
 * @param stallMs Milliseconds that it may take. Behind another answer on its connection nothing can be taken, nor is waited for.
 * @returns Rejects when the connection closes before, or when the client takes too long.
 */
export function drained(outgoing: Outgoing, stallMs = longest): Promise<void> {
  const watch: Watch = (done) => {
    outgoing.once("drain", done);
    return () => outgoing.off("drain", done);
  };
  return taken(outgoing, watch, stallMs);
}

/** The same until all of it is with the operating system. Others may stand between, who call back for no single write. */
export function flushed(outgoing: Outgoing, stallMs = longest): Promise<void> {
  const watch: Watch = (done) => {
    const look = () => outgoing.writableLength > 0 || done();
    const soon = setImmediate(look);
    const looking = setInterval(look, lookMs);
    return () => {
      clearImmediate(soon);
      clearInterval(looking);
    };
  };
  return taken(outgoing, watch, stallMs);
}

function taken(outgoing: Outgoing, watch: Watch, stallMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      outgoing.off("close", closed);
      unwatch();
      settle();
    };
    const closed = end(() => reject(new Error("The connection was closed.")));
    const stalled = end(() => reject(new Error("The client reads no more.")));
    const late = () => {
      if (outgoing.socket === null) timer = setTimeout(late, stallMs);
      else stalled();
    };
    let timer = setTimeout(late, stallMs);
    outgoing.once("close", closed);
    const unwatch = watch(end(resolve));
  });
}
