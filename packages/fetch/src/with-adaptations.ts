import { type Loss, type OpenAIRequest, TranspondError } from "@transpond/core";
import { adaptationFor } from "./adapt.js";
import type { Answer } from "./answer.js";
import { answererOf } from "./answerer.js";
import type { Job } from "./job.js";
import { reportLoss } from "./report.js";

/** One attempt: an answer for the client, or what failed before the client had seen anything. */
export type Attempt = (job: Job, request: OpenAIRequest) => Promise<Answer | TranspondError>;

/** Sends the request, and again where a known adaptation answers the refusal; each adaptation is tried once. */
export async function withAdaptations(
  job: Job,
  request: OpenAIRequest,
  attempt: Attempt,
): Promise<Answer | TranspondError> {
  const { adaptations } = job.exchange.settings;
  const { upstreamModel } = job.context;
  // A digest is dear beside the rest of a small request.
  const keyOf = async () => `${await answererOf(job.target)} ${upstreamModel}`;
  let current = request;
  for (const known of adaptations.isEmpty ? [] : adaptations.recall(await keyOf())) {
    const adapted = known.apply(current);
    if (adapted) lose(job, known.loss);
    current = adapted ?? current;
  }
  const tried = new Set<string>();
  for (;;) {
    const result = await attempt(job, current);
    if (!(result instanceof TranspondError)) return result;
    const adaptation = adaptationFor(result, job.context);
    const adapted = adaptation === null || tried.has(adaptation.name) ? null : adaptation.apply(current);
    if (adaptation === null || adapted === null) return result;
    tried.add(adaptation.name);
    if (adaptation.lasting) adaptations.remember(await keyOf(), adaptation);
    lose(job, adaptation.loss);
    job.context = adaptation.noteIn?.(job.context, current) ?? job.context;
    current = adapted;
  }
}

function lose(job: Job, loss: Loss): void {
  job.losses.push(loss);
  reportLoss(loss, job.exchange);
}
