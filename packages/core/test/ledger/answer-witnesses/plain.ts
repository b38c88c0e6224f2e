import { encodeReasoningEnvelope } from "../../../src/reasoning-envelope.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
  textDelta,
} from "../../support/upstream-events.js";
import type { AnswerSample } from "../answer-sample.js";
import { cut, ended, events, whole } from "./build.js";
import { asked, code, found, listing, search, server } from "./items.js";

const hello = messageItem("Hello");
const at = { output_index: 0, content_index: 0 };
const begun = (item: object) => [created(), added(0, item)];
const failed = (error: object) => ended({ status: "failed", error });
const policies = ["bio_policy", "cyber_policy_violation"];
const cited = { type: "url_citation", url: "https://a.test", title: "a", start_index: 0, end_index: 5 };
const withCitation = messageItem("", { content: [{ type: "output_text", text: "Hello", annotations: [cited] }] });
const counted = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 2, cache_write_tokens: 3, cache_write_tokens_details: { ttl_12h_tokens: 1 } },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 4 },
};
const other = { id: "resp_2" };
const withheld = {
  input_transformations: [{ id: "rs_1", type: "reasoning", action: "removed", reason: "model_mismatch" }],
};
const shortLived = {
  ...counted,
  input_tokens_details: { cache_write_tokens: 3, cache_write_tokens_details: { ttl_30m_tokens: 1 } },
};
const tools = [{ type: "custom", name: "patch" }];
const custom = {
  type: "custom_tool_call",
  id: "ctc_1",
  call_id: "call_1",
  name: "patch",
  input: "a",
  status: "completed",
};
const signature = encodeReasoningEnvelope({
  id: "rs_1",
  encryptedContent: "a",
  summaryLengths: [],
  family: "f",
  identity: "",
});

