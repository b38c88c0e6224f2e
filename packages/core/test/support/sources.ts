import type { Message } from "../../src/anthropic/message.js";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";

/** Values one by one, as an async generator hands them out. */
export async function* iterate<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** A source that falls silent after `values`, and tells whether it was cancelled and how often it was read. */
export function silent<T>(...values: T[]) {
  const state = { cancelled: false, reads: 0 };
  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => {
      state.reads++;
      const value = values.shift();
      return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value });
    },
    return: async () => {
      state.cancelled = true;
      return { done: true, value: undefined };
    },
  };
  return { iterator, state };
}

/** The same as a web stream. */
export function silentBody<T = Uint8Array<ArrayBuffer>>(...values: T[]) {
  const state = { cancelled: false };
  const body = new ReadableStream<T>({
    start: (controller) => {
      for (const value of values) controller.enqueue(value);
    },
    cancel: () => {
      state.cancelled = true;
    },
  });
  return { body, state };
}

/** All events of an iterable. */
export async function collect<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The text of a message. */
export const textOf = ({ content }: Message): string =>
  content.map((block) => (block.type === "text" ? block.text : "")).join("");

/** How a stream ends: `message_stop`, or the message of its `error` event. */
export function endOf(events: readonly StreamEvent[]): string {
  const last = events.at(-1);
  return last?.type === "error" ? last.error.message : (last?.type ?? "nothing");
}
