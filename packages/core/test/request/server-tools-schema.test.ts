import { describe, expect, test } from "vitest";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { hasSchema, openAIRequestJudge } from "../support/schema.js";
import { assistant, text, tool, translate, user } from "./support.js";

const ran = { type: "code_interpreter_call", id: "ci_1", container_id: "cntr_1", code: "1" };
const called = { type: "mcp_call", id: "mcp_1", server_label: "docs", name: "search", arguments: "{}" };
const output = [
  { type: "mcp_list_tools", id: "mcpl_1", server_label: "docs", tools: [{ name: "search", input_schema: {} }] },
  { ...ran, status: "completed", outputs: [{ type: "logs", logs: "1" }] },
  { ...ran, id: "ci_2", status: "failed", outputs: null },
  { ...ran, id: "ci_3", status: "incomplete" },
  { ...called, output: "x" },
  { ...called, id: "mcp_2", error: { type: "http_error", code: 500, message: "down" } },
];

/** `TRANSPOND_SCHEMA`, or `../shared/schema` beside the repository. */
describe.skipIf(!hasSchema)("what is sent of server tools fits OpenAI's own schema (needs the schema)", () => {
  const fields = {
    mcp_servers: [{ type: "url", name: "docs", url: "https://mcp.example.com", authorization_token: "t" }],
    tools: [
      { type: "code_execution_20260521", name: "code_execution" },
      { type: "mcp_toolset", mcp_server_name: "docs", default_config: { defer_loading: true } },
      { type: "tool_search_tool_bm25_20251119", name: "tool_search_tool_bm25" },
      tool("A"),
    ],
    tool_choice: { type: "tool", name: "code_execution" },
  };
  const options = { headers: { "anthropic-beta": "mcp-client-2026-09-15" } };

  test.each([
    [{}],
    [{ container: "cntr_1" }],
    [{ tools: [{ ...fields.tools[1], tools: [{ name: "a", input_schema: {} }] }, tool("A")], tool_choice: undefined }],
  ])("with %j", (changes) => {
    const { context } = translate({ ...fields, ...changes }, options);
    const { message } = fromOpenAIResponse({ id: "resp_1", status: "completed", output }, context);
    const messages = [user(text("a")), assistant(...message.content, text("ok")), user(text("b"))];
    const { request } = translate({ ...fields, ...changes, messages }, options);
    expect(request.input.map(({ type }) => type)).toContain("mcp_call");
    expect(openAIRequestJudge()(request)).toEqual([]);
  });

  test("the judge would see another item", () => {
    const { request } = translate(fields, options);
    const input = [...request.input, { type: "mcp_call", id: "mcp_1" }];
    expect(openAIRequestJudge()({ ...request, input })).not.toEqual([]);
  });
});
