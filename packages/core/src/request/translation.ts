import type { InputTransformation } from "../anthropic/message.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { ImageDetail, Tool } from "../openai/request.js";
import type { ApiVersion } from "./headers.js";
import type { PlacedItem } from "./input-items.js";
import type { OversizedImages } from "./oversized-images.js";
import type { PromptCache } from "./prompt-cache.js";
import type { ToolBox } from "./tool-box.js";

/** What is to stand where a tool is added: its definition, if it does not stand at the top, or its server's listing. */
export type AddedTool = { tool: Tool | null; listing: PlacedItem | null };

/** What all rooms of the request share while one request is translated. */
export type Translation = {
  readonly capabilities: ModelCapabilities;
  /** Family and identity as reasoning envelopes name them. */
  readonly family: string;
  readonly identity: string;
  readonly version: ApiVersion;
  readonly ledger: LossLedger;
  readonly cache: PromptCache;
  readonly tools: ToolBox;
  /** Declares a tool that the conversation brings along. */
  readonly addTool: (definition: unknown, path: string) => AddedTool;
  readonly imageDetail: ImageDetail;
  /** Tools whose results are pictures of a screen. */
  readonly screenTools: ReadonlySet<string>;
  /** Thinking that was not sent, in the order of the request. Source: mapping B5f. */
  readonly droppedThinking: InputTransformation[];
  readonly oversizedImages: OversizedImages;
  /** Whether the client wants no thinking: then no effort counts, wherever it stands. Source: mapping A.6. */
  readonly thinkingDisabled: boolean;
  /** Whether structured output was asked for. */
  readonly format: boolean;
};
