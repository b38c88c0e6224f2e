import type { TypedTool } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { hashText } from "../hash.js";
import { isObject, type JsonObject } from "../json.js";
import type { FunctionTool, NamespaceTool } from "../openai/request.js";
import type { ToolSetting } from "./tool-setting.js";
import { browserMembers, computerMembers, type ToolsetMember } from "./toolset-members.js";
import { type CallName, flatName } from "./toolsets.js";
import { at } from "./validate.js";

type Toolset = TypedTool<"computer_toolset_20260801" | "browser_toolset_20260801">;
type Kind = { name: string; description: string; members: readonly ToolsetMember[] };

const kinds: Record<Toolset["type"], Kind> = {
  computer_toolset_20260801: {
    name: "computer",
    description: "Uses a computer's screen, mouse and keyboard.",
    members: computerMembers,
  },
  browser_toolset_20260801: { name: "browser", description: "Uses a web browser.", members: browserMembers },
};

/** Fields that other tools have, but the entry of a toolset has not. */
const foreignFields = ["name", "strict", "input_examples", "defer_loading"];

/**
 * Declares a toolset as a namespace of functions, so that a call names the set and its member apart, as the client reads
 * it; for models without namespaces as single functions. Source: mapping T6, T7.
 *
 * @throws TranspondError 400 for what Anthropic refuses: unknown members and options, none enabled, some deferred
 */
export function declareToolset(tool: Toolset, path: string, setting: ToolSetting): void {
  const { box, ledger, capabilities } = setting;
  const { name, description, members } = kinds[tool.type];
  checkEntry(tool, path);
  setting.cache.drop(tool.cache_control, at(path, "cache_control"));
  if (box.toolsets.has(name) || box.declared.has(name)) throw invalidRequest("tools", "Tool names must be unique.");
  const configs: JsonObject = { ...tool.configs };
  checkConfigs(configs, members, at(path, "configs"));
  const enabled = members.filter((member) => isEnabled(configs, member));
  if (enabled.length === 0) throw invalidRequest(at(path, "configs"), "at least one member must be enabled");
  const deferred = isDeferred(configs, enabled, path);
  ledger.add("client_tool_as_function", path);

  if (!capabilities.namespaces) {
    if (deferred) ledger.add("defer_loading_ignored", at(path, "configs"));
    const calls = new Map<string, CallName>();
    for (const member of enabled) {
      const call = { name: freeName(flatName(name, member.name), setting) };
      box.claim(call.name);
      box.sent.add({ ...toFunction(member), ...call }, path);
      calls.set(member.name, call);
    }
    box.toolsets.add(name, calls);
    return;
  }
  const waits = deferred && setting.searches;
  if (deferred && !waits) ledger.add("defer_loading_ignored", at(path, "configs"));
  const tools = enabled.map((member) => ({ ...toFunction(member), ...(waits && { defer_loading: true }) }));
  const namespace: NamespaceTool = { type: "namespace", name, description, tools };
  if (waits) box.searchable.set(name, namespace);
  box.sent.add(namespace, path);
  box.toolsets.add(
    name,
    new Map(enabled.map((member): [string, CallName] => [member.name, { name: member.name, namespace: name }])),
  );
}

export function isToolset(tool: object): tool is Toolset {
  return "type" in tool && typeof tool.type === "string" && Object.hasOwn(kinds, tool.type);
}

/** Whether every member that is offered waits for a search. */
export function toolsetIsDeferred(tool: Toolset): boolean {
  const configs: JsonObject = { ...tool.configs };
  const enabled = kinds[tool.type].members.filter((member) => isEnabled(configs, member));
  return enabled.every(({ name }) => option(configs, name, "defer_loading") === true);
}

/** Names of the request's own tools come first, and of those that the conversation has declared so far. */
function freeName(name: string, { taken, box }: ToolSetting): string {
  return taken.has(name) || box.isClaimed(name) ? `${name}_${hashText(name).slice(0, 12)}` : name;
}

function toFunction({ name, description, properties, required }: ToolsetMember): FunctionTool {
  const parameters = { type: "object", properties, required, additionalProperties: false };
  return { type: "function", name, description, parameters, strict: false };
}

function checkEntry(tool: Toolset, path: string): void {
  const entry: JsonObject = tool;
  const foreign = foreignFields.find((field) => entry[field] != null && entry[field] !== false);
  if (foreign !== undefined) throw invalidRequest(at(path, foreign), "Extra inputs are not permitted");
  if (tool.allowed_callers?.some((caller) => caller !== "direct")) {
    throw invalidRequest(at(path, "allowed_callers"), "Input should be 'direct'");
  }
}

/** Anthropic refuses members that a toolset has not, and options that a member has not. */
function checkConfigs(configs: JsonObject, members: readonly ToolsetMember[], path: string): void {
  for (const [member, config] of Object.entries(configs)) {
    if (!members.some(({ name }) => name === member)) {
      throw invalidRequest(at(path, member), "Extra inputs are not permitted");
    }
    if (config === null) continue;
    if (!isObject(config)) throw invalidRequest(at(path, member), "Input should be a valid dictionary");
    for (const [option, value] of Object.entries(config)) {
      const optionPath = `${path}.${member}.${option}`;
      if (option !== "enabled" && option !== "defer_loading") {
        throw invalidRequest(optionPath, "Extra inputs are not permitted");
      }
      if (value != null && typeof value !== "boolean")
        throw invalidRequest(optionPath, "Input should be a valid boolean");
    }
  }
}

function isEnabled(configs: JsonObject, { name, optional }: ToolsetMember): boolean {
  return (option(configs, name, "enabled") ?? optional !== true) === true;
}

/** A toolset is found as a whole or not at all. */
function isDeferred(configs: JsonObject, enabled: readonly ToolsetMember[], path: string): boolean {
  const deferred = enabled.filter(({ name }) => option(configs, name, "defer_loading") === true);
  if (deferred.length > 0 && deferred.length < enabled.length) {
    throw invalidRequest(at(path, "configs"), "`defer_loading` must be the same for every enabled member");
  }
  return deferred.length > 0;
}

function option(configs: JsonObject, member: string, key: string): unknown {
  const config = Object.hasOwn(configs, member) ? configs[member] : undefined;
  return isObject(config) ? config[key] : undefined;
}
