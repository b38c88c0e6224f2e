import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { OmittableArguments } from "./options.js";
import type { PromptCache } from "./prompt-cache.js";
import type { ToolBox } from "./tool-box.js";

/** What translating a tool definition needs to know of the request. */
export type ToolSetting = {
  readonly box: ToolBox;
  readonly ledger: LossLedger;
  readonly cache: PromptCache;
  readonly capabilities: ModelCapabilities;
  readonly omittable: OmittableArguments | undefined;
  /** Names of tools that wait until the conversation names them. */
  readonly waits: (tool: { name: string; defer_loading?: boolean | null | undefined }) => boolean;
};
