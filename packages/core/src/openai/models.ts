import type { Effort, ImageDetail } from "./request.js";

/** What a model takes. A host overrides single ones through `options.capabilities`. */
export type ModelCapabilities = {
  /** Effort values that it accepts, from low to high; empty for models that do not reason. */
  efforts: readonly Effort[];
  /** Whether `temperature` and `top_p` are taken: always, never, or only while the effort is `none`. */
  sampling: "always" | "effort_none" | "never";
  /** Role of instructions. */
  instructionRole: "developer" | "system";
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
