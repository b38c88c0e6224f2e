import type { AbortSignalLike, OpenAIRequest } from "@transpond/core";
import type { Job } from "./job.js";
import { LocalAbort } from "./local-abort.js";
import { reportError } from "./report.js";
import { callUpstream, type UpstreamSource } from "./upstream.js";
import { UpstreamAnswer } from "./upstream-answer.js";

export type UpstreamCall = {
  source: Promise<UpstreamSource>;
  signal: AbortSignalLike;
  abort: (reason?: unknown) => void;
  /** The answer is complete: what is left of it ends by itself, whether the client is still there or not. */
  letGo: () => void;
};

/** Starts one request to the upstream; it ends with the client's, or by `abort`. */
export function callFor(job: Job, request: OpenAIRequest): UpstreamCall {
  const signal = new LocalAbort();
  const abort = (reason?: unknown) => signal.abort(reason);
  const clientSignal = job.exchange.incoming.signal;
  if (clientSignal.aborted) abort(clientSignal.reason);
  const leave = () => abort(clientSignal.reason);
  clientSignal.addEventListener("abort", leave, { once: true });
  job.place.onStop(abort);
  const letGo = () => clientSignal.removeEventListener("abort", leave);
  const source = send(job, request, signal);
  // Whoever reads the source learns of its failure; until then it must not count as unhandled.
  source.catch((error: unknown) => {
    if (!signal.aborted && !(error instanceof UpstreamAnswer)) reportError(error, job.exchange);
  });
  return { source, signal, abort, letGo };
}

async function send(job: Job, request: OpenAIRequest, signal: AbortSignalLike): Promise<UpstreamSource> {
  const { settings, log, incoming, correlationHeaders } = job.exchange;
  const streamed = { stream: true, stream_options: { include_obfuscation: false } };
  const body: OpenAIRequest = Object.assign({}, request, streamed);
  job.attempts += 1;
  // The client's key stands for one body; a changed one is sent without it.
  const idempotencyKey = job.attempts === 1 ? incoming.headers.get("idempotency-key") : null;
  const { onUpstreamRequest } = settings.options;
  if (onUpstreamRequest) await onUpstreamRequest(body, job.context);
  log.upstreamCalled();
  return callUpstream(job.target, body, {
    signal,
    headers: idempotencyKey ? { "idempotency-key": idempotencyKey, ...correlationHeaders } : correlationHeaders,
    headTimeoutMs: settings.headTimeoutMs,
    idleTimeoutMs: settings.idleTimeoutMs,
    maxBytes: settings.upstreamBytes,
    onHead: (response) => {
      job.upstreamHeaders = response.headers;
      log.upstreamAnswered(response);
    },
  });
}
