import { TranspondError } from "@transpond/core";
import type { Answer } from "./answer.js";
import { answerJson } from "./answer-json.js";
import { answerStream } from "./answer-stream.js";
import { count } from "./count-tokens.js";
import { errorAnswer } from "./error-answer.js";
import type { Exchange } from "./exchange.js";
import type { Job } from "./job.js";
import { headersOf } from "./job-options.js";
import { readJson } from "./read-body.js";
import { resolveTarget } from "./resolve-target.js";
import { translateRequest } from "./translate-request.js";
import { type Attempt, withAdaptations } from "./with-adaptations.js";

export type MessagesMode = {
  /** Streams whatever the body says. */
  alwaysStream: boolean;
  /** Puts each finished block on its `content_block_stop`. */
  completedBlocks: boolean;
};

/** Answers `POST /v1/messages`: translates, asks the upstream, and streams or accumulates what comes. */
export async function answerMessages(exchange: Exchange, mode: MessagesMode): Promise<Answer> {
  const { incoming, settings, log, principal } = exchange;
  // Who is turned away need not send a body first.
  settings.inProgress.checkRoom();
  const target = await resolveTarget(exchange);
  const { body, text, bytes } = await readJson(incoming, settings.bodyBytes, { idleMs: settings.bodyTimeoutMs });
  // Only now: a client that sends slowly must not hold a place.
  const place = settings.inProgress.enter();
  log.whenEnded(place.leave);
  const stream = mode.alwaysStream || body.stream === true;
  log.received(body, bytes);
  log.streams(stream);
  const { request, context, losses } = translateRequest(body, target, exchange);
  log.translated(body, context, principal);
  log.accepted();
  const countInput = () => count(exchange, target, text, body, "local").catch(() => undefined);
  const job: Job = {
    exchange,
    target,
    place,
    context,
    losses,
    attempts: 0,
    // A matched stop sequence cancels the upstream, whose usage then never arrives. Source: mapping, K20.
    inputTokens: context.stopSequences.length > 0 ? countInput() : undefined,
    upstreamHeaders: null,
    upstreamModel: context.upstreamModel,
  };
  const attempt: Attempt = stream ? (...args) => answerStream(mode.completedBlocks, ...args) : answerJson;
  const result = await withAdaptations(job, request, attempt);
  return result instanceof TranspondError ? answerFailure(job, result, countInput) : result;
}

/** Claude Code compacts by the numbers of a context that is too long; where the upstream names none, they are counted here. */
async function answerFailure(
  job: Job,
  error: TranspondError,
  countInput: () => Promise<number | undefined>,
): Promise<Answer> {
  const { exchange, target, context } = job;
  const overflowed = error.message.startsWith("prompt is too long");
  const inputTokens = overflowed ? ((await job.inputTokens) ?? (await countInput())) : undefined;
  const answer = errorAnswer(error, {
    requestId: exchange.requestId,
    context: inputTokens === undefined ? context : { ...context, inputTokens },
    now: exchange.settings.now,
    clientKey: target.keyOwner === "client",
    headers: headersOf(job),
    onBody: (bytes) => exchange.log.wrote(bytes),
  });
  exchange.log.head(answer.status);
  exchange.log.end(answer.status === 499 ? "cancelled" : "failed", error.type);
  return answer;
}
