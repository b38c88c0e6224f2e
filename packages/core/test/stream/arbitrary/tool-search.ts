import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker } from "./script.js";

const asked = fc.constantFrom<JsonObject>(
  { paths: ["Read", "crm"] },
  { query: "weather" },
  { queries: ["a", "b"] },
  { goal: "find out" },
  { pattern: "^Re" },
  { some_future_key: 1 },
  {},
);

const found = fc.array(
  fc.constantFrom<JsonObject>(
    { type: "function", name: "Read", parameters: {} },
    { type: "function", name: "get_weather", defer_loading: true },
    { type: "namespace", name: "crm", tools: [{ type: "function", name: "get_customer" }] },
    { type: "namespace", name: "computer", tools: [] },
    { type: "some_future_tool" },
  ),
  { maxLength: 3 },
);

/** A `tool_search_call` and its `tool_search_output`: two items, the second of which may be missing. */
export const toolSearch: fc.Arbitrary<ItemMaker> = fc
  .record({
    arguments: asked,
    tools: found,
    execution: fc.constantFrom("server", "server", "server", "client"),
    status: fc.constantFrom(...["completed", "completed", "completed", "incomplete"]),
    isFound: fc.constantFrom(true, true, true, false),
  })
  .map(({ arguments: asked, tools, execution, status, isFound }) => ({ id, callId }) => {
    const call_id = execution === "client" ? callId : null;
    const call = { id: id("tsc"), type: "tool_search_call", execution, call_id };
    const output = { id: id("tso"), type: "tool_search_output", execution, call_id };
    return [
      {
        added: { ...call, status: "in_progress", arguments: {} },
        between: [],
        done: { ...call, status: "completed", arguments: asked },
      },
      ...(isFound
        ? [{ added: { ...output, status: "in_progress", tools: [] }, between: [], done: { ...output, status, tools } }]
        : []),
    ];
  });
