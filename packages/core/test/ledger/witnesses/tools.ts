import { tool } from "../../request/support.js";
import { requestRows } from "../request-rows.js";
import type { Sample } from "../sample.js";
import { forEach, noToolSearch, nowhere, of, type Witnesses } from "./build.js";

/** A tool of each type, with no more than it needs; another one stands beside it. */
const names: readonly [RegExp, object][] = [
  [/^custom$/, { name: "Any", input_schema: { type: "object", properties: { a: { type: "string" } } } }],
  [/^bash_/, { name: "bash" }],
  [/^text_editor_2024|^text_editor_20250124/, { name: "str_replace_editor" }],
  [/^text_editor_/, { name: "str_replace_based_edit_tool" }],
  [/^memory_/, { name: "memory" }],
  [/^computer_2/, { name: "computer", display_width_px: 100, display_height_px: 100 }],
  [/^web_search_/, { name: "web_search" }],
  [/^web_fetch_/, { name: "web_fetch" }],
  [/^code_execution_/, { name: "code_execution" }],
  [/^tool_search_tool_bm25/, { name: "tool_search_tool_bm25" }],
  [/^tool_search_tool_regex/, { name: "tool_search_tool_regex" }],
  [/^advisor_/, { name: "advisor", model: "claude-opus-5" }],
  [/^mcp_toolset$/, { mcp_server_name: "s" }],
];
const definition = (type: string, rest: object) => ({
  ...(type !== "custom" && { type }),
  ...names.find(([pattern]) => pattern.test(type))?.[1],
  ...rest,
});
const server = { type: "url", name: "s", url: "https://example.com/mcp" };
const having = (type: string, rest: object = {}) => ({
  tools: [definition(type, rest), tool("Other")],
  ...(type === "mcp_toolset" && { mcp_servers: [server] }),
});

const typeOf = (name: string) => /^tools\[(\w+)\]/.exec(name)?.[1] ?? "";
const rowNames = Object.keys(requestRows);
const named = (pattern: RegExp) => rowNames.filter((name) => pattern.test(name));
const pathOf = (domain: string, field: string) => ({ [field]: [domain] });

const membersOf = (type: string) =>
  named(new RegExp(`^tools\\[${type}\\]\\.configs\\.\\w+$`)).map((name) => name.split(".").at(-1) ?? "");
/** Members wait together or not at all. */
const allDeferred = (type: string) =>
  Object.fromEntries(membersOf(type).map((member) => [member, { enabled: true, defer_loading: true }]));
const later = tool("Later", {}, { defer_loading: true });
const searching = (type: string, rest: object = {}) => ({ tools: [...having(type, rest).tools, later] });

/** Samples for one field of many tools. */
const field = (suffix: string, tools: RegExp, make: (type: string) => Sample[]): Witnesses =>
  forEach(
    rowNames.filter((name) => name.startsWith("tools[") && name.endsWith(`].${suffix}`) && tools.test(typeOf(name))),
    (name) => make(typeOf(name)),
  );

const functions = /^(custom|bash_|text_editor_|memory_|computer_2)/;
const hosted = /^(web_search|code_execution|tool_search)/;
const any = /./;

export const toolWitnesses: Witnesses = {
  ...forEach(named(/^tools\[(custom|bash_\w+|text_editor_\w+|memory_\w+|computer_2\w+)\]$/), (name) => [
    ...(name === "tools[custom]" ? [] : [of(having(typeOf(name)))]),
    of(having(typeOf(name), { defer_loading: true })),
    ...(/computer_2/.test(name) ? [of(having(typeOf(name), { display_number: 1 }))] : []),
    ...(name === "tools[computer_20251124]" ? [of(having(typeOf(name), { enable_zoom: true }))] : []),
  ]),
  ...field("input_examples", functions, (type) => [of(having(type, { input_examples: [{ a: "b" }] }))]),
  ...field("strict", functions, (type) => [of(having(type, { strict: true }))]),
  ...field("strict", hosted, (type) => [of(searching(type, { strict: true }))]),
  ...field("defer_loading", functions, (type) => [
    of(having(type, { defer_loading: true })),
    of(having(type, { defer_loading: true }), noToolSearch),
  ]),
  ...field("defer_loading", hosted, (type) => [of(having(type, { defer_loading: true }))]),
  ...field("allowed_callers", any, (type) => [
    of(having(type, { allowed_callers: ["direct", "code_execution_20260120"] })),
  ]),
  ...field("cache_control", any, (type) => nowhere((marker) => having(type, marker))),
  "tools[custom].eager_input_streaming": [of(having("custom", { eager_input_streaming: true }))],
  ...forEach(named(/^tools\[\w+_toolset_\d+\]$/), (name) => [
    of(having(typeOf(name))),
    ...membersOf(typeOf(name)).map((member) => of(having(typeOf(name), { configs: { [member]: { enabled: false } } }))),
  ]),
  ...forEach(named(/^tools\[\w+_toolset_\d+\]\.configs\.\w+\.defer_loading$/), (name) => [
    of(having(typeOf(name), { configs: allDeferred(typeOf(name)) })),
  ]),
  ...field("max_uses", /^web_search/, (type) => [of(having(type, { max_uses: 3 }))]),
  ...field("allowed_domains", /^web_search/, (type) => [of(having(type, pathOf("example.com/a", "allowed_domains")))]),
  ...field("blocked_domains", /^web_search/, (type) => [of(having(type, pathOf("example.com/a", "blocked_domains")))]),
  ...forEach(named(/response_inclusion=excluded$/), (name) => [
    of(having(typeOf(name), { response_inclusion: "excluded" })),
  ]),
  ...forEach(named(/^tools\[(web_fetch|advisor)_\d+\]$/), (name) => [
    ...nowhere((marker) => having(typeOf(name), marker)),
  ]),
  ...forEach(named(/^tools\[code_execution_(?!20250522)\d+\]$/), (name) => [of(having(typeOf(name)))]),
  ...forEach(named(/^tools\[tool_search_\w+\]$/), (name) => [
    of(searching(typeOf(name))),
    of(having(typeOf(name))),
    of(searching(typeOf(name)), noToolSearch),
  ]),
  "tools[mcp_toolset]": [
    of(having("mcp_toolset", { default_config: { defer_loading: true } })),
    of(having("mcp_toolset", { default_config: { enabled: false } })),
  ],
  "tools[mcp_toolset].default_config": [of(having("mcp_toolset", { default_config: { defer_loading: true } }))],
  "tools[mcp_toolset].configs": [
    of(having("mcp_toolset", { configs: { a: { defer_loading: true } } })),
    of(having("mcp_toolset", { default_config: { defer_loading: true }, configs: { a: { defer_loading: false } } })),
  ],
};
