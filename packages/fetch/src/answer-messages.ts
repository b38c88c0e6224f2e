import { type OpenAIRequest, streamTranslator, type TranslatorOptions, TranspondError } from "@transpond/core";
import { answerHeaders, rateLimitHeaders, streamHeaders } from "./answer-headers.js";
import { count } from "./count-tokens.js";
import { errorResponse } from "./error-response.js";
import type { Exchange } from "./exchange.js";
import type { Job } from "./job.js";
import { openStream } from "./open-stream.js";
import { randomId } from "./random-id.js";
import { readJson } from "./read-body.js";
import { rejection } from "./rejection.js";
import { reportError, reportLoss } from "./report.js";
import { resolveTarget } from "./resolve-target.js";
import { after } from "./timers.js";
import { translateRequest } from "./translate-request.js";
import { callFor } from "./upstream-call.js";
import { type Answer, withAdaptations } from "./with-adaptations.js";

export type MessagesMode = {
  /** Streams whatever the body says. */
  alwaysStream: boolean;
  /** Puts each finished block on its `content_block_stop`. */
  completedBlocks: boolean;
};

/** Answers `POST /v1/messages`: translates, asks the upstream, and streams or accumulates what comes. */
export async function answerMessages(exchange: Exchange, mode: MessagesMode): Promise<Response> {
  const target = await resolveTarget(exchange);
  const { body, text } = await readJson(exchange.request, exchange.settings.bodyBytes);
  const stream = mode.alwaysStream || body.stream === true;
  exchange.log.set({ stream });
  const { request, context, losses } = translateRequest(body, target, exchange);
  const countInput = () => count(exchange, target, text, body, "local").catch(() => undefined);
  const job: Job = {
    exchange,
    target,
    context,
    losses,
    attempts: 0,
    // A matched stop sequence cancels the upstream, whose usage then never arrives. Source: mapping, K20.
    inputTokens: context.stopSequences.length > 0 ? countInput() : Promise.resolve(undefined),
    upstreamHeaders: null,
    upstreamModel: context.upstreamModel,
  };
  const answer: Answer = stream ? (...args) => answerStream(mode.completedBlocks, ...args) : answerJson;
  const result = await withAdaptations(job, request, answer);
  return result instanceof TranspondError ? answerFailure(job, result, countInput) : result;
}

async function translatorOptions(job: Job): Promise<TranslatorOptions> {
  const { exchange } = job;
  const inputTokens = await job.inputTokens;
  return {
    requestId: exchange.requestId,
    newId: () => randomId("msg"),
    now: exchange.settings.now,
    keyOwner: job.target.keyOwner,
    onResponse: ({ model }) => {
      job.upstreamModel = model || job.upstreamModel;
    },
    onLoss: (loss) => reportLoss(loss, exchange),
    onMessageEnd: ({ stopReason, usage }) => exchange.log.finished({ stop_reason: stopReason, usage }),
    ...(inputTokens !== undefined && { inputTokens }),
  };
}

async function answerStream(
  completedBlocks: boolean,
  job: Job,
  request: OpenAIRequest,
): Promise<Response | TranspondError> {
  const { settings, log } = job.exchange;
  const { source, signal, abort } = callFor(job, request);
  let failure: TranspondError | undefined;
  let finished = false;
  const options = await translatorOptions(job);
  const stream = await openStream(source, job.context, {
    ...options,
    signal,
    holdMs: settings.holdMs,
    pingMs: settings.pingMs,
    completedBlocks,
    onError: (error) => {
      failure = error;
    },
    onMessageEnd: (end) => {
      finished = true;
      options.onMessageEnd?.(end);
    },
    onEnd: (how, error) => {
      if (how === "failed") reportError(error, job.exchange);
      if (how === "failed" || failure) log.end("failed", failure?.type ?? "api_error");
      else log.end(finished ? "completed" : "cancelled");
      abort();
    },
  });
  if (!stream.begun) {
    abort();
    return stream.error;
  }
  log.head(200);
  return new Response(stream.body, { status: 200, headers: { ...headersOf(job), ...streamHeaders } });
}

async function answerJson(job: Job, request: OpenAIRequest): Promise<Response | TranspondError> {
  const { settings, log } = job.exchange;
  const { source, signal, abort } = callFor(job, request);
  const stop = after(settings.totalTimeoutMs, () => abort(tooLong()));
  const translator = streamTranslator(source, job.context, await translatorOptions(job));
  try {
    const { message } = await Promise.race([translator.result, rejection(signal)]);
    log.head(200);
    log.end("completed");
    const headers = { ...headersOf(job), "content-type": "application/json", "cache-control": "no-cache" };
    return new Response(JSON.stringify(message), { status: 200, headers });
  } catch (error) {
    translator.return().catch(() => {});
    if (error instanceof TranspondError) return error;
    throw error;
  } finally {
    stop();
    abort();
  }
}

const tooLong = () =>
  new TranspondError({
    status: 504,
    type: "timeout_error",
    message: "The upstream timed out",
    headers: { "x-should-retry": "true" },
  });

function headersOf({ exchange, upstreamModel, losses, upstreamHeaders }: Job): Record<string, string> {
  const upstreamId = upstreamHeaders?.get("x-request-id");
  return {
    ...answerHeaders(exchange.requestId, upstreamModel, losses),
    ...(upstreamHeaders && rateLimitHeaders(upstreamHeaders, exchange.settings.now)),
    ...(upstreamId && { "x-transpond-upstream-request-id": upstreamId }),
  };
}

/** Claude Code compacts by the numbers of a context that is too long; where the upstream names none, they are counted here. */
async function answerFailure(
  job: Job,
  error: TranspondError,
  countInput: () => Promise<number | undefined>,
): Promise<Response> {
  const { exchange, target, context } = job;
  const overflowed = error.message.startsWith("prompt is too long");
  const inputTokens = overflowed ? ((await job.inputTokens) ?? (await countInput())) : undefined;
  const response = errorResponse(error, {
    requestId: exchange.requestId,
    context: inputTokens === undefined ? context : { ...context, inputTokens },
    now: exchange.settings.now,
    clientKey: target.keyOwner === "client",
    headers: headersOf(job),
  });
  exchange.log.head(response.status);
  exchange.log.end(response.status === 499 ? "cancelled" : "failed", error.type);
  return response;
}
