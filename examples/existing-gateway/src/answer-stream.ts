import { encodeServerSentEvents, streamTranslator, type TranspondError } from "@transpond/core";
import type OpenAI from "openai";
import type { Call, Reply } from "./call.js";
import { withPings } from "./with-pings.js";

/** Milliseconds of silence after which a ping is sent. */
const pingMs = 10_000;

/** Translates the client's stream with the pure functions alone. @throws what happens before the stream has begun */
export async function answerStream(openai: OpenAI, call: Call): Promise<Reply> {
  const { request, context, requestId, signal, onLoss, onFailure, onUsage } = call;
  let failure: TranspondError | undefined;
  const upstream = openai.responses.create({ ...request, stream: true }, { signal });
  const events = streamTranslator(upstream, context, {
    signal,
    requestId,
    onLoss,
    now: Date.now,
    onError: (error) => {
      failure = error;
      onFailure(error);
    },
    onMessageEnd: ({ usage }) => onUsage(usage),
  });
  // As long as nothing is sent, a failure can be a status; later it is an `error` event.
  const first = await events.next();
  if (failure !== undefined) throw failure;
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform" },
    body: encodeServerSentEvents(withPings(first, events, pingMs)),
  };
}
