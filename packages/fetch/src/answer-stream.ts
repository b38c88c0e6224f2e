import { type OpenAIRequest, TranspondError } from "@transpond/core";
import type { Answer } from "./answer.js";
import { streamHeaders } from "./answer-headers.js";
import { clientLeft } from "./client-left.js";
import type { Job } from "./job.js";
import { headersOf, translatorOptions } from "./job-options.js";
import { openStream } from "./open-stream.js";
import { reportError } from "./report.js";
import { timedOut } from "./timed-out.js";
import { after } from "./timers.js";
import { callFor } from "./upstream-call.js";

/** Answers with a stream, or gives the failure of an upstream that failed before it began. */
export async function answerStream(
  completedBlocks: boolean,
  job: Job,
  request: OpenAIRequest,
): Promise<Answer | TranspondError> {
  const { settings, log, incoming } = job.exchange;
  const { source, signal, abort, letGo } = callFor(job, request);
  const stop = after(settings.streamTimeoutMs, () => abort(timedOut()));
  let failure: TranspondError | undefined;
  let finished = false;
  const note = (how: "ended" | "cancelled" | "failed", error?: unknown) => {
    stop();
    if (failure) log.end("failed", failure.type);
    else if (finished && how !== "failed") log.end("completed");
    else if (how === "cancelled" || incoming.signal.aborted) log.end("cancelled");
    else {
      reportError(error, job.exchange);
      log.end("failed", error instanceof TranspondError ? error.type : "api_error");
    }
  };
  const options = translatorOptions(job, request, job.inputTokens && (await job.inputTokens));
  const { onMessageEnd } = options;
  const streaming: Parameters<typeof openStream>[2] = {
    signal,
    holdMs: settings.holdMs,
    pingMs: settings.pingMs,
    idleMs: settings.idleTimeoutMs,
    answering: source,
    completedBlocks,
    onError: (error) => {
      failure = error;
    },
    onMessageEnd: (end) => {
      finished = true;
      onMessageEnd?.(end);
    },
    onChunk: (chunk) => log.wrote(chunk.byteLength),
    onEnd: (how, error) => {
      note(how, error);
      // What stands behind the message is read to its end, so that the connection can be used again.
      if (finished && how === "ended") letGo();
      else abort();
    },
  };
  const stream = await openStream(source, job.context, Object.assign(options, streaming));
  if (!stream.begun) {
    stop();
    abort();
    return incoming.signal.aborted ? clientLeft() : stream.error;
  }
  log.head(200);
  // Who left may read no more, and then the stream never comes to its end.
  incoming.signal.addEventListener("abort", () => note("cancelled"), { once: true });
  job.place.onStop((reason) => note("failed", reason));
  return { status: 200, headers: Object.assign(headersOf(job), streamHeaders), body: stream.body };
}
