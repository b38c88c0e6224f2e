import { StreamCheck, type Violation } from "./stream-check.js";

export type { Violation };

/** How strictly a stream is judged. */
export type CheckOptions = {
  /**
   * `anthropic`: order, indices, pairing and kinds of delta; Anthropic's own streams pass. `strict`: also what Transpond
   * always sends, such as every nullable field, complete tool input and complete usage. Default: `anthropic`.
   */
  profile?: "anthropic" | "strict";
};

/**
 * Checks the parsed events of a message stream against the grammar of Anthropic's streams. What breaks a rule is
 * reported, and checking goes on behind it; values of any kind are taken, nothing is thrown for them. An event breaks a
 * few rules at most. Linear in time; the memory is that of one block's tool input. Source: mapping C.1.
 *
 * @param events The events, `ping` and `error` included, as an array, an iterable, or an async iterable.
 * @returns The violations, none for a valid stream; for an async iterable a promise of them, which rejects only with
 * what the iterable itself throws.
 *
 * @example
 * ```ts
 * checkMessageStream([{ type: "message_stop" }]);
 * // [{ rule: "start_missing", index: 0, message: "message_stop: No message_start came before this event (G3)." }]
 * ```
 */
export function checkMessageStream(events: Iterable<unknown>, options?: CheckOptions): Violation[];
export function checkMessageStream(events: AsyncIterable<unknown>, options?: CheckOptions): Promise<Violation[]>;
export function checkMessageStream(
  events: Iterable<unknown> | AsyncIterable<unknown>,
  options?: CheckOptions,
): Violation[] | Promise<Violation[]>;
export function checkMessageStream(
  events: Iterable<unknown> | AsyncIterable<unknown>,
  options: CheckOptions = {},
): Violation[] | Promise<Violation[]> {
  const check = new StreamCheck(options.profile === "strict");
  const source: unknown = events;
  // What is no stream at all is one wrong event, not an exception.
  if (typeof source !== "object" || source === null) check.step(source);
  else if (Symbol.asyncIterator in events) return checkAsync(events, check);
  else if (Symbol.iterator in events) for (const event of events) check.step(event);
  else check.step(source);
  return check.end();
}

async function checkAsync(events: AsyncIterable<unknown>, check: StreamCheck): Promise<Violation[]> {
  for await (const event of events) check.step(event);
  return check.end();
}
