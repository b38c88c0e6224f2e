import type { ContentBlock } from "../anthropic/message.js";
import type { ContentBlockDeltaEvent, StreamEvent } from "../anthropic/stream-events.js";
import { toTranspondError } from "../errors/to-transpond-error.js";
import { BlockAccumulator } from "./accumulate.js";
import { type BatchSource, batches } from "./event-batches.js";

/** What the bytes carry beyond the events. */
export type EncodeOptions = {
  /** Puts each finished block, tool input parsed, as `content_block` on its `content_block_stop` event. Default: false. */
  completedBlocks?: boolean | undefined;
};

/**
 * Writes stream events as Anthropic's server-sent events: each frame with its `event:` line, no `[DONE]`.
 *
 * @param events What `streamTranslator` returns, or any iterable of events. It is read only as fast as the stream is.
 * @returns A byte stream for a `Response` body. Cancelling it ends the iteration of `events`.
 *
 * @example
 * ```ts
 * return new Response(encodeServerSentEvents(streamTranslator(upstream, context)), {
 *   headers: { "content-type": "text/event-stream; charset=utf-8" },
 * });
 * ```
 */
export function encodeServerSentEvents(
  events: AsyncIterable<StreamEvent> | Iterable<StreamEvent>,
  options: EncodeOptions = {},
): ReadableStream<Uint8Array> {
  const bytes = eventBytes(events, options);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The bytes of events, piece by piece; each piece holds whole frames. */
export type EventBytes = AsyncIterableIterator<Uint8Array, undefined> & {
  /** Nobody wants the rest: the iteration of the events ends. */
  return(): Promise<IteratorResult<Uint8Array, undefined>>;
};

/** What `eventBytes` takes beside the events. */
export type EventBytesOptions = EncodeOptions & {
  /** Go out before the others, with those that are there already: such as a first event that was waited for. Default: none. */
  opening?: readonly StreamEvent[] | undefined;
};

const utf8 = new TextEncoder();
const over = { done: true, value: undefined } as const;

/**
 * What `encodeServerSentEvents` gives, for who writes it to something else than a web stream, such as Node's response.
 *
 * @param events What `streamTranslator` returns, or any iterable of events. It is read only as fast as the bytes are.
 * @returns The bytes of all events that are there, with each `next()`, which never rejects: what cannot be written ends in an
 *   `error` event.
 *
 * @example
 * ```ts
 * for await (const bytes of eventBytes(streamTranslator(upstream, context))) {
 *   if (!response.write(bytes)) await once(response, "drain");
 * }
 * ```
 */
export function eventBytes(
  events: AsyncIterable<StreamEvent> | Iterable<StreamEvent>,
  options: EventBytesOptions = {},
): EventBytes {
  return new EncodedEvents(batches(events), eventEncoder(options), options.opening ?? []);
}

class EncodedEvents implements EventBytes {
  readonly #source: BatchSource;
  readonly #encode: (event: StreamEvent) => string;
  #opening: readonly StreamEvent[];
  #isOver = false;

  constructor(source: BatchSource, encode: (event: StreamEvent) => string, opening: readonly StreamEvent[]) {
    this.#source = source;
    this.#encode = encode;
    this.#opening = opening;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#isOver) return over;
    try {
      const batch = this.#opening.length > 0 ? this.#open() : await this.#source.next();
      if (batch !== undefined) return { done: false, value: utf8.encode(batch.map(this.#encode).join("")) };
      this.#isOver = true;
      return over;
    } catch (error) {
      this.#isOver = true;
      // The client is told why; how the source takes it says nothing more.
      this.#source.cancel().catch(() => {});
      // Such as tool input that is nested deeper than the engine's stack. The client must see that it failed.
      return { done: false, value: utf8.encode(frame(toTranspondError(error).toBody())) };
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#isOver = true;
    await this.#source.cancel();
    return over;
  }

  #open(): readonly StreamEvent[] {
    const opening = this.#opening;
    this.#opening = [];
    return [...opening, ...this.#source.present()];
  }
}

/** The frame of one event. Deltas, which make up nearly all of a stream, are put together from ready pieces. */
export function eventEncoder({ completedBlocks = false }: EncodeOptions = {}): (event: StreamEvent) => string {
  const accumulator = completedBlocks ? new BlockAccumulator() : undefined;
  return (event) => {
    const block = accumulator?.accept(event);
    if (accumulator && block) return completedFrame(event, block, accumulator.json);
    return event.type === "content_block_delta" ? deltaFrame(event) : frame(event);
  };
}

function frame(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** A call's input is written as it came: numbers keep their digits, and depth has no limit. */
function completedFrame(event: StreamEvent, { ...block }: ContentBlock, json: string | undefined): string {
  if (json === undefined || !("input" in block)) {
    return `event: ${event.type}\ndata: ${JSON.stringify({ ...event, content_block: block })}\n\n`;
  }
  const { input: _, ...rest } = block;
  const [frame, content] = [JSON.stringify(event).slice(0, -1), JSON.stringify(rest).slice(0, -1)];
  return `event: ${event.type}\ndata: ${frame},"content_block":${content},"input":${onOneLine(json)}}}\n\n`;
}

/** JSON without line breaks, which are blanks in it, for strings hold them escaped. */
const onOneLine = (json: string) => json.replaceAll(/[\r\n]/g, " ");

const deltaHead = 'event: content_block_delta\ndata: {"type":"content_block_delta","index":';

function deltaFrame(event: ContentBlockDeltaEvent): string {
  const { delta, index } = event;
  switch (delta.type) {
    case "text_delta":
      return `${deltaHead}${index},"delta":{"type":"text_delta","text":${JSON.stringify(delta.text)}}}\n\n`;
    case "input_json_delta":
      return `${deltaHead}${index},"delta":{"type":"input_json_delta","partial_json":${JSON.stringify(delta.partial_json)}}}\n\n`;
    default:
      return frame(event);
  }
}
