import { asArray, asObject, type JsonObject } from "../json.js";
import { type ModelFacts, modelFacts } from "../models.js";
import { OpenAIRefusal } from "../openai-refusal.js";
import type { Memory } from "../server/memory.js";
import { missingParameter } from "./refusals.js";
import {
  cachingFits,
  hostedToolsFit,
  logprobsFit,
  phasesFit,
  reasoningFits,
  samplingFits,
  toolSearchFits,
  verbosityFits,
} from "./rules/capabilities.js";
import { itemIdsAreValid } from "./rules/item-ids.js";
import { serversAreDistinct } from "./rules/mcp-servers.js";
import { mediaIsReadable } from "./rules/media.js";
import { callsArePaired } from "./rules/pairing.js";
import { reasoningIsComplete, reasoningIsFollowed, reasoningIsGenuine } from "./rules/reasoning-items.js";
import type { Rule } from "./rules/rule.js";
import { inputFitsWindow } from "./rules/size.js";
import { inputIsNotEmpty, stateIsKnown } from "./rules/state.js";
import { callsNameTheirNamespace, searchesArePaired, searchHasTools } from "./rules/tool-search.js";
import { formatSchemaFits, functionSchemasFit, toolChoiceIsDeclared, toolNamesAreUnique } from "./rules/tools.js";
import { checkBody } from "./shapes/body.js";

/** All rules beyond the form of the body, in the order in which they are reported. */
const rules: readonly Rule[] = [
  stateIsKnown,
  inputIsNotEmpty,
  samplingFits,
  logprobsFit,
  reasoningFits,
  verbosityFits,
  cachingFits,
  phasesFit,
  toolSearchFits,
  searchHasTools,
  hostedToolsFit,
  toolNamesAreUnique,
  serversAreDistinct,
  functionSchemasFit,
  toolChoiceIsDeclared,
  formatSchemaFits,
  mediaIsReadable,
  itemIdsAreValid,
  callsArePaired,
  searchesArePaired,
  callsNameTheirNamespace,
  reasoningIsGenuine,
  reasoningIsFollowed,
  reasoningIsComplete,
  inputFitsWindow,
];

/** What a check needs to know beside the body. */
export interface CheckScope {
  readonly endpoint: "responses" | "input_tokens";
  readonly secret: string;
  readonly organization: string;
  readonly memory: Memory;
  readonly inputTokens: number;
  /** Replaces the model's own window. */
  readonly contextWindow?: number | undefined;
  /** Rules to leave out, for bodies that were written for another server. */
  readonly without?: readonly Rule[];
}

/** Facts of the model that a body names. @throws OpenAIRefusal `model_not_found`, status 400 on this endpoint */
export const requireModel = (body: JsonObject): ModelFacts => {
  if (body.model === undefined) throw missingParameter("model");
  const facts = typeof body.model === "string" ? modelFacts(body.model) : undefined;
  if (facts) return facts;
  throw new OpenAIRefusal(`The requested model '${body.model}' does not exist.`, {
    code: "model_not_found",
    param: "model",
  });
};

/**
 * Judges a request as OpenAI does.
 * @returns the facts of its model
 * @throws OpenAIRefusal with OpenAI's status, type, code, param and wording
 */
export const checkRequest = (body: JsonObject, scope: CheckScope): ModelFacts => {
  checkBody(body, scope.endpoint);
  const model = requireModel(body);
  const request = {
    body,
    items: asArray(body.input).map(asObject),
    tools: asArray(body.tools).map(asObject),
    model,
    modelId: String(body.model),
    memory: scope.memory,
    inputTokens: scope.inputTokens,
    contextWindow: scope.contextWindow ?? model.contextWindow,
    secret: scope.secret,
    organization: scope.organization,
  };
  for (const rule of rules) if (!scope.without?.includes(rule)) rule(request);
  return model;
};
