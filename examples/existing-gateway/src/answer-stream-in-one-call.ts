import { respondWithStream } from "@transpond/fetch";
import type OpenAI from "openai";
import type { Call, Reply } from "./call.js";

/**
 * The same as `answer-stream.ts` in one call, which also holds the head back until there is content, and ends a stream
 * whose upstream has died in silence. It answers failures itself.
 */
export async function answerStreamInOneCall(openai: OpenAI, call: Call): Promise<Reply> {
  const { request, context, losses, requestId, signal, onLoss, onFailure, onUsage } = call;
  const upstream = openai.responses.create({ ...request, stream: true }, { signal });
  const { status, headers, body } = await respondWithStream(upstream, context, {
    losses,
    signal,
    requestId,
    onLoss,
    onError: onFailure,
    onMessageEnd: ({ usage }) => onUsage(usage),
  });
  return { status, headers: Object.fromEntries(headers), body: body ?? "" };
}
