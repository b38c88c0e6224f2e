import type { TypedTool } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { WebSearchTool } from "../openai/request.js";
import type { ToolSetting } from "./tool-setting.js";
import { at } from "./validate.js";

type SearchTool = TypedTool<"web_search_20250305" | "web_search_20260209" | "web_search_20260318">;

/** Declares OpenAI's hosted web search in place of Anthropic's. Source: mapping T9. */
export function declareWebSearch(tool: SearchTool, path: string, setting: ToolSetting): void {
  const { box, ledger } = setting;
  box.declare(tool.name, { kind: "sent", choice: { type: "web_search" } });
  box.serverTools.push(tool.name);
  box.include.add("web_search_call.action.sources");
  box.include.add("web_search_call.results");
  if (tool.max_uses) {
    box.maxToolCalls = tool.max_uses;
    ledger.add("max_uses_shared", at(path, "max_uses"));
  }
  if (tool.response_inclusion === "excluded") ledger.add("feature_unsupported", at(path, "response_inclusion"));
  if (tool.allowed_callers?.some((caller) => caller !== "direct")) {
    ledger.add("feature_unsupported", at(path, "allowed_callers"));
  }
  if (tool.strict) ledger.add("tool_hint_dropped", at(path, "strict"));
  if (tool.defer_loading) ledger.add("defer_loading_ignored", at(path, "defer_loading"));
  setting.cache.drop(tool.cache_control, at(path, "cache_control"));
  box.sent.add(hostedSearch(tool, path, setting), path);
}

function hostedSearch(tool: SearchTool, path: string, setting: ToolSetting): WebSearchTool {
  const { allowed_domains: allowed, blocked_domains: blocked, user_location: location } = tool;
  if (allowed?.length && blocked?.length) {
    throw invalidRequest(path, "only one of `allowed_domains` and `blocked_domains` may be given");
  }
  const filters = {
    ...(allowed?.length && { allowed_domains: hosts(allowed, at(path, "allowed_domains"), setting) }),
    ...(blocked?.length && { blocked_domains: hosts(blocked, at(path, "blocked_domains"), setting) }),
  };
  const { city, country, region, timezone } = location ?? {};
  return {
    type: "web_search",
    ...(Object.keys(filters).length > 0 && { filters }),
    // Without a location OpenAI takes the United States for granted.
    user_location: {
      type: "approximate",
      ...(city != null && { city }),
      ...(country != null && { country }),
      ...(region != null && { region }),
      ...(timezone != null && { timezone }),
    },
  };
}

/** OpenAI takes bare hosts; Anthropic also takes paths. */
function hosts(domains: readonly string[], path: string, { ledger }: ToolSetting): string[] {
  return domains.map((domain, index) => {
    const bare = domain.replace(/^https?:\/\//, "");
    const end = bare.indexOf("/");
    if (end >= 0 && end < bare.length - 1) ledger.add("domain_path_dropped", at(path, index));
    return end < 0 ? bare : bare.slice(0, end);
  });
}
