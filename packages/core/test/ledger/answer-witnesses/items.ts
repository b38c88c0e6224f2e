import { maxEncryptedContent } from "../../../src/reasoning-envelope.js";
import { callItem, messageItem, reasoningItem } from "../../support/upstream-events.js";
import type { AnswerSample } from "../answer-sample.js";
import { type AnswerWitnesses, cut, ended, forEach, whole } from "./build.js";

const bm25 = { serverTools: ["tool_search_tool_bm25"] };
export const search = {
  type: "web_search_call",
  id: "ws_1",
  status: "completed",
  action: { type: "search", query: "a" },
};
export const code = {
  type: "code_interpreter_call",
  id: "ci_1",
  container_id: "cntr_1",
  status: "completed",
  code: "1",
  outputs: null,
};
export const server = {
  type: "mcp_call",
  id: "mcp_1",
  status: "completed",
  name: "a",
  server_label: "docs",
  arguments: "{}",
  output: "b",
  error: null,
};
export const listing = {
  type: "mcp_list_tools",
  id: "mcpl_1",
  server_label: "docs",
  tools: [{ name: "a", input_schema: { type: "object" } }],
};
export const found = {
  type: "tool_search_output",
  id: "tso_1",
  status: "completed",
  execution: "server",
  tools: [{ type: "function", name: "Read" }],
};
export const asked = {
  type: "tool_search_call",
  id: "tsc_1",
  status: "completed",
  execution: "server",
  arguments: { query: "a" },
};
const patch = {
  type: "custom_tool_call",
  id: "ctc_1",
  call_id: "call_1",
  name: "patch",
  input: "a",
  status: "completed",
};
const listed = { betas: ["mcp-tool-listing" as const] };
const cited = (annotation: object, text = "Hello") =>
  messageItem("", { content: [{ type: "output_text", text, annotations: [annotation] }] });
const down = { type: "http_error", code: 500, message: "down" };

const hidden = [
  "file_search_call",
  "image_generation_call",
  "computer_call",
  "computer_call_output",
  "local_shell_call",
  "local_shell_call_output",
  "shell_call",
  "shell_call_output",
  "apply_patch_call",
  "apply_patch_call_output",
  "program",
  "program_output",
];
const bookkeeping = [
  "mcp_approval_response",
  "function_call_output",
  "custom_tool_call_output",
  "additional_tools",
  "configuration_update",
];
const unfinished = (item: { type: string }, statuses: readonly string[]): AnswerWitnesses => ({
  [`${item.type}.status`]: [whole([{ ...item, status: "incomplete" }])],
  ...Object.fromEntries(
    statuses.map((status): [string, AnswerSample[]] => [
      `${item.type}.status=${status}`,
      [whole([{ ...item, status }])],
    ]),
  ),
});

/** Items whose rows weaken, drop or refuse something. */
export const itemWitnesses: AnswerWitnesses = {
  message: [whole([messageItem("a")], { prewarm: true })],
  ...forEach([...hidden, ...bookkeeping], (type) => [whole([{ type, id: "x_1", output: [] }])]),
  ...forEach(
    ["file_citation", "container_file_citation", "file_path"].map(
      (type) => `message.content[output_text].annotations[${type}]`,
    ),
    (name) => [whole([cited({ type: name.slice(name.lastIndexOf("[") + 1, -1), file_id: "file_1" })])],
  ),
  "message.content[refusal]": [
    whole([messageItem("", { content: [{ type: "refusal", refusal: "no" }] })], { format: true }),
  ],
  "message.phase=commentary": [whole([messageItem("Hm.", { phase: "commentary" })], { format: true })],
  reasoning: [
    whole([reasoningItem([], { encrypted_content: null })]),
    whole([reasoningItem(["a"], { content: [{ type: "reasoning_text", text: "b" }] })]),
    whole([reasoningItem(["a"], { encrypted_content: "a".repeat(maxEncryptedContent + 1) })]),
  ],
  function_call: [
    whole([callItem("Read", "{}"), callItem("Read", "{}")]),
    whole([callItem("parallel", '{"tool_uses":[{"recipient_name":"functions.Read","parameters":{}}]}')]),
  ],
  "function_call.caller": [whole([callItem("Read", "{}", { caller: { type: "program", caller_id: "call_9" } })])],
  custom_tool_call: [
    whole([patch]),
    ended({ output: [patch, patch], tools: [{ type: "custom", name: "patch" }] }),
    cut({ output: [{ ...patch, status: "incomplete" }], tools: [{ type: "custom", name: "patch" }] }),
    ended({
      output: [{ ...patch, caller: { type: "program", caller_id: "call_9" } }],
      tools: [{ type: "custom", name: "patch" }],
    }),
  ],
  "function_call.arguments": [
    cut({ output: [callItem("Read", '{"a')] }),
    whole([callItem("Read", '{"pages":""}')], { omittableArguments: { Read: { pages: ["empty_string"] } } }),
  ],
  web_search_call: [
    whole([{ ...search, action: { ...search.action, sources: [{ type: "url", url: "https://a.test" }] } }]),
  ],
  ...forEach(
    ["open_page", "find_in_page"].map((type) => `web_search_call.action[${type}]`),
    (name) => [
      whole([
        { ...search, action: { type: name.slice(name.indexOf("[") + 1, -1), url: "https://a.test", pattern: "a" } },
      ]),
    ],
  ),
  ...unfinished(search, ["in_progress", "incomplete"]),
  ...unfinished(code, ["in_progress", "incomplete", "interpreting"]),
  ...unfinished(server, ["in_progress", "incomplete", "calling"]),
  "code_interpreter_call.outputs[image]": [
    whole([
      {
        ...code,
        outputs: [
          { type: "logs", logs: "a" },
          { type: "image", url: "https://a.test/a.png" },
        ],
      },
    ]),
  ],
  tool_search_call: [whole([{ ...asked, execution: "client" }], bm25), whole([asked], bm25)],
  tool_search_output: [
    whole([asked, found]),
    whole([asked, { ...found, status: "incomplete" }], bm25),
    whole([asked, { ...found, tools: [{ type: "function" }] }], bm25),
  ],
  mcp_call: [whole([{ ...server, name: "" }])],
  "mcp_call.arguments": [whole([{ ...server, arguments: "[" }])],
  mcp_list_tools: [
    whole([listing]),
    whole([{ ...listing, error: down }]),
    whole([{ ...listing, tools: [{ ...listing.tools[0], annotations: { readOnly: true } }] }], listed),
    whole([{ ...listing, tools: [{ name: "a" }] }], listed),
  ],
  mcp_approval_request: [whole([{ type: "mcp_approval_request", id: "mcpr_1", name: "a", server_label: "docs" }])],
  compaction: [whole([{ type: "compaction", id: "cmp_1", encrypted_content: "a" }])],
};
