import type { TranslationContext } from "../context.js";
import type { ContextPlan } from "./context-management.js";
import type { InputItems } from "./input-items.js";
import type { OutputLimit } from "./limits.js";
import { listsMcpTools } from "./mcp-betas.js";
import type { RequestOptions } from "./options.js";
import type { TranslatableBody } from "./translate-body.js";
import type { Translation } from "./translation.js";

/** What was decided on the way, besides what the translation itself knows. */
type Decisions = {
  limit: OutputLimit;
  model: string;
  stopSequences: string[];
  showThinking: boolean;
  betas: ReadonlySet<string>;
  input: InputItems;
  plan: ContextPlan;
  diagnostics: TranslationContext["cacheDiagnostics"];
};

/** Gathers what the way back needs. It is plain JSON and holds names, paths and limits, no content. */
export function contextOf(
  body: TranslatableBody,
  t: Translation,
  options: RequestOptions,
  decided: Decisions,
): TranslationContext {
  const countsThinking = [...decided.betas].some((beta) => beta.startsWith("thinking-token-count-"));
  const { mcpServers } = t.tools;
  const { namespaces } = t.tools.toolsets;
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
    maxOutputTokens: decided.limit.maxOutputTokens ?? null,
    contextWindow: t.capabilities.contextWindow,
    speed: body.speed ?? null,
    betas: [
      ...(countsThinking ? ["thinking-token-count" as const] : []),
      ...(listsMcpTools(decided.betas) ? ["mcp-tool-listing" as const] : []),
    ],
    paths: { input: decided.input.paths, tools: t.tools.sent.paths },
    ...((namespaces.length > 0 || t.tools.sent.searches) && { toolsets: namespaces }),
    ...(t.tools.toolsets.functionNames.length > 0 && { toolsetMembers: t.tools.toolsets.functions }),
    ...(Object.keys(mcpServers).length > 0 && { mcpServers }),
    ...(t.tools.isClaimed("parallel") && { parallelTool: true }),
    ...(decided.limit.prewarm && { prewarm: true }),
    ...betaAnswers(body, t, options, decided),
    ...(options.inputTokens !== undefined && { inputTokens: options.inputTokens }),
  };
}

/** What the answer says of single features: each key stands only where the request or a beta asks for it (B.5). */
function betaAnswers(
  body: TranslatableBody,
  t: Translation,
  options: RequestOptions,
  decided: Decisions,
): Partial<TranslationContext> {
  const { betas, plan, input, diagnostics } = decided;
  const has = (name: string) => [...betas].some((beta) => beta.startsWith(`${name}-20`));
  const edited = plan.appliedEdits ? { applied_edits: plan.appliedEdits } : null;
  const isBeta = options.beta === true || betas.size > 0;
  const binding = body.thinking && "block_binding" in body.thinking ? body.thinking.block_binding : null;
  return {
    ...(isBeta && { beta: true }),
    ...((edited || isBeta) && { contextManagement: edited }),
    ...(plan.compaction && { compaction: true }),
    ...(diagnostics && { cacheDiagnostics: diagnostics }),
    ...(has("thinking-binding-controls") && {
      inputTransformations: t.droppedThinking,
      reasoningPaths: reasoningPaths(input),
    }),
    ...(body.fallback_credit_token != null && { fallbackCredit: true }),
    ...(binding?.prefix_mismatch_behavior === "error" && { prefixMismatch: "error" }),
  };
}

function reasoningPaths({ items, paths }: InputItems): Record<string, string> {
  return Object.fromEntries(
    items.flatMap((item, index) => (item.type === "reasoning" ? [[item.id, String(paths[index])]] : [])),
  );
}
