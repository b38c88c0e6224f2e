import type { Message, OpenAIRequest } from "@transpond/core";
import type { Job } from "./job.js";
import { reportError } from "./report.js";
import { tell } from "./tell.js";
import { yieldToOthers } from "./yield-to-others.js";

/** How far a local count is from what the upstream billed for the same request; all in tokens. */
export type CountDrift = {
  /** As the upstream names it. */
  model: string;
  counted: number;
  /** What was read from and written to the cache included. */
  billed: number;
  /** `counted` less `billed`. */
  difference: number;
  /** Whether the local count claims to be exact: then a difference means that the upstream counts in a new way. */
  exact: boolean;
};

/** How often local counts are compared with bills, and who is told. */
export type CountDriftOptions = {
  /** Share of the answers that are compared, from 0 to 1; each costs the time of a count. */
  share: number;
  /** Called with each comparison, and the request's id. */
  onDrift?: ((drift: CountDrift, requestId: string) => void) | undefined;
};

type Usage = Message["usage"];

/** Compares once the answer has ended, for the share that the host wants; the log entry waits for it. */
export function measureDrift(job: Job, request: OpenAIRequest, usage: Usage): void {
  const { settings, log } = job.exchange;
  if (!settings.driftSampler.takes()) return;
  log.hold(
    compare(job, request, usage).then(
      (drift) => {
        tell(settings.options.countDrift?.onDrift, drift, job.exchange.requestId);
        return { countDrift: drift.difference };
      },
      (error: unknown) => {
        reportError(error, job.exchange);
        return {};
      },
    ),
  );
}

async function compare({ upstreamModel: model }: Job, request: OpenAIRequest, usage: Usage): Promise<CountDrift> {
  // The token ranks weigh megabytes, so they are loaded with the first count.
  const { countInputTokens } = await import("@transpond/core/tokens");
  const { input_tokens: counted, exact } = await countInputTokens(request, { detail: true, yieldToOthers });
  const billed = usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens;
  return { model, counted, billed, difference: counted - billed, exact };
}
