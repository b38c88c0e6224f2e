import type { StreamEvent } from "@transpond/core";

type Next = IteratorResult<StreamEvent, undefined>;
type Events = { next(): Promise<Next>; return(): Promise<Next> };

const ping: Next = { done: false, value: { type: "ping" } };

/**
 * The first event, then the others, and a ping whenever they are silent, so that nobody on the way takes the connection
 * for dead.
 */
export function withPings(first: Next, rest: Events, pingMs: number): AsyncIterable<StreamEvent> {
  let pending: Promise<Next> | undefined = Promise.resolve(first);
  const next = async (): Promise<Next> => {
    pending ??= rest.next();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<Next>((resolve) => {
      timer = setTimeout(resolve, pingMs, ping);
    });
    const event = await Promise.race([pending, silence]);
    clearTimeout(timer);
    if (event !== ping) pending = undefined;
    return event;
  };
  // No generator: one that waits for an event could not be left before it comes.
  return { [Symbol.asyncIterator]: () => ({ next, return: () => rest.return() }) };
}
