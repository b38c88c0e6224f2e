import { modelRows, unknownModel } from "./models-table.js";
import type { Effort, ImageDetail } from "./request.js";

/** What a model takes. A host overrides single ones through `options.capabilities`. */
export type ModelCapabilities = {
  /** Effort values that it accepts, from low to high; empty for models that do not reason. */
  efforts: readonly Effort[];
  /** The effort that holds when none is sent; null where it is not known. */
  defaultEffort: Effort | null;
  /** `reasoning.summary: "concise"`. */
  conciseSummary: boolean;
  /** Whether `temperature` and `top_p` are taken: always, never, or only while the effort is `none`. */
  sampling: "always" | "effort_none" | "never";
  /** Role of instructions. */
  instructionRole: "developer" | "system";
  /** Whether several tool calls in one answer may be asked for. */
  parallelToolCalls: boolean;
  /** `prompt_cache_options` and `prompt_cache_breakpoint`. */
  cacheBreakpoints: boolean;
  /** `phase` on assistant messages. */
  phase: boolean;
  /** `tool_search`, `namespace`, `additional_tools`, `defer_loading`. */
  toolSearch: boolean;
  /** `configuration_update` items. */
  configurationUpdate: boolean;
  /** `detail` of images where the client says nothing. */
  imageDetail: ImageDetail;
  /** Tokens; null where it is not known. */
  contextWindow: number | null;
  maxOutputTokens: number | null;
};

/** Single capabilities that a host knows better, for all models or by model id. */
export type CapabilityOverride =
  | Partial<ModelCapabilities>
  | ((modelId: string) => Partial<ModelCapabilities> | undefined);

/**
 * The family of a model: its id without a date suffix. Encrypted reasoning is bound to it.
 *
 * @example
 * ```ts
 * familyOf("gpt-5.4-2026-03-05"); // "gpt-5.4"
 * ```
 */
export function familyOf(modelId: string): string {
  return modelId.replace(/-\d{4}-\d{2}-\d{2}$/, "");
}

/**
 * What a model takes, by its family; ids that are not known get what nearly every server takes.
 *
 * @example
 * ```ts
 * capabilitiesOf("gpt-5.6-sol").cacheBreakpoints; // true
 * ```
 */
export function capabilitiesOf(modelId: string, override?: CapabilityOverride): ModelCapabilities {
  // A fine-tuned model is named `ft:base:organisation::id`.
  const family = familyOf(modelId.startsWith("ft:") ? (modelId.split(":")[1] ?? "") : modelId);
  const known = modelRows.find((row) => row.pattern.test(family))?.capabilities ?? unknownModel;
  return { ...known, ...(typeof override === "function" ? override(modelId) : override) };
}

/**
 * Whether an id looks like one of OpenAI's own, so that it needs no entry in a model table.
 *
 * @example
 * ```ts
 * isOpenAIModelId("gpt-5.6-sol"); // true
 * ```
 */
export function isOpenAIModelId(modelId: string): boolean {
  return /^(gpt-|chatgpt-|o\d(-|$)|codex-|ft:gpt-|ft:o\d|computer-use-)/.test(modelId);
}
