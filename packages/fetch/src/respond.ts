import type { Loss, StreamSource, TranslationContext } from "@transpond/core";
import { responseOf } from "./answer.js";
import { answerHeaders, streamHeaders, upstreamHeaders } from "./answer-headers.js";
import { errorAnswer } from "./error-answer.js";
import { type OpenedStream, openStream, type StreamOptions } from "./open-stream.js";
import { randomId } from "./random-id.js";

/** What `respondWithStream` takes beside source and context. */
export type RespondOptions = StreamOptions & {
  /** Losses of the request, for the `x-transpond-losses` header. */
  losses?: readonly Loss[] | undefined;
  /** Further headers of the answer. */
  headers?: Record<string, string> | undefined;
};

/**
 * Answers with a translated stream, for gateways that ask the upstream themselves. The head is held back until the
 * upstream has begun, so that an early failure becomes a real status; silence is filled with pings up to a limit; a
 * client that leaves cancels the source.
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
  const { losses = [], headers = {}, idleMs = 240_000, ...streamOptions } = options;
  const { requestId = randomId("req"), now = Date.now, keyOwner } = options;
  let stream: OpenedStream | undefined;
  try {
    let upstreamModel: string | undefined;
    stream = await openStream(source, context, {
      ...streamOptions,
      idleMs,
      newId: options.newId ?? (() => randomId("msg")),
      requestId,
      now,
      onResponse: (response) => {
        upstreamModel = response.model;
        return options.onResponse?.(response);
      },
    });
    const shared = {
      ...answerHeaders(requestId, upstreamModel || context.upstreamModel, losses),
      ...(await headersOf(source, now)),
      ...headers,
    };
    if (stream.begun) return responseOf({ status: 200, headers: { ...shared, ...streamHeaders }, body: stream.body });
    const clientKey = keyOwner === "client";
    return responseOf(errorAnswer(stream.error, { requestId, context, now, clientKey, headers: shared }));
  } catch (error) {
    // A context of another release, or headers that are none.
    if (stream?.begun) stream.body.return().catch(() => {});
    return responseOf(errorAnswer(error, { requestId, now }));
  }
}

/** What the upstream's own headers add, where the source is its answer. One that is still to come is not waited for. */
async function headersOf(source: StreamSource, now: () => number): Promise<Record<string, string>> {
  const answer: unknown = await Promise.race([source, undefined]).catch(() => undefined);
  return answer instanceof Response ? upstreamHeaders(answer.headers, now) : {};
}
