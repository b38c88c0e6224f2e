import { encodeCompactionEnvelope } from "../../../src/compaction-envelope.js";
import { encodeReasoningEnvelope } from "../../../src/reasoning-envelope.js";
import { encodeWebSearchEnvelope } from "../../../src/web-search-envelope.js";
import { assistant, call, result, text, tool, user } from "../../request/support.js";
import type { Sample } from "../sample.js";
import { ephemeral, of } from "./build.js";

const search = { type: "web_search_20250305", name: "web_search" };
const closed = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };
const format = { type: "json_schema", schema: closed };
const efforts = ["low", "medium", "high", "xhigh", "max"];
const signature = (family: string) =>
  encodeReasoningEnvelope({ id: "rs_1", encryptedContent: "gAAAA", summaryLengths: [1], family, identity: "" });
const place = { type: "approximate", city: "a", country: "DE", region: "b", timezone: "Europe/Berlin" };
const python = { type: "code_execution_20250522", name: "code_execution" };
const compacted = encodeCompactionEnvelope({ encryptedContent: "a", identity: "" });
const ours = encodeWebSearchEnvelope({ id: "ws_1", status: "completed", action: { type: "search", query: "a" } });

/** Requests that come across whole. */
export const plainSamples: readonly Sample[] = [
  of({ stream: true, system: [text("a", ephemeral)] }),
  of({ max_tokens: 0 }),
  of({ temperature: 0.5, top_p: 0.5 }, "gpt-4o"),
  of({ service_tier: "auto" }),
  of({ service_tier: "standard_only", speed: "standard" }),
  of({ speed: "fast" }),
  of({ cache_control: { type: "ephemeral", ttl: "5m" } }),
  of({ output_config: { format } }),
  ...efforts.map((effort) => of({ output_config: { effort }, thinking: { type: "adaptive", display: "summarized" } })),
  of({ thinking: { type: "disabled" } }),
  of({ thinking: { type: "adaptive", display: "omitted" } }),
  ...["auto", "none"].map((type) => of({ tools: [tool("Read")], tool_choice: { type } })),
  of(
    { tools: [tool("Read")], tool_choice: { type: "tool", name: "Read", disable_parallel_tool_use: true } },
    "gpt-4.1",
  ),
  of({ tools: [search], tool_choice: { type: "any" } }, "gpt-4.1"),
  of({ tools: [search, tool("Read")], tool_choice: { type: "tool", name: "web_search" } }, "gpt-4.1"),
  of({
    messages: [
      user(text("a")),
      assistant({ type: "thinking", thinking: "b", signature: signature("gpt-5.6-sol") }, text("c"), call("t")),
      user(result("t", "d"), text("e")),
    ],
    tools: [tool("Read")],
  }),
  of({
    messages: [
      user(text("a")),
      assistant(
        { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "a" } },
        {
          type: "web_search_tool_result",
          tool_use_id: "srvtoolu_1",
          content: [{ type: "web_search_result", title: "b", url: "https://example.com", encrypted_content: ours }],
        },
        text("c"),
      ),
      user(text("d")),
    ],
    tools: [search],
  }),
  of({ diagnostics: { previous_message_id: "msg_0a1b" } }),
  of({ tools: [{ ...search, user_location: place }] }),
  of({ tools: [{ ...search, type: "web_search_20260209", user_location: place }] }),
  of({ tools: [{ ...search, type: "web_search_20260318", user_location: place }] }),
  of({ metadata: {}, container: "cntr_1", tools: [python] }),
  { fields: { stream: false }, headers: { "x-claude-code-session-id": "a", "x-claude-code-agent-id": "b" } },
  of({
    messages: [
      user(text("a")),
      assistant(
        { type: "server_tool_use", id: "srvtoolu_ci_1_cntr_1", name: "code_execution", input: { code: "1" } },
        {
          type: "code_execution_tool_result",
          tool_use_id: "srvtoolu_ci_1_cntr_1",
          content: { type: "code_execution_result", stdout: "1", stderr: "", return_code: 0, content: [] },
        },
        { type: "mcp_tool_listing", mcp_server_name: "s", tools: [] },
        { type: "mcp_tool_use", id: "mcptoolu_mcp_1", name: "a", server_name: "s", input: {} },
        { type: "mcp_tool_result", tool_use_id: "mcptoolu_mcp_1", is_error: true, content: "b" },
        text("c"),
      ),
      user(text("d")),
    ],
    mcp_servers: [{ type: "url", name: "s", url: "https://example.com/mcp" }],
    tools: [python, { type: "mcp_toolset", mcp_server_name: "s" }],
  }),
  of({
    messages: [
      assistant({ type: "compaction", content: "[compacted]", encrypted_content: compacted }),
      user(text("a")),
    ],
  }),
  of(
    {
      messages: [user(text("a")), { role: "system", content: "b", output_config: { effort: "low" } }, user(text("c"))],
    },
    "gpt-6-astra",
  ),
];
