import { call, items, model, output, type Row, row, setting, tool, user } from "./row.js";

const search = { type: "tool_search", execution: "server" };
const waiting = tool({ defer_loading: true });
const asked = { type: "tool_search_call", call_id: null, execution: "server", status: "completed", arguments: {} };
const found = (...tools: object[]) => ({
  type: "tool_search_output",
  call_id: null,
  execution: "server",
  status: "completed",
  tools,
});
const namespace = (...tools: object[]) => ({ type: "namespace", name: "n", description: "d", tools });
const missing =
  "Missing namespace for function_call 'f'. It does not exist in the default namespace. Round-trip the model's function_call item with its namespace field included.";

export const toolSearch: readonly Row[] = [
  row(
    "deferred tool without a search",
    setting({ tools: [waiting, search] }, { tools: [waiting] }),
    null,
    "tools",
    "Invalid Value: 'tools.defer_loading'. Deferred tools require tools.tool_search.",
  ),
  row(
    "deferred member of a namespace without a search",
    setting({ tools: [namespace(waiting), search] }, { tools: [namespace(waiting)] }),
    null,
    "tools",
    "Invalid Value: 'tools.defer_loading'. Deferred tools require tools.tool_search.",
  ),
  row(
    "search without deferred tools",
    setting({ tools: [{ type: "tool_search", execution: "client" }] }, { tools: [search, tool()] }),
    null,
    "tools",
    "Invalid Value: 'tools.tool_search'. tools.tool_search requires at least one deferred tool.",
  ),
  row(
    "call of what a search found, without its namespace",
    items([asked, found(waiting), call({ namespace: "f" }), output()], [asked, found(waiting), call(), output()]),
    null,
    "input[3].namespace",
    missing,
  ),
  row(
    "call of a member without its namespace",
    {
      accepted: { model, tools: [namespace(tool())], input: [user("hi"), call({ namespace: "n" }), output()] },
      refused: { model, tools: [namespace(tool())], input: [user("hi"), call(), output()] },
    },
    null,
    "input[1].namespace",
    missing,
  ),
  row(
    "result of a search without its search",
    items([asked, found(waiting)], [found(waiting)]),
    null,
    "input",
    "No tool search call found for tool search output.",
  ),
  row(
    "choice of a deferred tool",
    setting(
      {
        tools: [tool(), tool({ name: "g", defer_loading: true }), search],
        tool_choice: { type: "function", name: "f" },
      },
      {
        tools: [tool(), tool({ name: "g", defer_loading: true }), search],
        tool_choice: { type: "function", name: "g" },
      },
    ),
    null,
    "tool_choice",
    "Tool choice 'g' not found in 'tools' parameter.",
  ),
  row(
    "allowed member of a namespace",
    setting(
      { tools: [namespace(tool())], tool_choice: "required" },
      {
        tools: [namespace(tool())],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "f" }] },
      },
    ),
    null,
    "tool_choice",
    "Tool choice 'f' not found in 'tools' parameter.",
  ),
];
