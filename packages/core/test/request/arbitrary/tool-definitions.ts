import fc from "fast-check";
import { browserMembers, computerMembers } from "../../../src/request/toolset-members.js";
import { jsonObject, objectSchema } from "./schemas.js";
import { future, rarely, words } from "./texts.js";

/** Tools of every kind that a request may declare. */
export type ToolDefinition = Record<string, unknown>;

/** How the model's calls name a tool: the tool's own name, or a member of a toolset. */
export type CallName = { name: string; toolset?: string };

const flag = rarely(fc.boolean(), 5);
/** Another caller beside the client costs a loss; without the client there is no one left who could call. */
const callers = rarely(
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(["direct"], ["direct", "code_execution_20260120"]) },
    { weight: 1, arbitrary: fc.constant(["code_execution_20250825"]) },
  ),
  6,
);
const hints = { allowed_callers: callers, defer_loading: rarely(fc.boolean(), 3), strict: flag };
const examples = { input_examples: rarely(fc.array(jsonObject, { maxLength: 2 }), 5) };

const long = "x".repeat(80);
export const customNames = ["Read", "Edit", "Later", "__proto__", "constructor", "-", `mcp__${long}a`, `mcp__${long}b`];

const customOf = (names: readonly string[]) =>
  fc.record({
    type: fc.constantFrom(undefined, null, "custom"),
    name: fc.constantFrom(...names),
    description: rarely(fc.oneof(words, fc.constant("")), 2),
    input_schema: objectSchema,
    eager_input_streaming: rarely(fc.constantFrom(true, false, null)),
    ...examples,
    ...hints,
    future_field: future,
  });
const custom = customOf(customNames);
/** A tool that a system message brings along. */
export const inlineTool = customOf(["Inline", `inline__${long}`]);

/** A tool under a name that is Anthropic's. */
const named = (types: readonly string[], name: string, rest: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ type: fc.constantFrom(...types), name: fc.constant(name), ...hints, ...rest });

const clientTools = [
  named(["bash_20241022", "bash_20250124"], "bash", examples),
  named(["text_editor_20241022", "text_editor_20250124"], "str_replace_editor", examples),
  named(["text_editor_20250429", "text_editor_20250728"], "str_replace_based_edit_tool", examples),
  named(["text_editor_20250728"], "str_replace_based_edit_tool", { max_characters: fc.constantFrom(null, 5000) }),
  named(["memory_20250818"], "memory", examples),
  named(["computer_20241022", "computer_20250124", "computer_20251124"], "computer", {
    display_width_px: fc.constant(1024),
    display_height_px: fc.constant(768),
    display_number: fc.constantFrom(undefined, null, 1),
    ...examples,
  }),
  named(["computer_20251124"], "computer", {
    display_width_px: fc.constant(800),
    display_height_px: fc.constant(600),
    enable_zoom: flag,
  }),
];

const domains = fc.constantFrom(
  {},
  { allowed_domains: ["§.example", "b.example/path/§"] },
  { blocked_domains: ["§.example"] },
  { allowed_domains: null, blocked_domains: [] },
);
const location = rarely(
  fc.constantFrom(null, { type: "approximate" }, { type: "approximate", city: "§", country: "DE", timezone: null }),
  3,
);
const hosted = (types: readonly string[], name: string, rest: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(domains, named(types, name, { max_uses: rarely(fc.constantFrom(1, 8, null), 3), ...rest }))
    .map(([filter, tool]) => ({ ...tool, ...filter }));
const webSearch = hosted(["web_search_20250305", "web_search_20260209", "web_search_20260318"], "web_search", {
  user_location: location,
  response_inclusion: rarely(fc.constantFrom("full", "excluded")),
});
const webFetch = hosted(["web_fetch_20250910", "web_fetch_20260209", "web_fetch_20260309"], "web_fetch", {
  citations: rarely(fc.constantFrom({ enabled: true }, null)),
  max_content_tokens: rarely(fc.constantFrom(null, 1000)),
});
const newestWebFetch = hosted(["web_fetch_20260318"], "web_fetch", {
  url_sources: rarely(
    fc.constant({ user_input: { type: "all" }, client_tool_results: { type: "only", tools: [{ name: "§" }] } }),
  ),
  use_cache: flag,
});

/** What searches is not searched for. */
const never = { defer_loading: fc.constantFrom(undefined, false) };

const serverTools = [
  { weight: 4, arbitrary: webSearch },
  { weight: 1, arbitrary: fc.oneof(webFetch, newestWebFetch) },
  {
    weight: 2,
    arbitrary: named(
      ["code_execution_20250522", "code_execution_20250825", "code_execution_20260120", "code_execution_20260521"],
      "code_execution",
    ),
  },
  {
    weight: 5,
    arbitrary: fc.oneof(
      named(["tool_search_tool_bm25", "tool_search_tool_bm25_20251119"], "tool_search_tool_bm25", never),
      named(["tool_search_tool_regex", "tool_search_tool_regex_20251119"], "tool_search_tool_regex", never),
    ),
  },
  {
    weight: 1,
    arbitrary: named(["advisor_20260301"], "advisor", {
      model: fc.constant("claude-§"),
      caching: rarely(fc.constant({ type: "ephemeral" })),
      max_tokens: rarely(fc.constant(2000)),
    }),
  },
];

const memberConfig = fc.constantFrom({ enabled: false }, { enabled: true }, { defer_loading: false }, {}, null);
/** Members wait for a search all together or not at all. */
const toolset = (type: string, members: readonly { name: string }[], some: readonly string[]) =>
  fc.record({
    type: fc.constant(type),
    configs: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(undefined, null) },
      { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...some), memberConfig, { maxKeys: 2 }) },
      {
        weight: 1,
        arbitrary: fc.constant(Object.fromEntries(members.map(({ name }) => [name, { defer_loading: true }]))),
      },
    ),
    future_field: future,
  });
