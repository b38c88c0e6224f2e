import { type OpenAIRequest, streamTranslator, TranspondError } from "@transpond/core";
import { forClient } from "./client-quirks.js";
import type { Job } from "./job.js";
import { headersOf, translatorOptions } from "./job-options.js";
import { withReadLimits } from "./read-limits.js";
import { rejection } from "./rejection.js";
import { timedOut } from "./timed-out.js";
import { after } from "./timers.js";
import { callFor } from "./upstream-call.js";

/** Answers with the whole message, or gives what the upstream failed with. */
export async function answerJson(job: Job, request: OpenAIRequest): Promise<Response | TranspondError> {
  const { settings, log } = job.exchange;
  const { source, signal, abort, letGo } = callFor(job, request);
  const stop = after(settings.totalTimeoutMs, () => abort(timedOut()));
  const translator = streamTranslator(source, job.context, withReadLimits(await translatorOptions(job, request), 0));
  try {
    const { message } = await Promise.race([translator.result, rejection(signal)]);
    // Arguments may nest deeper than the engine's stack: what cannot be written was not completed.
    const text = JSON.stringify(forClient(message, job.exchange.request.headers));
    const headers = { ...headersOf(job), "content-type": "application/json", "cache-control": "no-cache" };
    const bytes = new TextEncoder().encode(text);
    const response = new Response(bytes, { status: 200, headers });
    letGo();
    log.head(200);
    log.wrote(bytes.byteLength);
    log.end("completed");
    return response;
  } catch (error) {
    translator.return().catch(() => {});
    abort();
    if (error instanceof TranspondError) return error;
    throw error;
  } finally {
    stop();
  }
}
