import { type OpenAIRequest, streamTranslator, TranspondError } from "@transpond/core";
import { type Answer, jsonAnswer } from "./answer.js";
import { forClient } from "./client-quirks.js";
import type { Job } from "./job.js";
import { headersOf, translatorOptions } from "./job-options.js";
import { withReadLimits } from "./read-limits.js";
import { timedOut } from "./timed-out.js";
import { after } from "./timers.js";
import { unlessAborted } from "./unless-aborted.js";
import { callFor } from "./upstream-call.js";

/** Answers with the whole message, or gives what the upstream failed with. */
export async function answerJson(job: Job, request: OpenAIRequest): Promise<Answer | TranspondError> {
  const { settings, log } = job.exchange;
  const { source, signal, abort, letGo } = callFor(job, request);
  const stop = after(settings.totalTimeoutMs, () => abort(timedOut()));
  const options = translatorOptions(job, request, job.inputTokens && (await job.inputTokens));
  const limited = withReadLimits(options, settings.idleTimeoutMs, source);
  const translator = streamTranslator(source, job.context, limited);
  try {
    const { message } = await unlessAborted(signal, translator.result);
    // Arguments may nest deeper than the engine's stack: what cannot be written was not completed.
    const text = JSON.stringify(forClient(message, job.exchange.incoming.headers));
    const answer = jsonAnswer(text, 200, { ...headersOf(job), "cache-control": "no-cache" });
    letGo();
    log.head(200);
    log.wrote(answer.body.byteLength);
    log.end("completed");
    return answer;
  } catch (error) {
    translator.return().catch(() => {});
    abort();
    if (error instanceof TranspondError) return error;
    throw error;
  } finally {
    stop();
  }
}