/** Answers that show what comes across. */
export const plainAnswers: readonly AnswerSample[] = [
  whole([hello, callItem("Read", "{}")]),
  whole([reasoningItem(["a"]), hello]),
  whole([reasoningItem([], { content: [{ type: "reasoning_text", text: "a" }] })]),
  whole([reasoningItem(["a"]), messageItem("b", { phase: "commentary" }), callItem("Read", "{}")]),
  whole([withCitation]),
  whole([messageItem("", { content: [{ type: "refusal", refusal: "no" }] })]),
  whole([callItem("click", "{}", { namespace: "computer" })], { toolsets: ["computer"] }),
  ended({ output: [custom], tools }),
  whole([search, { ...search, id: "ws_2", status: "searching" }]),
  whole([{ ...code, outputs: [{ type: "logs", logs: "a" }] }]),
  ended({ output: [code], created_at: 5 }),
  whole([
    server,
    { ...server, id: "mcp_2", status: "failed", error: { type: "http_error", code: 500, message: "down" } },
  ]),
  whole([listing], { betas: ["mcp-tool-listing"] }),
  whole([asked, found], { serverTools: ["tool_search_tool_bm25"] }),
  whole([asked, found], { serverTools: ["tool_search_tool_regex"] }),
  whole([{ type: "compaction", id: "cmp_1", encrypted_content: "a" }], { compaction: true }),
  ...["max_output_tokens", "content_filter", "steered"].map((reason) => cut({ incomplete_details: { reason } })),
  cut({ usage: { ...counted, input_tokens: 95 } }, { contextWindow: 100, maxOutputTokens: 50 }),
  cut(
    { incomplete_details: { reason: "content_filter" } },
    { beta: true, fallbackCredit: true, contextManagement: null },
  ),
  ...policies.map((policy) => failed({ code: policy, message: "no" })),
  failed({ code: "rate_limit_exceeded", message: "slow", type: "tokens", param: "input[0]" }),
  failed({ type: "rate_limit_error", message: "slow" }),
  failed({ code: "misalignment_policy_violation", message: "a", misalignment: { detailed_explanation: "b" } }),
  ended(
    { usage: counted, service_tier: "priority", tool_usage: { web_search: { num_requests: 2 } } },
    { speed: "fast" },
  ),
  ended({ usage: shortLived }),
  ended({ usage: counted, service_tier: "default" }, { speed: "fast" }),
  ended({ prompt_cache_diagnostics: { type: "cache_hit" } }, { cacheDiagnostics: "requested" }),
  ended(withheld, { inputTransformations: [], reasoningPaths: { rs_1: "messages.1.content.0" } }),
  { ...whole([messageItem("one END two")]), context: { stopSequences: ["END"] } },

  events(...begun({ ...hello, content: [] }), textDelta(0, "Hello"), done(0, hello), terminal([hello])),
  events(
    ...begun({ ...hello, content: [] }),
    { type: "response.output_text.done", ...at, text: "Hello" },
    terminal([]),
  ),
  events(
    ...begun({ ...hello, content: [] }),
    { type: "response.content_part.added", ...at, part: { type: "output_text", text: "Hello" } },
    terminal([]),
  ),
  events(
    ...begun({ ...hello, content: [] }),
    { type: "response.content_part.done", ...at, part: { type: "output_text", text: "Hello" } },
    terminal([]),
  ),
  events(
    ...begun({ ...hello, content: [] }),
    textDelta(0, "Hello"),
    { type: "response.output_text.annotation.added", ...at, annotation_index: 0, annotation: cited },
    terminal([]),
  ),
  events(...begun({ ...hello, content: [] }), { type: "response.refusal.delta", ...at, delta: "no" }, terminal([])),
  events(...begun({ ...hello, content: [] }), { type: "response.refusal.done", ...at, refusal: "no" }, terminal([])),
  events(
    ...begun({ ...reasoningItem([]), encrypted_content: "a" }),
    summaryDelta(0, "Hm."),
    done(0, reasoningItem(["Hm."])),
    terminal([reasoningItem(["Hm."])]),
  ),
  ...["reasoning_summary_text", "reasoning_text"].flatMap((name) => [
    events(
      ...begun(reasoningItem([])),
      { type: `response.${name}.done`, ...at, summary_index: 0, text: "Hm." },
      terminal([]),
    ),
    events(
      ...begun(reasoningItem([])),
      { type: `response.${name}.delta`, ...at, summary_index: 0, delta: "Hm." },
      terminal([]),
    ),
  ]),
  events(
    ...begun(reasoningItem([])),
    {
      type: "response.reasoning_summary_part.done",
      output_index: 0,
      summary_index: 0,
      part: { type: "summary_text", text: "Hm." },
    },
    terminal([]),
  ),
  events(...begun(callItem("Read", "")), argumentsDelta(0, "{}"), terminal([])),
  events(
    ...begun(callItem("Read", "")),
    { type: "response.function_call_arguments.done", output_index: 0, arguments: '{"a":1}' },
    terminal([]),
  ),
  ...["delta", "done"].map((kind) =>
    events(
      created({ tools }),
      added(0, { ...custom, input: "" }),
      { type: `response.custom_tool_call_input.${kind}`, output_index: 0, delta: "a", input: "a" },
      done(0, { ...custom, input: undefined }),
      terminal([]),
    ),
  ),
  ...["queued", "in_progress"].map((name) =>
    events({ ...created(), type: `response.${name}` }, done(0, hello), terminal([hello], other)),
  ),
  events(...begun(hello), { type: "keepalive" }, done(0, hello), terminal([hello])),
  ...["incomplete", "failed", "cancelled"].map((status) => events(created(), done(0, hello), terminal([], { status }))),
  events(created(), { type: "error", code: "rate_limit_exceeded", message: "slow" }),
  { ...events(created(), terminal([])), context: { inputTransformations: [] } },
  {
    ...events(created(), terminal([], withheld)),
    context: {
      contextManagement: { applied_edits: [] },
      inputTransformations: [],
      reasoningPaths: { rs_1: "messages.1.content.0" },
    },
  },
  { ...events(...begun(hello), done(0, messageItem("one END two"))), context: { stopSequences: ["END"] } },
  {
    ...events(created(), terminal([{ type: "compaction", id: "cmp_1", encrypted_content: signature }])),
    context: { compaction: true },
  },
  ...[...policies, "rate_limit_exceeded"].map((name) =>
    events(created(), { type: "error", code: name, message: "no" }),
  ),
];
