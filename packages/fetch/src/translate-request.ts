import { type MessagesRequest, type RequestOptions, type TranslatedRequest, toOpenAIRequest } from "@transpond/core";
import type { Exchange } from "./exchange.js";
import { reportLoss } from "./report.js";
import type { Target } from "./target.js";
import { tooDeep } from "./too-deep.js";

/** What a request and its count are translated with. */
export function requestOptions(target: Target, { incoming, url, settings }: Exchange): RequestOptions {
  const { model, lossPolicy, hashKey, imageDetail, omittableArguments } = settings.options;
  const { capabilities, families, identity } = target;
  return {
    model,
    lossPolicy,
    hashKey,
    imageDetail,
    omittableArguments,
    capabilities,
    families,
    identity,
    headers: incoming.headers,
    beta: url.searchParams.get("beta") === "true",
  };
}

/** Translates a parsed body for an upstream. @throws TranspondError for what is refused. */
export function translateRequest(body: MessagesRequest, target: Target, exchange: Exchange): TranslatedRequest {
  try {
    const { request, context, losses } = toOpenAIRequest(body, requestOptions(target, exchange));
    for (const loss of losses) reportLoss(loss, exchange);
    return { request, context, losses: [...losses] };
  } catch (error) {
    throw tooDeep(error);
  }
}
