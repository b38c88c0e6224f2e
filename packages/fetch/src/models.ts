import { capabilitiesOf, type ModelCapabilities } from "@transpond/core";
import type { HandlerOptions } from "./options.js";

type ModelSettings = Pick<HandlerOptions, "models" | "model"> & Partial<Pick<HandlerOptions, "upstream">>;

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
export function listedModels({ models, model, upstream }: ModelSettings): ModelInfo[] {
  const capabilities = typeof upstream === "function" ? undefined : upstream?.capabilities;
  const listed = (entry: ModelEntry, upstreamModel: string | undefined) =>
    modelInfo(entry, upstreamModel === undefined ? undefined : capabilitiesOf(upstreamModel, capabilities));
  const entry = (given: string | ModelEntry) => (typeof given === "string" ? { id: given } : given);
  if (typeof model === "string") {
    const all = models ?? [{ id: `claude-${model}`, displayName: model }];
    return all.map((given) => listed(entry(given), model));
  }
  if (typeof model === "function") return (models ?? []).map((given) => listed(entry(given), undefined));
  const names = models ?? Object.keys(model).filter((id) => !id.includes("*"));
  return names.map(entry).map((given) => listed(given, Object.hasOwn(model, given.id) ? model[given.id] : undefined));
}

/** The limits are the upstream model's, where its id and they are known: what clients assume of Claude does not hold. */
function modelInfo(entry: ModelEntry, upstream: ModelCapabilities | undefined): ModelInfo {
  const { id, displayName, maxInputTokens, maxTokens } = entry;
  return {
    type: "model",
    id,
    display_name: displayName ?? id,
    // Anthropic's own value for a release date that is not known.
    created_at: "1970-01-01T00:00:00Z",
    lifecycle: "active",
    line: null,
    max_input_tokens: maxInputTokens ?? upstream?.contextWindow ?? null,
    max_tokens: maxTokens ?? upstream?.maxOutputTokens ?? null,
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
