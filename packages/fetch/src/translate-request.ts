import {
  type Loss,
  type MessagesRequest,
  type RequestOptions,
  type TranslatedRequest,
  toOpenAIRequest,
} from "@transpond/core";
import type { Exchange } from "./exchange.js";
import { checkUpstream, type Target, targetOf } from "./target.js";
import { tooDeep } from "./upstream.js";

/** Finds the upstream for a request, and the key that is sent to it. */
export async function resolveTarget({ request, principal, settings }: Exchange): Promise<Target> {
  const { upstream, authenticate } = settings.options;
  const resolved = typeof upstream === "function" ? await upstream(request, principal) : upstream;
  if (resolved !== upstream) checkUpstream(resolved);
  return targetOf(resolved, request.headers, authenticate);
}

/** What a request and its count are translated with. */
export function requestOptions(target: Target, { request, settings }: Exchange): RequestOptions {
  const { model, lossPolicy, hashKey, imageDetail, omittableArguments } = settings.options;
  const { capabilities, identity } = target;
  return {
    model,
    lossPolicy,
    hashKey,
    imageDetail,
    omittableArguments,
    capabilities,
    identity,
    headers: request.headers,
  };
}

/** Translates a parsed body for an upstream. @throws TranspondError for what is refused. */
export function translateRequest(body: MessagesRequest, target: Target, exchange: Exchange): TranslatedRequest {
  try {
    const { request, context, losses } = toOpenAIRequest(body, requestOptions(target, exchange));
    exchange.log.set({ model: context.model, upstreamModel: context.upstreamModel });
    for (const loss of losses) reportLoss(loss, exchange);
    return { request, context, losses: [...losses] };
  } catch (error) {
    throw tooDeep(error);
  }
}

/** Notes a loss and tells the host; what the host's function throws does not fail the request. */
export function reportLoss(loss: Loss, { settings, log, requestId }: Exchange): void {
  log.lost(loss);
  try {
    settings.options.onLoss?.(loss, requestId);
  } catch {
    // An observer has no say.
  }
}
