import type { Message } from "../anthropic/message.js";
import type { ErrorEvent, PingEvent, StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import type { Loss } from "../ledger/loss.js";
import { type Chunk, openSource, type StreamSource } from "./source.js";
import { TranslatedStream } from "./translated-stream.js";
import type { TranslatorOptions } from "./translator-options.js";

/** What is asked of an `AbortSignal`, of which any will do. */
export type AbortSignalLike = Pick<AbortSignal, "aborted" | "reason"> & {
  addEventListener(type: "abort", listener: () => void, options: { once: true }): void;
  removeEventListener(type: "abort", listener: () => void): void;
};

/** What `streamTranslator` takes beside source and context. */
export type StreamOptions = TranslatorOptions & {
  /**
   * Aborting it cancels the upstream at once and ends the iteration; `result` rejects with an `AbortError` whose `cause`
   * is the signal's reason.
   */
  signal?: AbortSignalLike | undefined;
  /**
   * Put around each wait for the upstream, for a host that limits its silence; the core has no clock. The promise that
   * it is given ends also when the stream is left. Where the one that it returns rejects, the stream ends in that error,
   * and the source is cancelled. Behind the message's end, which `onMessageEnd` tells, it stands around the reads of the
   * rest, at most 64 KiB; there a rejection only cancels the source.
   */
  watchRead?: ((read: Promise<Chunk | undefined>) => Promise<Chunk | undefined>) | undefined;
};

/** The events of Anthropic's SDK types: without `ping`, and with an error thrown instead of an event. */
export type SdkStreamEvent = Exclude<StreamEvent, PingEvent | ErrorEvent>;

/** The events of an answer as they come, and the whole message at its end. */
export type MessageStream<Event = StreamEvent> = AsyncIterableIterator<Event> & {
  /**
   * The whole message. Where nobody iterates, asking for it reads the stream to its end, and whoever iterates later
   * gets one `error` event. Where somebody does, or begins to in the same turn, it waits for them: await it behind the
   * loop, not in it. Where somebody took single events with `next()`, it reads on and keeps the rest. It rejects with a `TranspondError` when the upstream failed, with an `AbortError` when the stream
   * was left.
   */
  readonly result: Promise<{ message: Message; losses: Loss[] }>;
  /** Leaves the stream: the source is cancelled, and a pending `next` ends. */
  return(): Promise<IteratorResult<Event, undefined>>;
  /** Leaves the stream and rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<Event, undefined>>;
  /** Begins the message now, so that pings may follow while the upstream is still silent. */
  start(): void;
};

/**
 * Translates a Responses stream into the events of an Anthropic message, as they come.
 *
 * @param source The `openai` client's stream, a `fetch` body or `Response`, any iterable of bytes or of parsed events,
 *   or a promise of one. What goes wrong with it is an `error` event, never an exception.
 * @param context What `toOpenAIRequest` returned beside the request.
 * @param options With `throwOnError: true` the iterator throws a `TranspondError` instead and yields no pings, for code
 *   that expects the SDK's types.
 * @returns An iterator. Leaving the loop, `return()` or `options.signal` cancels the source at once. When the message is
 *   complete, the source is read on to its end in the background, so that its connection can be used again.
 * @throws TranspondError 500 when `context` is not what this release returns; the source is cancelled then.
 *
 * @example
 * ```ts
 * const { request, context } = toOpenAIRequest(body, { model: "gpt-5.6-sol" });
 * const upstream = openai.responses.create({ ...request, stream: true });
 * for await (const event of streamTranslator(upstream, context)) console.log(event.type);
 * ```
 */
export function streamTranslator(
  source: StreamSource,
  context: TranslationContext,
  options: StreamOptions & { throwOnError: true },
): MessageStream<SdkStreamEvent>;
export function streamTranslator(
  source: StreamSource,
  context: TranslationContext,
  options?: StreamOptions & { throwOnError?: false },
): MessageStream;
export function streamTranslator(
  source: StreamSource,
  context: TranslationContext,
  options: StreamOptions & { throwOnError?: boolean } = {},
): MessageStream {
  const reader = openSource(source);
  try {
    return new TranslatedStream(reader, context, options);
  } catch (error) {
    reader.cancel();
    throw error;
  }
}
