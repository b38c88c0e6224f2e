import { type CountTokensRequest, type MessagesRequest, messagesRequest } from "../anthropic/request.js";
import type { TranslationContext } from "../context.js";
import type { Loss } from "../ledger/loss.js";
import { LossLedger } from "../ledger/loss-ledger.js";
import { capabilitiesOf, familyOf } from "../openai/models.js";
import type { OpenAIRequest } from "../openai/request.js";
import { assertCountTokensRequest, assertMessagesRequest } from "./assert-request.js";
import { contextOf } from "./context-of.js";
import { Conversation } from "./conversation.js";
import { declareTools } from "./declare-tools.js";
import { applyDispositions } from "./dispositions.js";
import { readHeaders } from "./headers.js";
import { hashIdentity, translateIdentity } from "./identity.js";
import { InputItems } from "./input-items.js";
import { translateMaxTokens, translateStopSequences } from "./limits.js";
import { applyLossPolicy } from "./loss-policy.js";
import type { RequestOptions } from "./options.js";
import { PromptCache } from "./prompt-cache.js";
import { checkBudget, translateReasoning } from "./reasoning.js";
import { resolveModel } from "./resolve-model.js";
import { translateSampling } from "./sampling.js";
import { translateTier } from "./service-tier.js";
import { translateFormat, wantedSchema } from "./structured-output.js";
import { translateSystem } from "./system-prompt.js";
import { firstKeptMessage, thinkingTurnsToKeep } from "./thinking-turns.js";
import { translateToolChoice } from "./tool-choice.js";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";

export { assertCountTokensRequest, assertMessagesRequest };

export type TranslatedRequest = {
  /** The body for `POST /v1/responses`. */
  request: OpenAIRequest;
  /** What the way back needs: plain JSON, confidential. */
  context: TranslationContext;
  /** Whatever did not come across whole. */
  losses: Loss[];
};

/**
 * Translates an Anthropic Messages request into an OpenAI Responses request.
 *
 * The input is never changed; parts of it (tool schemas) are shared with the result. The same input gives the same
 * output, and a conversation with turns appended gives the old input items followed by new ones. Token limits are
 * tokens. Source of the rules: docs/mapping.md, section A.
 *
 * @param request the body of `POST /v1/messages`, stable or beta
 * @param options model, headers, loss policy, hashing
 * @returns the upstream request, the context for the answer, and the losses
 * @throws TranspondError 400 for what Anthropic would refuse or what cannot be carried over, 404 for an unknown model
 *
 * @example
 * ```ts
 * const { request, context, losses } = toOpenAIRequest(
 *   { model: "claude-sonnet-5", max_tokens: 1024, messages: [{ role: "user", content: "Hello" }] },
 *   { model: "gpt-5.6-sol" },
 * );
 * const response = await openai.responses.create(request);
 * ```
 */
export function toOpenAIRequest(request: MessagesRequest, options: RequestOptions = {}): TranslatedRequest {
  assertMessagesRequest(request);
  return translate(request, options);
}

/**
 * The same for a body that is only to be counted: it needs no `max_tokens`.
 *
 * @throws TranspondError as `toOpenAIRequest` does
 *
 * @example
 * ```ts
 * toCountableRequest({ model: "gpt-5.6-sol", messages: [{ role: "user", content: "Hello" }] }).request.input;
 * ```
 */
export function toCountableRequest(request: CountTokensRequest, options: RequestOptions = {}): TranslatedRequest {
  assertCountTokensRequest(request);
  return translate(request, options);
}

const knownFields = knownKeysOf(messagesRequest);

function translate(body: CountTokensRequest, options: RequestOptions): TranslatedRequest {
  const ledger = new LossLedger(options.onLoss);
  const headers = readHeaders(options.headers, body.betas ?? []);
  const model = resolveModel(body.model, options.model);
  const capabilities = capabilitiesOf(model, options.capabilities);
  noteUnknownFields(body, knownFields, "", ledger);
  applyDispositions(body, ledger);
  checkBudget(body.thinking, body.max_tokens, headers.betas);

  const { maxOutputTokens, prewarm } = translateMaxTokens(body.max_tokens, capabilities, ledger);
  const stopSequences = translateStopSequences(body.stop_sequences, ledger);
  const schema = wantedSchema(body);
  const cache = new PromptCache(capabilities.cacheBreakpoints, ledger);
  const { box, addTool } = declareTools(body, capabilities, cache, ledger, options.omittableArguments);
  const t: Translation = {
    capabilities,
    family: familyOf(model),
    identity: hashIdentity(options.identity, options.hashKey),
    version: headers.version,
    ledger,
    cache,
    tools: box,
    addTool,
    imageDetail: options.imageDetail ?? capabilities.imageDetail,
    format: schema !== null,
  };

  const input = new InputItems();
  const system = translateSystem(body.system, t);
  if (system) input.add(system);
  const conversation = new Conversation(t, input);
  conversation.translate(body.messages, firstKeptMessage(body.messages, thinkingTurnsToKeep(body, ledger)));
  cache.finish();

  const asked = body.output_config?.effort ?? null;
  const { reasoning, showThinking } = translateReasoning(
    { thinking: body.thinking, effort: conversation.effort ?? asked, effortPath: "output_config.effort" },
    t,
  );
  const cacheOptions = {
    ...cache.automatic(body.cache_control, "cache_control"),
    ...(prewarm && { prewarm: true as const }),
  };
  if (capabilities.efforts.length > 0) box.include.add("reasoning.encrypted_content");
  const systemTexts = system?.item.type === "message" ? textsOf(system.item.content) : [];

  const request: OpenAIRequest = {
    model,
    input: input.items,
    store: false,
    ...(maxOutputTokens !== undefined && { max_output_tokens: maxOutputTokens }),
    ...(body.stream != null && { stream: body.stream }),
    ...(body.stream === true && { stream_options: { include_obfuscation: false as const } }),
    ...(box.include.size > 0 && { include: [...box.include] }),
    ...(box.tools.length > 0 && { tools: box.tools }),
    ...translateToolChoice(body.tool_choice, body.thinking, box, capabilities, ledger),
    ...(box.maxToolCalls !== undefined && { max_tool_calls: box.maxToolCalls }),
    ...(reasoning && { reasoning }),
    ...(schema && { text: { format: translateFormat(schema, ledger) } }),
    ...translateSampling(body, headers.version, reasoning?.effort, capabilities, ledger),
    ...translateTier(body),
    ...translateIdentity(body.metadata?.user_id, headers, model, systemTexts, options.hashKey, ledger),
    ...(Object.keys(cacheOptions).length > 0 && { prompt_cache_options: cacheOptions }),
  };
  applyLossPolicy(ledger.losses, options.lossPolicy);

  const context = contextOf(body, t, options, {
    model,
    stopSequences,
    showThinking,
    maxOutputTokens,
    prewarm,
    betas: headers.betas,
    inputPaths: input.paths,
  });
  return { request, context, losses: ledger.losses };
}

function textsOf(content: string | readonly { type: string; text?: string }[]): string[] {
  return typeof content === "string" ? [content] : content.flatMap(({ text }) => (text === undefined ? [] : [text]));
}
