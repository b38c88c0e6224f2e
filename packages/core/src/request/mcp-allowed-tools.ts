import type { McpServerParam, McpToolConfig, McpToolParam } from "../anthropic/mcp.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { at } from "./validate.js";

/** What a toolset says of the tools of its server, checked. */
export type ToolsetConfig = {
  byDefault: McpToolConfig;
  byName: ReadonlyMap<string, McpToolConfig>;
  /** The tools, where the request pins them. */
  pinned: readonly McpToolParam[] | null;
};

/**
 * The names that may be called; null for all of a server's. Exceptions from all cannot be said upstream: they are
 * reported. Source: mapping T15.
 */
export function allowedTools(config: ToolsetConfig, path: string, ledger: LossLedger): string[] | null {
  const { byDefault, byName, pinned } = config;
  const enabledByDefault = byDefault.enabled ?? true;
  const enabled = (name: string) => byName.get(name)?.enabled ?? enabledByDefault;
  if (pinned) return pinned.map(({ name }) => name).filter(enabled);
  const names = [...byName.keys()];
  if (!enabledByDefault) return names.filter(enabled);
  for (const name of names) {
    if (!enabled(name)) ledger.add("feature_unsupported", at(path, `configs.${name}.enabled`));
  }
  return null;
}

/** The same of the older form, which stands in the server itself. */
export function allowedByServer({ tool_configuration: configuration }: McpServerParam): string[] | null {
  if (configuration?.enabled === false) return [];
  return configuration?.allowed_tools ? [...configuration.allowed_tools] : null;
}

/** What both allow. */
export function both(one: string[] | null, other: string[] | null): string[] | null {
  if (one === null || other === null) return one ?? other;
  return one.filter((name) => other.includes(name));
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
