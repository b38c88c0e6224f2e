import type { TypedTool } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import { checkCallers } from "./function-tool.js";
import type { ToolSetting } from "./tool-setting.js";
import { at } from "./validate.js";

type SearchTool = TypedTool<
  | "tool_search_tool_bm25"
  | "tool_search_tool_bm25_20251119"
  | "tool_search_tool_regex"
  | "tool_search_tool_regex_20251119"
>;

/**
 * Declares OpenAI's tool search in place of Anthropic's, one for both kinds of it. Where the model has none, every tool
 * is loaded at once and there is nothing to search for. Source: mapping T12.
 *
 * @throws TranspondError 400 where the search itself waits to be found
 */
export function declareToolSearch(tool: SearchTool, path: string, setting: ToolSetting): void {
  const { box, ledger } = setting;
  if (tool.defer_loading) throw invalidRequest(at(path, "defer_loading"), "a tool search tool cannot be deferred");
  setting.cache.drop(tool.cache_control, at(path, "cache_control"));
  if (!setting.searches) {
    ledger.add("defer_loading_ignored", path);
    box.declare(tool.name, { kind: "unsupported" });
    return;
  }
  ledger.add("tool_search_engine", path);
  checkCallers(tool.allowed_callers, at(path, "allowed_callers"), ledger);
  if (tool.strict) ledger.add("tool_hint_dropped", at(path, "strict"));
  box.declare(tool.name, { kind: "sent", choice: { type: "tool_search" } });
  box.serverTools.push(tool.name);
  if (!box.sent.searches) box.sent.add({ type: "tool_search", execution: "server" }, path);
}

/** Whether a tool lets the upstream search for tools itself. */
export function isToolSearch(tool: unknown): boolean {
  return isObject(tool) && typeof tool.type === "string" && tool.type.startsWith("tool_search_tool_");
}
