import type { HandlerOptions } from "./options.js";

/** What a host may say about a model that it lists. */
export type ModelEntry = {
  id: string;
  displayName?: string | undefined;
  /** Tokens. */
  maxInputTokens?: number | undefined;
  maxTokens?: number | undefined;
};

/** A model as Anthropic's models endpoint describes it. Source: `@anthropic-ai/sdk` `ModelInfo`. */
type ModelInfo = {
  type: "model";
  id: string;
  display_name: string;
  created_at: string;
  lifecycle: "active";
  line: null;
  max_input_tokens: number | null;
  max_tokens: number | null;
  capabilities: null;
  deprecated_at: null;
  retires_at: null;
};

/**
 * The names that clients may send. Claude Code keeps only ids that contain `claude` or `anthropic`, so a single upstream
 * model is listed as `claude-<id>`, which resolves to it like any other name. Globs and functions name no ids.
 */
export function listedModels({ models, model }: Pick<HandlerOptions, "models" | "model">): ModelInfo[] {
  if (models) return models.map((entry) => modelInfo(typeof entry === "string" ? { id: entry } : entry));
  if (typeof model === "string") return [modelInfo({ id: `claude-${model}`, displayName: model })];
  if (typeof model === "function") return [];
  return Object.keys(model)
    .filter((id) => !id.includes("*"))
    .map((id) => modelInfo({ id }));
}

function modelInfo({ id, displayName, maxInputTokens, maxTokens }: ModelEntry): ModelInfo {
  return {
    type: "model",
    id,
    display_name: displayName ?? id,
    // Anthropic's own value for a release date that is not known.
    created_at: "1970-01-01T00:00:00Z",
    lifecycle: "active",
    line: null,
    max_input_tokens: maxInputTokens ?? null,
    max_tokens: maxTokens ?? null,
    capabilities: null,
    deprecated_at: null,
    retires_at: null,
  };
}

/** One page of the list, as `limit`, `after_id` and `before_id` ask for it. */
export function modelsPage(models: ModelInfo[], query: URLSearchParams) {
  const position = (name: string) => models.findIndex(({ id }) => id === query.get(name));
  const before = position("before_id");
  const after = position("after_id") + 1;
  const limit = Math.min(1000, Math.max(1, Math.trunc(Number(query.get("limit"))) || 20));
  const range = before === -1 ? models.slice(after) : models.slice(0, before);
  const data = before === -1 ? range.slice(0, limit) : range.slice(-limit);
  return {
    data,
    has_more: data.length < range.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
