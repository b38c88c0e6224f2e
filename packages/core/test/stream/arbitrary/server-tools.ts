import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker } from "./script.js";
import { words } from "./texts.js";

const steps = (type: string, item_id: string, ...names: string[]): JsonObject[] =>
  names.map((name) => ({ type: `response.${type}.${name}`, item_id }));

const url = fc.constantFrom(
  "https://example.com/0",
  "https://example.com/1",
  "https://user@host:1/ä",
  "no address",
  "",
);
const urls = fc.array(url, { maxLength: 3 });

const searchAction: fc.Arbitrary<JsonObject> = fc
  .record({
    asked: fc.oneof(
      words.map((query): JsonObject => ({ type: "search", query })),
      fc
        .array(words, { minLength: 1, maxLength: 2 })
        .map((queries): JsonObject => ({ type: "search", query: "", queries })),
      fc.constant<JsonObject>({}),
    ),
    sources: fc.option(urls, { freq: 2 }),
  })
  .map(({ asked, sources }) => ({
    ...asked,
    ...(sources && { sources: sources.map((url) => ({ type: "url", url })) }),
  }));

const pageAction = fc.constantFrom<JsonObject>(
  { type: "open_page", url: "https://example.com" },
  { type: "open_page", url: null },
  { type: "find_in_page", url: "https://example.com", pattern: "END" },
);

/** A `web_search_call` item: searches with and without sources and results, pages opened, calls that failed or hang. */
export const webSearch: fc.Arbitrary<ItemMaker> = fc
  .record({
    action: fc.oneof({ arbitrary: searchAction, weight: 3 }, { arbitrary: pageAction, weight: 1 }),
    results: fc.option(fc.array(fc.record({ url, title: words, text: words }), { maxLength: 2 }), { freq: 2 }),
    status: fc.constantFrom(...["completed", "completed", "completed", "failed", "searching", "incomplete"]),
  })
  .map(({ action, results, status }) => ({ id }) => {
    const item = { id: id("ws"), type: "web_search_call" };
    return [
      {
        added: { ...item, status: "in_progress" },
        between: steps("web_search_call", item.id, "in_progress", "searching", "completed"),
        done: { ...item, status, action, ...(results && { results }) },
      },
    ];
  });

/** A `code_interpreter_call` item. */
export const codeExecution: fc.Arbitrary<ItemMaker> = fc
  .record({
    code: fc.oneof(words, fc.constant(null)),
    outputs: fc.oneof(
      fc.constant(null),
      fc.array(
        fc.oneof(
          words.map((logs): JsonObject => ({ type: "logs", logs })),
          fc.constantFrom<JsonObject>(
            { type: "image", url: "https://example.com/i.png" },
            { type: "some_future_output" },
          ),
        ),
        { maxLength: 3 },
      ),
    ),
    status: fc.constantFrom(...["completed", "completed", "failed", "incomplete", "interpreting"]),
    container: fc.constantFrom("cntr_1a", "cntr_2b", "container-3", ""),
  })
  .map(({ code, outputs, status, container }) => ({ id }) => {
    const item = { id: id("ci"), type: "code_interpreter_call", container_id: container };
    return [
      {
        added: { ...item, status: "in_progress", code: "", outputs: null },
        between: [
          ...steps("code_interpreter_call", item.id, "in_progress"),
          { type: "response.code_interpreter_call_code.delta", item_id: item.id, delta: code ?? "" },
          { type: "response.code_interpreter_call_code.done", item_id: item.id, code: code ?? "" },
          ...steps("code_interpreter_call", item.id, "interpreting", "completed"),
        ],
        done: { ...item, status, code, outputs },
      },
    ];
  });

const server = fc.constantFrom("docs", "my_server", "");

/** An `mcp_call` item: with a result, an error of any form, arguments that cannot be read. */
export const mcpCall: fc.Arbitrary<ItemMaker> = fc
  .record({
    name: fc.constantFrom("search", "search", "fetch", ""),
    server_label: server,
    json: fc.constantFrom('{"q":1}', '{"n":9007199254740993}', "{}", "", "no JSON", "[1]"),
    ended: fc.oneof(
      words.map((output): JsonObject => ({ output, error: null })),
      fc.constantFrom<JsonObject>(
        { output: null, error: { type: "http_error", code: 500, message: "down" } },
        { output: null, error: { type: "tool_execution_error", content: [{ type: "text", text: "bad" }] } },
        { output: null, error: { type: "some_future_error" } },
        { output: null, error: "refused" },
        { output: "", error: null },
      ),
    ),
    status: fc.constantFrom<JsonObject>({ status: "completed" }, { status: "failed" }, { status: "calling" }, {}),
  })
  .map(({ name, server_label, json, ended, status }) => ({ id }) => {
    const item = { id: id("mcp"), type: "mcp_call", name, server_label, approval_request_id: null };
    return [
      {
        added: { ...item, status: "in_progress", arguments: "", output: null, error: null },
        between: [
          ...steps("mcp_call", item.id, "in_progress"),
          { type: "response.mcp_call_arguments.delta", item_id: item.id, delta: json },
          { type: "response.mcp_call_arguments.done", item_id: item.id, arguments: json },
          ...steps("mcp_call", item.id, ended.error === null ? "completed" : "failed"),
        ],
        done: { ...item, ...status, arguments: json, ...ended },
      },
    ];
  });

const listed = fc.constantFrom<JsonObject>(
  { name: "search", description: "Searches.", input_schema: { type: "object" }, annotations: null },
  {
    name: "fetch",
    description: null,
    input_schema: { type: "object", properties: {} },
    annotations: { readOnlyHint: true },
  },
  { name: "", input_schema: {} },
  { name: "broken", input_schema: null },
);

/** An `mcp_list_tools` item: a listing, or a server that could not be asked. */
export const mcpListing: fc.Arbitrary<ItemMaker> = fc
  .record({
    server_label: server,
    tools: fc.array(listed, { maxLength: 3 }),
    error: fc.constantFrom<JsonObject>({}, { error: null }, { error: "no answer" }),
  })
  .map(({ server_label, tools, error }) => ({ id }) => {
    const item = { id: id("mcpl"), type: "mcp_list_tools", server_label };
    return [
      {
        added: { ...item, tools: [] },
        between: steps("mcp_list_tools", item.id, "in_progress", error.error ? "failed" : "completed"),
        done: { ...item, tools, ...error },
      },
    ];
  });
