import type { StreamEvent } from "../anthropic/stream-events.js";

/** Keys of the methods by which a translator hands out at once all events that there are, and all that one read of its source gave. */
export const presentBatch = Symbol("transpond.presentBatch");
export const nextBatch = Symbol("transpond.nextBatch");

type Batched = {
  [presentBatch](): readonly StreamEvent[];
  [nextBatch](): Promise<StreamEvent[] | undefined>;
};

export type BatchSource = {
  /** Those that are there already; it waits for none. */
  present(): readonly StreamEvent[];
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
  if (isBatched(iterator)) {
    return { present: () => iterator[presentBatch](), next: () => iterator[nextBatch](), cancel };
  }
  return {
    present: () => [],
    async next() {
      const result = await iterator.next();
      return result.done ? undefined : [result.value];
    },
    cancel,
  };
}

function isBatched(iterator: object): iterator is Batched {
  return nextBatch in iterator;
}
