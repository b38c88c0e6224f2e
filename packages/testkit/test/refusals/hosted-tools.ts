import { items, missing, type Row, row, setting, tooLong, tool, unknown } from "./row.js";

const code = (container: unknown) => ({ tools: [{ type: "code_interpreter", container }] });
const mcp = (more: object = {}) => ({
  type: "mcp",
  server_label: "docs",
  server_url: "https://mcp.example.com/sse",
  require_approval: "never",
  ...more,
});
const servers = (...tools: readonly object[]) => ({ tools });
const ran = (more: object = {}) => ({
  type: "code_interpreter_call",
  id: "ci_1",
  code: "1",
  container_id: "cntr_1",
  outputs: [{ type: "logs", logs: "1" }],
  status: "failed",
  ...more,
});
const called = (more: object = {}) => ({
  type: "mcp_call",
  id: "mcp_1",
  server_label: "docs",
  name: "search",
  arguments: "{}",
  output: "x",
  error: null,
  status: "completed",
  ...more,
});
const listed = (more: object = {}) => ({
  type: "mcp_list_tools",
  id: "mcpl_1",
  server_label: "docs",
  tools: [{ name: "search", input_schema: {} }],
  ...more,
});
const without = (item: object, key: string) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== key));
const badLabel = (label: string) =>
  `Invalid input ${label}: 'server_label' must start with a letter and consist of only letters, digits, '-' and '_'`;

export const hostedTools: readonly Row[] = [
  row(
    "code interpreter without a container",
    setting(code({ type: "auto" }), { tools: [{ type: "code_interpreter" }] }),
    "missing_required_parameter",
    "tools[0].container",
    missing("tools[0].container"),
  ),
  row(
    "container of another vendor",
    setting(code("cntr_1"), code("container_1")),
    "invalid_value",
    "tools[0].container",
    "Invalid 'tools[0].container': 'container_1'. Expected an ID that begins with 'cntr'.",
  ),
  row(
    "container that is null",
    setting(code({ type: "auto", file_ids: ["file-1"], memory_limit: "4g" }), code(null)),
    "invalid_type",
    "tools[0].container",
    "Invalid type for 'tools[0].container': expected one of a string or object, but got null instead.",
  ),
  row(
    "container with skills",
    setting(code({ type: "auto" }), code({ type: "auto", skills: [] })),
    "unknown_parameter",
    "tools[0].container.skills",
    unknown("tools[0].container.skills"),
  ),
  row(
    "label with a blank",
    setting(servers(mcp()), servers(mcp({ server_label: "my docs" }))),
    null,
    "tools",
    badLabel("my docs"),
  ),
  row(
    "label that begins with a digit",
    setting(servers(mcp({ server_label: "d9-_" })), servers(mcp({ server_label: "9d" }))),
    null,
    "tools",
    badLabel("9d"),
  ),
  row(
    "labels that differ in case only",
    setting(servers(mcp(), mcp({ server_label: "docs2" })), servers(mcp(), mcp({ server_label: "Docs" }))),
    null,
    "tools",
    "Duplicate MCP server_label 'Docs' found in 'tools' parameter.",
  ),
  row(
    "server without an address",
    setting(
      servers(without(mcp({ connector_id: "connector_gmail" }), "server_url")),
      servers(without(mcp(), "server_url")),
    ),
    "missing_required_parameter",
    "tools[0].server_url",
    missing("tools[0].server_url"),
  ),
  row(
    "address that is none",
    setting(servers(mcp()), servers(mcp({ server_url: "docs" }))),
    "invalid_value",
    "tools[0].server_url",
    "Invalid 'tools[0].server_url': expected a URL.",
  ),
  row(
    "allowed tools as one name",
    setting(servers(mcp({ allowed_tools: ["a"] })), servers(mcp({ allowed_tools: "a" }))),
    "invalid_type",
    "tools[0].allowed_tools",
    "Invalid type for 'tools[0].allowed_tools': expected one of an array of strings or object, but got a string instead.",
  ),
  row(
    "approval by another word",
    setting(
      servers(mcp({ require_approval: { always: { tool_names: ["a"] } } })),
      servers(mcp({ require_approval: "no" })),
    ),
    "invalid_value",
    "tools[0].require_approval",
    "Invalid value: 'no'. Supported values are: 'always' and 'never'.",
  ),
  row(
    "Anthropic's token",
    setting(servers(mcp({ authorization: "t" })), servers(mcp({ authorization_token: "t" }))),
    "unknown_parameter",
    "tools[0].authorization_token",
    unknown("tools[0].authorization_token"),
  ),
  row(
    "choice of a server that is not declared",
    setting(
      {
        tools: [mcp(), tool()],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "mcp", server_label: "docs" }] },
      },
      {
        tools: [mcp(), tool()],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "mcp", server_label: "x" }] },
      },
    ),
    null,
    "tool_choice",
    "Tool choice 'x' not found in 'tools' parameter.",
  ),
  row(
    "code that ran nowhere",
    items([ran()], [without(ran(), "container_id")]),
    "missing_required_parameter",
    "input[1].container_id",
    missing("input[1].container_id"),
  ),
  row(
    "code without outputs",
    items([ran({ outputs: null, code: null })], [without(ran(), "outputs")]),
    "missing_required_parameter",
    "input[1].outputs",
    missing("input[1].outputs"),
  ),
  row(
    "output of another kind",
    items(
      [ran({ outputs: [{ type: "image", url: "https://a.example/b.png" }] })],
      [ran({ outputs: [{ type: "text", text: "a" }] })],
    ),
    "missing_required_parameter",
    "input[1].outputs[0].logs",
    missing("input[1].outputs[0].logs"),
  ),
  row(
    "id of code that ran",
    items([ran()], [ran({ id: "srvtoolu_1" })]),
    "invalid_value",
    "input[1].id",
    "Invalid 'input[1].id': 'srvtoolu_1'. Expected an ID that begins with 'ci'.",
  ),
  row(
    "long id of a call",
    items([called()], [called({ id: `mcp_${"x".repeat(61)}` })]),
    "string_above_max_length",
    "input[1].id",
    tooLong("input[1].id", 64, 65),
  ),
  row(
    "call with a text for its error",
    items([called({ error: { type: "mcp_tool_execution_error", content: [] } })], [called({ error: "down" })]),
    "invalid_type",
    "input[1].error",
    "Invalid type for 'input[1].error': expected an object, but got a string instead.",
  ),
  row(
    "call without arguments",
    items([called()], [without(called(), "arguments")]),
    "missing_required_parameter",
    "input[1].arguments",
    missing("input[1].arguments"),
  ),
  row(
    "listing without an id",
    items([listed({ error: null })], [without(listed(), "id")]),
    "missing_required_parameter",
    "input[1].id",
    missing("input[1].id"),
  ),
  row(
    "listed tool without a schema",
    items([listed()], [listed({ tools: [{ name: "search" }] })]),
    "missing_required_parameter",
    "input[1].tools[0].input_schema",
    missing("input[1].tools[0].input_schema"),
  ),
];
