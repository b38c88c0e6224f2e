import {
  type AbortSignalLike,
  eventBytes,
  type StreamSource,
  streamTranslator,
  type TranslationContext,
  type TranslatorOptions,
  type TranspondError,
  toAnthropicError,
} from "@transpond/core";
import type { Bytes } from "./bytes.js";
import { holdHead } from "./hold.js";
import { isError, LastFrame } from "./last-frame.js";
import { type PingOptions, withPings } from "./pings.js";
import { withReadLimits } from "./read-limits.js";

export type StreamOptions = TranslatorOptions & {
  /**
   * Aborting it cancels the source at once. A stream that has begun ends in an `error` event then: of type
   * `timeout_error` where the reason is a `TimeoutError`, as that of `AbortSignal.timeout` is.
   */
  signal?: AbortSignalLike | undefined;
  /** How long the head is held back, in milliseconds, so that an early failure becomes a real status. Default: 10,000. */
  holdMs?: number | undefined;
  /** Silence after which a `ping` is sent, in milliseconds; 0 or infinite: none. Default: 10,000. */
  pingMs?: number | undefined;
  /**
   * Silence of the source after which the stream ends in an error, in milliseconds, so that pings never cover a dead
   * upstream; 0 or infinite: no limit. It counts only while the client waits. Default of `respondWithStream`: 240,000.
   */
  idleMs?: number | undefined;
  /** Puts each finished block on its `content_block_stop`. Default: false. */
  completedBlocks?: boolean | undefined;
};

export type OpenedStream = { begun: true; body: Bytes } | { begun: false; error: TranspondError };

/** Starts to translate a stream and waits until it has begun or failed. */
export async function openStream(
  source: StreamSource,
  context: TranslationContext,
  options: StreamOptions & Pick<PingOptions, "onEnd" | "onChunk"> & { answering?: Promise<unknown> | undefined },
): Promise<OpenedStream> {
  const { holdMs = 10_000, pingMs = 10_000, idleMs = 0, completedBlocks = false, answering } = options;
  const { signal, requestId, onEnd, onChunk } = options;
  let failure: TranspondError | undefined;
  const watching: Pick<TranslatorOptions, "onError"> = {
    onError: (error) => {
      failure = error;
      return options.onError?.(error);
    },
  };
  const limited = withReadLimits(Object.assign({}, options, watching), idleMs, answering);
  const events = streamTranslator(source, context, limited);
  const head = await holdHead(events, holdMs, () => failure, signal);
  if (!head.begun) return head;
  const last = new LastFrame();
  // A ping after the first event is what Anthropic sends; it also opens the way through buffering proxies.
  const bytes = eventBytes(events, { completedBlocks, opening: [head.first, { type: "ping" }] });
  const body = withPings(bytes, {
    pingMs,
    check: (chunk) => {
      if (chunk) last.note(chunk);
      else if (!last.ends) throw signal?.reason ?? new Error("The stream ended before its message.");
      // An error that the translator did not tell of is the encoder's own.
      if (chunk && failure === undefined && isError(chunk)) throw new Error("The stream could not be written.");
    },
    onChunk,
    lastFrame: (error) => errorFrame(error, requestId),
    onEnd: (how, error) => {
      // A stream that broke cannot be cancelled, so the source is.
      if (how === "failed") events.return().catch(() => {});
      onEnd?.(how, error);
    },
  });
  return { begun: true, body };
}

function errorFrame(error: unknown, requestId: string | undefined): Uint8Array {
  const { body } = toAnthropicError(error, { ...(requestId !== undefined && { requestId }) });
  return new TextEncoder().encode(`event: error\ndata: ${JSON.stringify(body)}\n\n`);
}