const toolsets = fc.oneof(
  toolset("computer_toolset_20260801", computerMembers, ["key", "zoom", "hold_key"]),
  toolset("browser_toolset_20260801", browserMembers, ["navigate", "new_tab", "javascript_exec"]),
);

const mcpOff = { enabled: false };
const mcpOn = fc.constantFrom({ enabled: true, defer_loading: true }, {});
const mcpConfig = fc.oneof({ weight: 1, arbitrary: fc.constant(mcpOff) }, { weight: 2, arbitrary: mcpOn });
const mcpTools = fc.array(
  fc.record({ name: fc.constantFrom("list", "delete"), description: words, input_schema: objectSchema }),
  { maxLength: 2 },
);
const mcpConfigs = (config: fc.Arbitrary<object>) =>
  rarely(fc.dictionary(fc.constantFrom("list", "delete"), config, { maxKeys: 2 }), 2);
const mcpToolsetOf = (rest: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({
    type: fc.constant("mcp_toolset"),
    mcp_server_name: fc.constantFrom("tracker", "search server.1"),
    ...rest,
  });
/** One tool can be switched off where all are listed or where none is on; elsewhere it is refused. */
const mcpToolset = fc.oneof(
  { weight: 6, arbitrary: mcpToolsetOf({ configs: mcpConfigs(mcpOn), default_config: rarely(mcpConfig, 3) }) },
  { weight: 3, arbitrary: mcpToolsetOf({ configs: mcpConfigs(mcpConfig), default_config: fc.constant(mcpOff) }) },
  {
    weight: 4,
    arbitrary: mcpToolsetOf({
      configs: mcpConfigs(mcpConfig),
      default_config: rarely(mcpConfig, 3),
      tools: mcpTools,
    }),
  },
  { weight: 1, arbitrary: mcpToolsetOf({ configs: mcpConfigs(mcpConfig) }) },
);

const anyTool: fc.Arbitrary<ToolDefinition> = fc.oneof(
  { weight: 14, arbitrary: custom },
  { weight: 5, arbitrary: fc.oneof(...clientTools) },
  ...serverTools,
  { weight: 2, arbitrary: toolsets },
  { weight: 4, arbitrary: mcpToolset },
);

/** The name that must be one of its kind: the tool's own, that of its set, or that of its server. */
export function nameOf(tool: ToolDefinition): string {
  const { type } = tool;
  if (type === "mcp_toolset") return `mcp ${tool.mcp_server_name}`;
  return typeof tool.name === "string" ? tool.name : String(type).slice(0, String(type).indexOf("_"));
}

/** Tools of a request: names differ, and the first is never deferred, since Anthropic wants one that is not. */
export const toolDefinitions = fc
  .uniqueArray(anyTool, { maxLength: 5, selector: nameOf })
  .map(([first, ...others]) => (first ? [atOnce(first), ...others] : []));

function atOnce(tool: ToolDefinition): ToolDefinition {
  const { defer_loading: _, default_config: __, ...rest } = tool;
  return String(tool.type).includes("_toolset_") ? { ...rest, configs: null } : rest;
}

const isCustom = ({ type }: ToolDefinition) => type === undefined || type === null || type === "custom";

/** Names of the custom tools, in their order. */
export const customToolNames = (tools: readonly ToolDefinition[]): string[] => tools.filter(isCustom).map(nameOf);

/** Everything that a history may hold calls of: each client tool, some members of toolsets, and a tool of old. */
export function callNames(tools: readonly ToolDefinition[]): CallName[] {
  const declared = tools.flatMap((tool): CallName[] => {
    const name = nameOf(tool);
    if (tool.type === "computer_toolset_20260801") return [{ name: "screenshot", toolset: name }];
    if (tool.type === "browser_toolset_20260801") return [{ name: "find", toolset: name }];
    return isCustom(tool) || /^(bash|text_editor|memory|computer)_/.test(String(tool.type)) ? [{ name }] : [];
  });
  return [...declared, { name: "Gone" }];
}

/** Names that a request may force. */
export const forcibleNames = (tools: readonly ToolDefinition[]): string[] => [
  ...callNames(tools).flatMap(({ name, toolset }) => (toolset !== undefined || name === "Gone" ? [] : [name])),
  ...tools.map(nameOf).filter((name) => name === "web_search"),
];
