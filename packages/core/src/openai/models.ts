import { remembered } from "../remembered.js";
import { bareModelId, withoutSnapshot } from "./models-id.js";
import { type ModelRow, modelRows, unknownModel } from "./models-table.js";
import type { Effort, ImageDetail } from "./request.js";

export { isOpenAIModelId } from "./models-id.js";

/** What a model takes. A host overrides single ones through `options.capabilities`. */
export type ModelCapabilities = {
  /** Effort values that it accepts, from low to high; empty for models that do not reason. */
  efforts: readonly Effort[];
  /** The effort that holds when none is sent; null where it is not published. */
  defaultEffort: Effort | null;
  /** `reasoning.summary: "concise"`. */
  conciseSummary: boolean;
  /** Whether `temperature` and `top_p` are taken: always, never, or only while the effort is `none`. */
  sampling: "always" | "effort_none" | "never";
  /** Role of instructions. */
  instructionRole: "developer" | "system";
  /** Whether several tool calls in one answer may be asked for. */
  parallelToolCalls: boolean;
  /** `text.format` with a JSON Schema. */
  structuredOutputs: boolean;
  /** `prompt_cache_options` and `prompt_cache_breakpoint`. */
  cacheBreakpoints: boolean;
  /** `prompt_cache_options.prewarm`. */
  prewarm: boolean;
  /** `prompt_cache_options.comparison_response_id`. */
  comparisonIds: boolean;
  /** `phase` on assistant messages. */
  phase: boolean;
  /** `tool_search` and `defer_loading`. */
  toolSearch: boolean;
  /** `namespace` tools. */
  namespaces: boolean;
  /** `additional_tools` items. */
  additionalTools: boolean;
  /** `configuration_update` items. */
  configurationUpdate: boolean;
  /** `detail` of images where the client says nothing. */
  imageDetail: ImageDetail;
  /** Every `detail` that it takes; empty for models that take no images. */
  imageDetails: readonly ImageDetail[];
  /** Tokens; null where it is not known. */
  contextWindow: number | null;
  maxOutputTokens: number | null;
};

/** What a host knows better about a model. What is `undefined` leaves the table's value. */
export type ModelKnowledge = {
  [Name in keyof ModelCapabilities]?: ModelCapabilities[Name] | undefined;
} & {
  /**
   * The model that answers under a name of the host's own, such as an Azure deployment: its capabilities hold, and
   * its reasoning state belongs to it.
   */
  family?: string | undefined;
};

/** Knowledge about all models, or by model id. */
export type CapabilityOverride = ModelKnowledge | ((modelId: string) => ModelKnowledge | undefined);

/**
 * The family of a model: its id in lower case without the name of a snapshot, or what the host says. Encrypted
 * reasoning is bound to it (K5). The prefix of a router stays: `openai/gpt-5.4` and `azure/gpt-5.4` behind one address
 * are two upstreams, which cannot read each other's reasoning. So does all of a fine-tuned model's name.
 *
 * @example
 * ```ts
 * familyOf("gpt-5.4-2026-03-05"); // "gpt-5.4"
 * familyOf("our-deployment", { family: "gpt-5.4" }); // "gpt-5.4"
 * ```
 */
export function familyOf(modelId: string, override?: CapabilityOverride): string {
  return familyOfId(knowledgeOf(modelId, override).family ?? modelId);
}

/**
 * What a model takes, by its family; ids that are not known get what nearly every server takes.
 *
 * @example
 * ```ts
 * capabilitiesOf("gpt-5.6-sol").cacheBreakpoints; // true
 * capabilitiesOf("our-deployment", { family: "gpt-5.4", contextWindow: 200_000 }).phase; // true
 * ```
 */
export function capabilitiesOf(modelId: string, override?: CapabilityOverride): ModelCapabilities {
  const { family = modelId, ...known } = knowledgeOf(modelId, override);
  const capabilities = modelRowOf(family)?.capabilities ?? unknownModel;
  const said = Object.entries(known).filter(([, value]) => value !== undefined);
  return { ...capabilities, ...Object.fromEntries(said) };
}

/** The row that decides about an id; undefined for a model that the table does not know. */
export const modelRowOf: (modelId: string) => ModelRow | undefined = remembered((modelId) => {
  const id = bareModelId(modelId);
  const undated = withoutSnapshot(id);
  // Some snapshots differ from their family.
  return modelRows.find(({ pattern }) => pattern.test(id) || pattern.test(undated));
});

const familyOfId = remembered((modelId) => withoutSnapshot(modelId.toLowerCase()));

function knowledgeOf(modelId: string, override: CapabilityOverride | undefined): ModelKnowledge {
  return (typeof override === "function" ? override(modelId) : override) ?? {};
}
