import type { OpenAIRequest } from "@transpond/core";
import type { Job } from "./job.js";
import { callUpstream, type UpstreamSource } from "./upstream.js";

/** Starts one request to the upstream; it ends with the client's, or by `abort`. */
export function callFor(
  job: Job,
  request: OpenAIRequest,
): { source: Promise<UpstreamSource>; signal: AbortSignal; abort: (reason?: unknown) => void } {
  const { exchange, target, context } = job;
  const { settings, log } = exchange;
  const controller = new AbortController();
  const abort = (reason?: unknown) => controller.abort(reason);
  const clientSignal = exchange.request.signal;
  if (clientSignal.aborted) abort(clientSignal.reason);
  clientSignal.addEventListener("abort", () => abort(clientSignal.reason), { once: true, signal: controller.signal });
  const call = async (): Promise<UpstreamSource> => {
    const body: OpenAIRequest = { ...request, stream: true, stream_options: { include_obfuscation: false } };
    await settings.options.onUpstreamRequest?.(body, context);
    log.upstreamCalled();
    return callUpstream(target, body, {
      signal: controller.signal,
      headTimeoutMs: settings.headTimeoutMs,
      idleTimeoutMs: settings.idleTimeoutMs,
      maxBytes: settings.upstreamBytes,
      onHead: (headers) => {
        job.upstreamHeaders = headers;
        log.set({ upstreamRequestId: headers.get("x-request-id") });
      },
    });
  };
  const source = call();
  // Whoever reads the source learns of its failure; until then it must not count as unhandled.
  source.catch(() => {});
  return { source, signal: controller.signal, abort };
}
