import {
  encodeServerSentEvents,
  type Loss,
  type StreamSource,
  streamTranslator,
  type TranslationContext,
  type TranslatorOptions,
  type TranspondError,
  toAnthropicError,
} from "@transpond/core";
import { errorResponse } from "./error-response.js";
import { holdHead } from "./hold.js";
import { lossHeader } from "./loss-header.js";
import { withPings } from "./pings.js";
import { randomId } from "./random-id.js";

type StreamOptions = TranslatorOptions & {
  /** Aborting it cancels the source at once. */
  signal?: AbortSignal;
  /** How long the head is held back, in milliseconds, so that an early failure becomes a real status. Default: 10,000. */
  holdMs?: number;
  /** Silence after which a `ping` is sent, in milliseconds. Default: 10,000. */
  pingMs?: number;
  /** Puts each finished block on its `content_block_stop`. Default: false. */
  completedBlocks?: boolean;
};

export type RespondOptions = StreamOptions & {
  /** Losses of the request, for the `x-transpond-losses` header. */
  losses?: readonly Loss[];
  /** Further headers of the answer. */
  headers?: Record<string, string>;
};

export type OpenedStream = { begun: true; body: ReadableStream<Uint8Array> } | { begun: false; error: TranspondError };

/** Starts to translate a stream and waits until it has begun or failed. */
export async function openStream(
  source: StreamSource,
  context: TranslationContext,
  options: StreamOptions & { onEnd?: (how: "ended" | "cancelled") => void },
): Promise<OpenedStream> {
  const { holdMs = 10_000, pingMs = 10_000, completedBlocks = false, onEnd, ...translation } = options;
  let failure: TranspondError | undefined;
  const events = streamTranslator(source, context, {
    ...translation,
    onError: (error) => {
      failure = error;
      translation.onError?.(error);
    },
  });
  const head = await holdHead(events, holdMs, () => failure);
  if (!head.begun) return head;
  // A ping after the first event is what Anthropic sends; it also opens the way through buffering proxies.
  const beginning = encodeServerSentEvents([head.first, { type: "ping" }]);
  const rest = encodeServerSentEvents(events, { completedBlocks });
  const body = withPings([beginning, rest], { pingMs, ...(onEnd && { onEnd }) });
  return { begun: true, body };
}

/** Headers that every answer carries. Source: mapping, B.8. */
export function answerHeaders(
  requestId: string,
  upstreamModel: string,
  losses: readonly Loss[],
): Record<string, string> {
  const lost = lossHeader(losses);
  return {
    "request-id": requestId,
    "x-transpond-upstream-model": upstreamModel.slice(0, 200).replace(/[^\x20-\x7e]/g, "_"),
    ...(lost !== null && { "x-transpond-losses": lost }),
  };
}

/**
 * Anthropic's rate-limit headers from an upstream's. Those of a success are those of a 429, which the core translates.
 *
 * @param now Current time in milliseconds since 1970.
 */
export function rateLimitHeaders(upstream: Headers, now: () => number): Record<string, string> {
  const { headers } = toAnthropicError({ status: 429, headers: upstream }, { now });
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("anthropic-ratelimit-")));
}

/** What keeps proxies from holding a stream back. */
export const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache",
  "x-accel-buffering": "no",
};

/**
 * Answers with a translated stream, for gateways that ask the upstream themselves. The head is held back until the
 * upstream has begun, so that an early failure becomes a real status; silence is filled with pings; a client that
 * leaves cancels the source.
 *
 * @param source The `openai` client's stream, a `fetch` response or body, an iterable of bytes or events, or a promise
 *   of one.
 * @param context What `toOpenAIRequest` returned beside the request.
 * @returns The stream with status 200, or Anthropic's error answer. It never rejects.
 *
 * @example
 * ```ts
 * const { request, context, losses } = toOpenAIRequest(await incoming.json(), { model: "gpt-5.4" });
 * const stream = openai.responses.create({ ...request, stream: true }, { signal: incoming.signal });
 * return respondWithStream(stream, context, { losses, signal: incoming.signal });
 * ```
 */
export async function respondWithStream(
  source: StreamSource,
  context: TranslationContext,
  options: RespondOptions = {},
): Promise<Response> {
  const { losses = [], headers = {}, ...streamOptions } = options;
  const { requestId = randomId("req"), now = Date.now, keyOwner } = options;
  let upstreamModel = context.upstreamModel;
  const stream = await openStream(source, context, {
    newId: () => randomId("msg"),
    ...streamOptions,
    requestId,
    now,
    onResponse: (response) => {
      upstreamModel = response.model || upstreamModel;
      options.onResponse?.(response);
    },
  });
  const shared = { ...answerHeaders(requestId, upstreamModel, losses), ...headers };
  if (stream.begun) return new Response(stream.body, { status: 200, headers: { ...shared, ...streamHeaders } });
  return errorResponse(stream.error, { requestId, context, now, clientKey: keyOwner === "client", headers: shared });
}
