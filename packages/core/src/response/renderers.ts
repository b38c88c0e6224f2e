import type { LossCode } from "../ledger/loss-codes.js";
import { FunctionCallItem } from "./function-call-item.js";
import type { RendererFactory } from "./item-renderer.js";
import { MessageItem } from "./message-item.js";
import { ReasoningItem } from "./reasoning-item.js";
import { WebSearchItem } from "./web-search-item.js";

/** Every output item type of the Responses API (mapping B.1): how it is shown, or the loss that says that it is not. */
export const outputItems: Record<string, RendererFactory | LossCode> = {
  message: (...args) => new MessageItem(...args),
  reasoning: (...args) => new ReasoningItem(...args),
  function_call: (...args) => new FunctionCallItem(...args),
  web_search_call: (...args) => new WebSearchItem(...args),
  custom_tool_call: "unsupported_output_item",
  code_interpreter_call: "unsupported_output_item",
  tool_search_call: "unsupported_output_item",
  tool_search_output: "unsupported_output_item",
  mcp_call: "unsupported_output_item",
  mcp_approval_request: "unsupported_output_item",
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
  compaction: "unsupported_output_item",
  program: "unsupported_output_item",
  program_output: "unsupported_output_item",
  mcp_list_tools: "bookkeeping_item_dropped",
  mcp_approval_response: "bookkeeping_item_dropped",
  function_call_output: "bookkeeping_item_dropped",
  custom_tool_call_output: "bookkeeping_item_dropped",
  additional_tools: "bookkeeping_item_dropped",
  configuration_update: "bookkeeping_item_dropped",
};
