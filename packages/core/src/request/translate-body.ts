import { type MessagesRequest, messagesRequest } from "../anthropic/request.js";
import type { TranslationContext } from "../context.js";
import type { Loss } from "../ledger/loss.js";
import { LossLedger } from "../ledger/loss-ledger.js";
import { capabilitiesOf, familyOf } from "../openai/models.js";
import type { OpenAIRequest } from "../openai/request.js";
import { translateDiagnostics } from "./cache-diagnostics.js";
import { type ContextPlan, planContext } from "./context-management.js";
import { contextOf } from "./context-of.js";
import { Conversation } from "./conversation.js";
import { declareTools } from "./declare-tools.js";
import { applyDispositions } from "./dispositions.js";
import { readHeaders } from "./headers.js";
import { hashIdentity, translateIdentity } from "./identity.js";
import { imageDetailFor, screenTools } from "./image-detail.js";
import { InputItems } from "./input-items.js";
import { translateMaxTokens, translateStopSequences } from "./limits.js";
import { applyLossPolicy } from "./loss-policy.js";
import type { RequestOptions } from "./options.js";
import { OversizedImages } from "./oversized-images.js";
import { fillsCache, PromptCache } from "./prompt-cache.js";
import { checkBudget, translateReasoning } from "./reasoning.js";
import { hostKnowledge, resolveModel } from "./resolve-model.js";
import { translateSampling } from "./sampling.js";
import { translateTier } from "./service-tier.js";
import { translateFormat, wantedSchema } from "./structured-output.js";
import { translateSystem } from "./system-prompt.js";
import { translateToolChoice } from "./tool-choice.js";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";

/** A Messages request, or what counts of it. */
export type TranslatableBody = Omit<MessagesRequest, "max_tokens"> & Partial<Pick<MessagesRequest, "max_tokens">>;

/** What becomes of a Messages request. */
export type TranslatedRequest = {
  /** The body for `POST /v1/responses`. */
  request: OpenAIRequest;
  /** What the way back needs: plain JSON, confidential. */
  context: TranslationContext;
  /** Whatever did not come across whole. */
  losses: Loss[];
};

const knownFields = knownKeysOf(messagesRequest);

/** Translates a body whose outermost shape has been checked: first what holds for all of it, then its input, then the rest. */
export function translateBody(body: TranslatableBody, options: RequestOptions): TranslatedRequest {
  const begun = begin(body, options);
  const { t, headers, model } = begun;
  const limit = translateMaxTokens(body.max_tokens, t.capabilities, t.ledger);
  const stopSequences = translateStopSequences(body.stop_sequences, t.ledger);
  const said = translateInput(body, begun);
  const { reasoning, showThinking } = translateReasoning(
    {
      thinking: body.thinking,
      effort: said.effort?.name ?? body.output_config?.effort ?? null,
      effortPath: said.effort?.path ?? "output_config.effort",
      hostedTools: t.tools.serverTools.length > 0,
    },
    t,
  );
  const diagnostics = translateDiagnostics(body.diagnostics, t.capabilities, t.ledger);
  const cacheOptions = {
    ...t.cache.automatic(body.cache_control, "cache_control"),
    ...(limit.prewarm && { prewarm: true as const }),
    ...(diagnostics.comparisonId !== undefined && { comparison_response_id: diagnostics.comparisonId }),
  };
  if (!body.cache_control && !limit.prewarm) t.cache.noteImplicitWrite(() => fillsCache(body));
  if (t.capabilities.efforts.length > 0) t.tools.include.add("reasoning.encrypted_content");

  const request: OpenAIRequest = {
    model,
    input: said.input.items,
    store: false,
    ...(limit.maxOutputTokens !== undefined && { max_output_tokens: limit.maxOutputTokens }),
    ...(body.stream != null && { stream: body.stream }),
    ...(body.stream === true && { stream_options: { include_obfuscation: false as const } }),
    ...(t.tools.include.size > 0 && { include: [...t.tools.include] }),
    ...(t.tools.sent.tools.length > 0 && { tools: t.tools.sent.tools }),
    ...translateToolChoice(body.tool_choice, body.thinking, t.tools, t.capabilities, t.ledger),
    ...(t.tools.maxToolCalls !== undefined && { max_tool_calls: t.tools.maxToolCalls }),
    ...(reasoning && { reasoning }),
    ...(begun.schema && { text: { format: translateFormat(begun.schema, t.capabilities, t.ledger) } }),
    ...translateSampling(body, headers.version, reasoning?.effort, t.capabilities, t.ledger),
    ...translateTier(body),
    ...translateIdentity(body.metadata?.user_id, headers, model, said.systemTexts, options.hashKey, t.ledger),
    ...(Object.keys(cacheOptions).length > 0 && { prompt_cache_options: cacheOptions }),
    ...(said.plan.compaction && { context_management: said.plan.compaction }),
  };
  applyLossPolicy(t.ledger.losses, options.lossPolicy);

  const context = contextOf(body, t, options, {
    limit,
    model,
    stopSequences,
    showThinking,
    betas: headers.betas,
    input: said.input,
    plan: said.plan,
    diagnostics: diagnostics.state,
  });
  return { request, context, losses: t.ledger.losses };
}

