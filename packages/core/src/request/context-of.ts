import type { CountTokensRequest } from "../anthropic/request.js";
import type { TranslationContext } from "../context.js";
import type { ItemPath } from "./input-items.js";
import type { OutputLimit } from "./limits.js";
import type { RequestOptions } from "./options.js";
import type { Translation } from "./translation.js";

/** What was decided on the way, besides what the translation itself knows. */
type Decisions = OutputLimit & {
  model: string;
  stopSequences: string[];
  showThinking: boolean;
  betas: ReadonlySet<string>;
  inputPaths: ItemPath[];
};

/** Gathers what the way back needs. It is plain JSON and holds names, paths and limits, no content. */
export function contextOf(
  body: CountTokensRequest,
  t: Translation,
  options: RequestOptions,
  decided: Decisions,
): TranslationContext {
  const countsThinking = [...decided.betas].some((beta) => beta.startsWith("thinking-token-count-"));
  return {
    v: 1,
    model: body.model,
    upstreamModel: decided.model,
    family: t.family,
    identity: t.identity,
    toolNames: t.tools.toolNames,
    omittableArguments: t.tools.omittableArguments,
    stopSequences: decided.stopSequences,
    format: t.format,
    showThinking: decided.showThinking,
    serverTools: [...t.tools.serverTools],
    maxOutputTokens: decided.maxOutputTokens ?? null,
    contextWindow: t.capabilities.contextWindow,
    speed: body.speed ?? null,
    betas: countsThinking ? ["thinking-token-count"] : [],
    paths: { input: decided.inputPaths, tools: t.tools.paths },
    ...(decided.prewarm && { prewarm: true }),
    ...(options.inputTokens !== undefined && { inputTokens: options.inputTokens }),
  };
}
