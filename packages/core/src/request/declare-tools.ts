import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { shortToolName } from "../names.js";
import type { ModelCapabilities } from "../openai/models.js";
import { readContainer } from "./code-execution-tool.js";
import { compactJson } from "./json.js";
import { needsMcpToolsets } from "./mcp-betas.js";
import { McpServers } from "./mcp-servers.js";
import { declareBareServers } from "./mcp-toolset.js";
import type { OmittableArguments } from "./options.js";
import type { PromptCache } from "./prompt-cache.js";
import { ToolBox } from "./tool-box.js";
import { isToolSearch } from "./tool-search-tool.js";
import type { ToolSetting } from "./tool-setting.js";
import { declareTool } from "./tools.js";
import { isToolset, toolsetIsDeferred } from "./toolset.js";
import type { AddedTool, Translation } from "./translation.js";

export type DeclaredTools = {
  box: ToolBox;
  addTool: Translation["addTool"];
  mcp: McpServers;
};

/**
 * Translates all tool definitions of a request. Deferred tools are searched for by the upstream, if the request declares
 * a tool search (T12), or stay back until the conversation names them (T1d, B8r, M11), if the model can be given tools
 * later; otherwise all are loaded at once, as is a tool that the request forces.
 *
 * @throws TranspondError 400 for what Anthropic refuses, such as a request whose tools are all deferred
 */
export function declareTools(
  request: Pick<MessagesRequest, "tools" | "tool_choice" | "messages" | "container" | "mcp_servers">,
  capabilities: ModelCapabilities,
  cache: PromptCache,
  ledger: LossLedger,
  omittable: OmittableArguments | undefined,
  betas: ReadonlySet<string>,
): DeclaredTools {
  const box = new ToolBox();
  const definitions: readonly unknown[] = request.tools ?? [];
  const forced = request.tool_choice?.type === "tool" ? request.tool_choice.name : null;
  const added = toolsAddedLater(request.messages);
  const searches = capabilities.toolSearch && definitions.some(isToolSearch);
  const setting: ToolSetting = {
    box,
    ledger,
    cache,
    capabilities,
    omittable,
    container: readContainer(request.container, ledger),
    mcp: new McpServers(request.mcp_servers, ledger),
    searches,
    taken: new Set(definitions.map((tool) => shortToolName(nameOf(tool)))),
    loading: (tool) => {
      if (!capabilities.toolSearch || tool.name === forced) return "now";
      if (searches && tool.defer_loading) return "when_found";
      if (tool.defer_loading) return "when_named";
      return added.has(tool.name) ? "when_added" : "now";
    },
  };
  const given = new Map(definitions.map((tool) => [nameOf(tool), tool]));
  definitions.forEach((tool, index) => {
    declareTool(tool, `tools.${index}`, setting);
  });
  if (definitions.length > 0 && definitions.every(isDeferred)) {
    throw invalidRequest("tools", "At least one tool must have defer_loading=false. All tools cannot be deferred.");
  }
  if (setting.container !== null && !box.include.has("code_interpreter_call.outputs")) {
    ledger.add("tool_hint_dropped", "container");
  }
  if (!definitions.some(isMcpToolset) && !needsMcpToolsets(betas))
    declareBareServers(serversAddedLater(request.messages), setting);
  box.settleSearch(ledger);
  return { box, addTool: (definition, path) => addTool(definition, path, setting, given), mcp: setting.mcp };
}

/** A definition inside the conversation: given there where the model takes that, else with the other tools. */
function addTool(definition: unknown, path: string, setting: ToolSetting, given: Map<string, unknown>): AddedTool {
  const { box, capabilities, ledger } = setting;
  const name = nameOf(definition);
  if (box.declared.has(name)) {
    // A tool that is known keeps its definition: another one under its name would be refused.
    if (compactJson(given.get(name), path) !== compactJson(definition, path)) ledger.add("feature_unsupported", path);
    return { tool: box.add(name), listing: null };
  }
  given.set(name, definition);
  const loading = capabilities.toolSearch ? "when_named" : "now";
  // Whether there is a search is settled: nothing begins to wait for one that is not there.
  declareTool(definition, path, { ...setting, searches: box.sent.searches, loading: () => loading });
  box.settleSearch(ledger);
  const tool = box.add(name);
  if (tool === null) ledger.add("defer_loading_ignored", path);
  return { tool, listing: box.pinned.get(serverOf(definition)) ?? null };
}

/** Tools that a system message adds before any takes them away: the model is offered them from there on (M11). */
function toolsAddedLater(messages: readonly unknown[]): ReadonlySet<string> {
  const added = new Map<string, boolean>();
  for (const change of toolChanges(messages)) {
    const tool = objectAt(change, "tool");
    const name = stringAt(tool, "name");
    if (tool.type !== "tool_reference" || added.has(name)) continue;
    if (change.type === "tool_addition" || change.type === "tool_removal")
      added.set(name, change.type === "tool_addition");
  }
  return new Set([...added].flatMap(([name, first]) => (first ? [name] : [])));
}

/** Servers that a system message brings a toolset for. */
function serversAddedLater(messages: readonly unknown[]): ReadonlySet<string> {
  const definitions = toolChanges(messages).flatMap((change) => {
    const tool = objectAt(change, "tool");
    return change.type === "tool_addition" && tool.type === "tool_definition" ? [objectAt(tool, "definition")] : [];
  });
  return new Set(definitions.filter(isMcpToolset).map(serverOf));
}

function toolChanges(messages: readonly unknown[]): JsonObject[] {
  return messages.flatMap((message) =>
    isObject(message) && message.role === "system" ? objectsAt(message, "content") : [],
  );
}

function nameOf(definition: unknown): string {
  return isObject(definition) ? stringAt(definition, "name") : "";
}

/** The server of a toolset; empty for other tools. */
function serverOf(definition: unknown): string {
  return isObject(definition) && isMcpToolset(definition) ? stringAt(definition, "mcp_server_name") : "";
}

/** Definitions have been checked when this is asked. */
function isDeferred(definition: unknown): boolean {
  if (!isObject(definition)) return false;
  if (definition.type === "mcp_toolset") return objectAt(definition, "default_config").defer_loading === true;
  return isToolset(definition) ? toolsetIsDeferred(definition) : definition.defer_loading === true;
}

function isMcpToolset(tool: unknown): boolean {
  return isObject(tool) && tool.type === "mcp_toolset";
}
