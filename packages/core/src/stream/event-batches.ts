import type { StreamEvent } from "../anthropic/stream-events.js";

/** Key of the method by which a translator hands out at once all events that one read of its source gave. */
export const nextBatch = Symbol("transpond.nextBatch");

export type BatchSource = {
  /** The next events, at least one; `undefined` at the end. */
  next(): Promise<StreamEvent[] | undefined>;
  cancel(): Promise<void>;
};

/** Reads events in batches: as many as there are from a translator, one by one from any other iterable. */
export function batches(events: AsyncIterable<StreamEvent> | Iterable<StreamEvent>): BatchSource {
  const iterator: AsyncIterator<StreamEvent> | Iterator<StreamEvent> =
    Symbol.asyncIterator in events ? events[Symbol.asyncIterator]() : events[Symbol.iterator]();
  const cancel = async () => {
    await iterator.return?.();
  };
  if (isBatched(iterator)) return { next: () => iterator[nextBatch](), cancel };
  return {
    async next() {
      const result = await iterator.next();
      return result.done ? undefined : [result.value];
    },
    cancel,
  };
}

function isBatched(iterator: object): iterator is { [nextBatch](): Promise<StreamEvent[] | undefined> } {
  return nextBatch in iterator;
}
