import type { JsonObject } from "../json.js";
import type { LossCode } from "../ledger/loss-codes.js";
import type { Answer } from "./answer.js";
import { showCodeExecution } from "./code-execution-item.js";
import { showCompaction } from "./compaction-item.js";
import { CustomToolCallItem, mayBeDeclared } from "./custom-tool-call-item.js";
import { FunctionCallItem } from "./function-call-item.js";
import type { RendererFactory } from "./item-renderer.js";
import { McpApprovalItem, showMcpCall } from "./mcp-item.js";
import { showMcpListing, tellOfFailedListing } from "./mcp-listing-item.js";
import { MessageItem } from "./message-item.js";
import { ReasoningItem } from "./reasoning-item.js";
import { ToolSearchCallItem, ToolSearchOutputItem } from "./tool-search-item.js";
import { showWebSearch } from "./web-search-item.js";
import { type ItemPlace, wholeItem } from "./whole-item.js";

/** Every output item type of the Responses API (mapping B.1): how it is shown, or the loss that says that it is not. */
export const outputItems: Record<string, RendererFactory | LossCode> = {
  message: (...args) => new MessageItem(...args),
  reasoning: (item, sink, answer, path) => new ReasoningItem(item, sink, answer, path),
  function_call: (...args) => new FunctionCallItem(...args),
  web_search_call: wholeItem(showWebSearch),
  custom_tool_call: (...args) => new CustomToolCallItem(...args),
  code_interpreter_call: wholeItem(showCodeExecution),
  tool_search_call: (...args) => new ToolSearchCallItem(...args),
  tool_search_output: (...args) => new ToolSearchOutputItem(...args),
  mcp_call: wholeItem(showMcpCall),
  mcp_approval_request: () => new McpApprovalItem(),
  image_generation_call: "unsupported_output_item",
  file_search_call: "unsupported_output_item",
  computer_call: "unsupported_output_item",
  computer_call_output: "unsupported_output_item",
  local_shell_call: "unsupported_output_item",
  local_shell_call_output: "unsupported_output_item",
  shell_call: "unsupported_output_item",
  shell_call_output: "unsupported_output_item",
  apply_patch_call: "unsupported_output_item",
  apply_patch_call_output: "unsupported_output_item",
  compaction: wholeItem(showCompaction),
  program: "unsupported_output_item",
  program_output: "unsupported_output_item",
  mcp_list_tools: "bookkeeping_item_dropped",
  mcp_approval_response: "bookkeeping_item_dropped",
  function_call_output: "bookkeeping_item_dropped",
  custom_tool_call_output: "bookkeeping_item_dropped",
  additional_tools: "bookkeeping_item_dropped",
  configuration_update: "bookkeeping_item_dropped",
};

/** Whether a type of items is one that the Responses API has. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(outputItems, type);
}

const mcpListing = wholeItem(showMcpListing);

/** Takes the final form of an item that is not shown: a failure that it tells of is a loss all the same. */
export function finishHidden(item: JsonObject, place: Pick<ItemPlace, "answer" | "path">): void {
  if (item.type === "mcp_list_tools") tellOfFailedListing(item, place);
}

/**
 * How an item is shown, or the loss that says that it is not: listings of MCP servers only to those who know them, calls
 * with free text only where such a tool was declared, and nothing where only the cache was to be filled (mapping A4).
 */
export function renderingOf(type: string, item: JsonObject, answer: Answer): RendererFactory | LossCode {
  if (answer.context.prewarm) return "prewarm_output_dropped";
  if (type === "mcp_list_tools" && answer.context.betas.includes("mcp-tool-listing")) return mcpListing;
  if (type === "custom_tool_call" && !mayBeDeclared(item, answer)) return "unsupported_output_item";
  return (isKnownType(type) ? outputItems[type] : undefined) ?? "unknown_output_item";
}
