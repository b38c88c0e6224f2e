import type { StreamEvent } from "../anthropic/stream-events.js";

/** Key of the method by which a translator hands out at once all events that one read of its source gave. */
export const nextBatch = Symbol("transpond.nextBatch");

export type BatchSource = {
  /** The next events, at least one; `undefined` at the end. */
  next(): Promise<StreamEvent[] | undefined>;
  cancel(): Promise<void>;
};

/** Reads events in batches: as many as there are from a translator or in a list, one by one from any other iterable. */
export function batches(events: AsyncIterable<StreamEvent> | Iterable<StreamEvent>): BatchSource {
  if (Array.isArray(events)) return wholeList(events);
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

function wholeList(events: StreamEvent[]): BatchSource {
  let rest = events.length > 0 ? events : undefined;
  return {
    async next() {
      const batch = rest;
      rest = undefined;
      return batch;
    },
    async cancel() {
      rest = undefined;
    },
  };
}

function isBatched(iterator: object): iterator is { [nextBatch](): Promise<StreamEvent[] | undefined> } {
  return nextBatch in iterator;
}
