import { type McpToolConfig, mcpToolConfig } from "../anthropic/mcp.js";
import type { TypedTool } from "../anthropic/tools.js";
import type { McpTool } from "../openai/request.js";
import { allowedByServer, allowedTools, deferral, type ToolsetConfig } from "./mcp-allowed-tools.js";
import { listingItem, readListing } from "./mcp-listing.js";
import type { PlacedServer } from "./mcp-servers.js";
import type { ToolSetting } from "./tool-setting.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

type Toolset = TypedTool<"mcp_toolset">;

const knownKeys = knownKeysOf(mcpToolConfig);

/** Declares the tools of an MCP server, which the upstream asks itself. Source: mapping T15. */
export function declareMcpToolset(toolset: Toolset, path: string, setting: ToolSetting): void {
  const server = setting.mcp.take(toolset.mcp_server_name, path);
  setting.cache.drop(toolset.cache_control, at(path, "cache_control"));
  declareServer(server, readConfig(toolset, path, setting), path, setting);
}

/**
 * Servers without a toolset, as the first beta of MCP had them: all of their tools, or what they allow themselves.
 *
 * @param later servers that the conversation brings a toolset for: they only have their labels, by which calls that
 *   stand before it name them
 */
export function declareBareServers(later: ReadonlySet<string>, setting: ToolSetting): void {
  const config: ToolsetConfig = { byDefault: {}, byName: new Map(), pinned: null };
  for (const { server, path } of setting.mcp.rest) {
    if (!later.has(server.name)) declareServer(setting.mcp.take(server.name, path), config, path, setting);
    else if (allowedByServer(server)?.length !== 0) setting.box.labelServer(server.name);
  }
}

function readConfig(toolset: Toolset, path: string, { ledger }: ToolSetting): ToolsetConfig {
  const { default_config, configs, tools } = toolset;
  const read = (config: unknown, configPath: string): McpToolConfig => {
    check(mcpToolConfig, config, configPath);
    noteUnknownFields(config, knownKeys, configPath, ledger);
    return config;
  };
  return {
    byDefault: default_config === undefined ? {} : read(default_config, at(path, "default_config")),
    byName: new Map(
      Object.entries(configs ?? {}).map(([name, config]) => [name, read(config, at(path, `configs.${name}`))]),
    ),
    pinned: tools ? readListing(tools, at(path, "tools"), ledger) : null,
  };
}

function declareServer(
  { server, path: serverPath }: PlacedServer,
  config: ToolsetConfig,
  path: string,
  setting: ToolSetting,
) {
  const { box, ledger } = setting;
  const byServer = allowedByServer(server);
  const allowed = allowedTools(config, byServer, path);
  if (byServer?.some((name) => !allowed?.includes(name))) {
    ledger.add("tool_hint_dropped", at(serverPath, "tool_configuration"));
  }
  if (allowed?.length === 0) {
    if (path !== serverPath) ledger.add("mcp_server_unused", path);
    return ledger.add("mcp_server_unused", serverPath);
  }
  const server_label = box.labelServer(server.name);
  if (server_label !== server.name) ledger.add("mcp_names", at(serverPath, "name"));
  const tool: McpTool = {
    type: "mcp",
    server_label,
    server_url: server.url,
    ...(server.authorization_token && { authorization: server.authorization_token }),
    ...(allowed && { allowed_tools: allowed }),
    // Nobody could approve: Anthropic's API knows no such question.
    require_approval: "never",
  };
  const { deferred, exceptions } = deferral(config, allowed);
  const configPath = (name: string) => at(path, `configs.${name}.defer_loading`);
  for (const exception of exceptions) {
    ledger.add(exception.deferred ? "defer_loading_ignored" : "tool_deferred", configPath(exception.name));
  }
  box.sent.addServer(tool, path, deferred);
  if (config.pinned === null) return;
  const listed = at(path, "tools");
  box.pinned.set(server.name, { item: listingItem(server_label, config.pinned, listed), path: listed });
}