/** What holds for the whole request: model, tools, and what all rooms share. */
function begin(body: TranslatableBody, options: RequestOptions) {
  const ledger = new LossLedger(options.onLoss);
  const headers = readHeaders(options.headers, body.betas ?? [], ledger);
  const model = resolveModel(body.model, options.model);
  const knowledge = hostKnowledge(options);
  const capabilities = capabilitiesOf(model, knowledge);
  noteUnknownFields(body, knownFields, "", ledger);
  applyDispositions(body, ledger);
  checkBudget(body.thinking, body.max_tokens, headers.betas);
  const schema = wantedSchema(body);
  const cache = new PromptCache(capabilities.cacheBreakpoints, ledger);
  const declared = declareTools(body, capabilities, cache, ledger, options.omittableArguments, headers.betas);
  const t: Translation = {
    capabilities,
    family: familyOf(model, knowledge),
    identity: hashIdentity(options.identity, options.hashKey),
    version: headers.version,
    ledger,
    cache,
    tools: declared.box,
    addTool: declared.addTool,
    imageDetail: imageDetailFor(options.imageDetail, capabilities),
    screenTools: screenTools(body.tools),
    droppedThinking: [],
    oversizedImages: new OversizedImages(),
    thinkingDisabled: body.thinking?.type === "disabled",
    format: schema !== null,
  };
  return { t, headers, model, schema, mcp: declared.mcp };
}

type Input = {
  input: InputItems;
  plan: ContextPlan;
  systemTexts: string[];
  /** The last effort that a system message asked for where no item can say so. */
  effort: Conversation["effort"];
};

/** The system prompt, listings of tools that the client gave along, and the conversation. */
function translateInput(body: TranslatableBody, { t, mcp }: ReturnType<typeof begin>): Input {
  const input = new InputItems();
  const system = translateSystem(body.system, t);
  if (system) input.add(system);
  for (const listing of t.tools.pinned.values()) input.add(listing);
  const plan = planContext(body, t.ledger);
  const conversation = new Conversation(t, input, plan);
  conversation.translate(body.messages);
  t.cache.finish();
  t.oversizedImages.finish();
  mcp.requireToolsets();
  const systemTexts = system?.item.type === "message" ? textsOf(system.item.content) : [];
  return { input, plan, systemTexts, effort: conversation.effort };
}

function textsOf(content: string | readonly { type: string; text?: string }[]): string[] {
  return typeof content === "string" ? [content] : content.flatMap(({ text }) => (text === undefined ? [] : [text]));
}
