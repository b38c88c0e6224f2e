import type { ContentBlock, OpenAIRequest, TranslatorOptions } from "@transpond/core";
import { answerHeaders, upstreamHeaders } from "./answer-headers.js";
import { measureDrift } from "./count-drift.js";
import type { Job } from "./job.js";
import { randomId } from "./random-id.js";
import { reportLoss } from "./report.js";

/** What the way back needs of a job, and tells it. */
export function translatorOptions(
  job: Job,
  request: OpenAIRequest,
  inputTokens: number | undefined,
): TranslatorOptions {
  const { exchange } = job;
  const { log } = exchange;
  let isBilled = true;
  return {
    requestId: exchange.requestId,
    newId: () => randomId("msg"),
    now: exchange.settings.now,
    keyOwner: job.target.keyOwner,
    onResponse: ({ model }) => {
      job.upstreamModel = model || job.upstreamModel;
      log.served(model);
    },
    onContentBegin: () => log.contentBegan(),
    onContentBlock: log.wantsContent ? (block: ContentBlock) => log.block(block) : undefined,
    onLoss: (loss) => {
      isBilled &&= loss.code !== "usage_estimated";
      reportLoss(loss, exchange);
    },
    onMessageEnd: ({ stopReason, usage }) => {
      log.finished({ stop_reason: stopReason, usage });
      if (isBilled) measureDrift(job, request, usage);
    },
    inputTokens,
  };
}

/** The headers of a job's answer, once the upstream has begun to answer. */
export function headersOf({ exchange, upstreamModel, losses, upstreamHeaders: received }: Job): Record<string, string> {
  const headers = answerHeaders(exchange.requestId, upstreamModel, losses);
  return received ? Object.assign(headers, upstreamHeaders(received, exchange.settings.now)) : headers;
}
