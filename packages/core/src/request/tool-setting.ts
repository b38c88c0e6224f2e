import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { McpServers } from "./mcp-servers.js";
import type { OmittableArguments } from "./options.js";
import type { PromptCache } from "./prompt-cache.js";
import type { ToolBox } from "./tool-box.js";

/**
 * When the model gets a tool: at once, when the conversation names it, when a system message adds it, or when the
 * upstream's own search finds it.
 * Source: mapping T1d, T12, B8r, M11.
 */
export type Loading = "now" | "when_named" | "when_added" | "when_found";

/** What translating a tool definition needs to know of the request. */
export type ToolSetting = {
  readonly box: ToolBox;
  readonly ledger: LossLedger;
  readonly cache: PromptCache;
  readonly capabilities: ModelCapabilities;
  readonly omittable: OmittableArguments | undefined;
  /** The container that the request names for code execution. */
  readonly container: string | null;
  readonly mcp: McpServers;
  readonly loading: (tool: { name: string; defer_loading?: boolean | null | undefined }) => Loading;
  /** Whether the upstream searches for tools itself, so that toolsets may wait for that. */
  readonly searches: boolean;
  /** Names of the request's tools as they are sent. */
  readonly taken: ReadonlySet<string>;
};
