import type { TypedTool } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject, type JsonObject } from "../json.js";
import type { FunctionTool } from "../openai/request.js";
import type { ToolSetting } from "./tool-setting.js";
import { browserMembers, computerMembers, type ToolsetMember } from "./toolset-members.js";
import { at } from "./validate.js";

type Toolset = TypedTool<"computer_toolset_20260801" | "browser_toolset_20260801">;

const toolsets: Record<Toolset["type"], { name: string; description: string; members: readonly ToolsetMember[] }> = {
  computer_toolset_20260801: {
    name: "computer",
    description: "Uses a computer's screen, mouse and keyboard.",
    members: computerMembers,
  },
  browser_toolset_20260801: { name: "browser", description: "Uses a web browser.", members: browserMembers },
};

/**
 * Declares a toolset as a namespace of functions, so that a call names the set and its member apart, as the client reads
 * it. Models without namespaces do without. Source: docs/mapping.md T6, T7.
 */
export function declareToolset(tool: Toolset, path: string, setting: ToolSetting): void {
  const { box, ledger, capabilities } = setting;
  setting.cache.drop(tool.cache_control, at(path, "cache_control"));
  if (!capabilities.toolSearch) {
    ledger.add("tool_unsupported", path);
    return;
  }
  const { name, description, members } = toolsets[tool.type];
  const configs: JsonObject = { ...tool.configs };
  checkMembers(configs, members, `${path}.${tool.type}.configs`);
  const enabled = members.filter(({ name: member }) => option(configs, member, "enabled") !== false);
  if (enabled.some(({ name: member }) => option(configs, member, "defer_loading") === true)) {
    ledger.add("defer_loading_ignored", at(path, "configs"));
  }
  if (box.toolsets.has(name)) throw invalidRequest("tools", "Tool names must be unique.");
  box.toolsets.add(name);
  ledger.add("client_tool_as_function", path);
  if (enabled.length === 0) return;
  box.send({ type: "namespace", name, description, tools: enabled.map(toFunction) }, path);
}

function toFunction({ name, description, properties, required }: ToolsetMember): FunctionTool {
  const parameters = { type: "object", properties, required, additionalProperties: false };
  return { type: "function", name, description, parameters, strict: false };
}

/** Anthropic refuses members that a toolset has not. */
function checkMembers(configs: JsonObject, members: readonly ToolsetMember[], path: string): void {
  const unknown = Object.keys(configs).find((key) => !members.some(({ name }) => name === key));
  if (unknown !== undefined) throw invalidRequest(at(path, unknown), "Extra inputs are not permitted");
}

function option(configs: JsonObject, member: string, key: string): unknown {
  const config = Object.hasOwn(configs, member) ? configs[member] : undefined;
  return isObject(config) ? config[key] : undefined;
}
