import type { McpServerParam, McpToolConfig, McpToolParam } from "../anthropic/mcp.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { at } from "./validate.js";

/** What a toolset says of the tools of its server, checked. */
export type ToolsetConfig = {
  byDefault: McpToolConfig;
  byName: ReadonlyMap<string, McpToolConfig>;
  /** The tools, where the request pins them. */
  pinned: readonly McpToolParam[] | null;
};

/**
 * The names that may be called; null for all of a server's. Both the toolset and the server must allow them. Source:
 * mapping T15.
 *
 * @param byServer what the server allows; null for all
 * @throws TranspondError 400 for an exception from all, which the upstream cannot be told: the tool would be callable
 */
export function allowedTools(config: ToolsetConfig, byServer: readonly string[] | null, path: string): string[] | null {
  const { byDefault, byName, pinned } = config;
  const enabledByDefault = byDefault.enabled ?? true;
  const enabled = (name: string) => byName.get(name)?.enabled ?? enabledByDefault;
  const names = pinned ? pinned.map(({ name }) => name) : enabledByDefault ? byServer : [...byName.keys()];
  if (names !== null) return names.filter((name) => enabled(name) && (byServer?.includes(name) ?? true));
  for (const name of byName.keys()) {
    if (!enabled(name)) {
      throw invalidRequest(
        at(path, `configs.${name}.enabled`),
        "this upstream can leave a tool out only if the toolset lists its tools in `tools`",
      );
    }
  }
  return null;
}

/** The same of the older form, which stands in the server itself. */
export function allowedByServer({ tool_configuration: configuration }: McpServerParam): string[] | null {
  if (configuration?.enabled === false) return [];
  return configuration?.allowed_tools ? [...configuration.allowed_tools] : null;
}

/** Whether the server's tools wait until they are searched for: upstream it is all of them or none. */
export function deferral(
  config: ToolsetConfig,
  allowed: readonly string[] | null,
): { deferred: boolean; exceptions: { name: string; deferred: boolean }[] } {
  const byDefault = config.byDefault.defer_loading ?? false;
  const of = (name: string) => config.byName.get(name)?.defer_loading ?? byDefault;
  const names = allowed ?? [...config.byName.keys()];
  const deferred = allowed === null ? byDefault : names.length > 0 && names.every(of);
  return {
    deferred,
    exceptions: names.filter((name) => of(name) !== deferred).map((name) => ({ name, deferred: of(name) })),
  };
}
