import { describe, expect, test } from "vitest";
import { encodeReasoningEnvelope, type ReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { encodeWebSearchEnvelope } from "../../src/web-search-envelope.js";
import { assistant, call, codes, refusal, request, result, text, translate, user } from "./support.js";

const identity = toOpenAIRequest(request(), { model: "gpt-5.6-sol", identity: "https://api.example/org" }).context
  .identity;
const options = { model: "gpt-5.6-sol-2026-07-09", identity: "https://api.example/org" };
const envelope = (changes: Partial<ReasoningEnvelope> = {}) =>
  encodeReasoningEnvelope({
    id: "rs_1",
    encryptedContent: "gAAAA",
    summaryLengths: [3, 5],
    family: "gpt-5.6-sol",
    identity,
    ...changes,
  });
const thought = (signature: unknown, thinking = "one\n\nthree") => ({ type: "thinking", thinking, signature });
const history = (blocks: unknown[], fields: object = {}, more: object = {}) =>
  translate(
    { messages: [user(text("go")), assistant(...blocks), user(text("on"))], ...fields },
    { ...options, ...more },
  );

describe("reasoning comes back in the signature (K5)", () => {
  const item = {
    type: "reasoning",
    id: "rs_1",
    encrypted_content: "gAAAA",
    summary: [
      { type: "summary_text", text: "one" },
      { type: "summary_text", text: "three" },
    ],
  };

  test("as the item that it was, its summary cut at the old lengths", () => {
    const { request, losses } = history([thought(envelope()), text("ok")]);
    expect(request.input[1]).toEqual(item);
    expect(losses).toEqual([]);
  });

  test.each([
    ["", []],
    ["changed meanwhile", [{ type: "summary_text", text: "changed meanwhile" }]],
  ])("with the text %j", (thinking, summary) => {
    expect(history([thought(envelope(), thinking), text("ok")]).request.input[1]).toEqual({ ...item, summary });
  });

  test("in redacted thinking as well (B6)", () => {
    const { request } = history([{ type: "redacted_thinking", data: envelope() }, text("ok")]);
    expect(request.input[1]).toEqual({ ...item, summary: [] });
  });

  test("with the phase of the message that follows", () => {
    const { request } = history([thought(envelope({ phase: "commentary" })), text("a"), text("b")]);
    expect(request.input.slice(2)).toMatchObject([{ phase: "commentary" }, { phase: "final_answer" }, {}]);
  });

  test.each([
    ["Claude's", "EqQBCgIYAhIM", {}],
    ["empty (B5e)", "", {}],
    ["missing (B5e)", undefined, {}],
    ["of another family", envelope({ family: "gpt-5.4" }), {}],
    ["of another upstream", envelope({ identity: "ffff" }), {}],
    ["without content", envelope({ encryptedContent: "" }), {}],
    ["sent to a model that does not reason", envelope({ family: "gpt-4o" }), { model: "gpt-4o" }],
  ])("a signature %s is dropped with a loss (K6, F27)", (_name, signature, more) => {
    const { request, losses } = history([thought(signature), text("ok")], {}, more);
    expect(request.input.map(({ type }) => type)).toEqual(["message", "message", "message"]);
    expect(codes(losses)).toEqual(["thinking_dropped@messages.1.content.0"]);
  });

  test("an item that stands there twice is sent once, as the upstream demands", () => {
    const search = encodeWebSearchEnvelope({ id: "ws_1", status: "completed", action: { type: "search", query: "q" } });
    const found = { type: "web_search_result", url: "https://a.example", title: "A", encrypted_content: search };
    const blocks = [
      thought(envelope()),
      { type: "server_tool_use", id: "s", name: "web_search", input: { query: "q" } },
      { type: "web_search_tool_result", tool_use_id: "s", content: [found] },
    ];
    const messages = [user(text("1")), assistant(...blocks), user(text("2")), assistant(...blocks), user(text("3"))];
    const { request, losses } = translate({ messages }, options);
    expect(request.input.map(({ type }) => type)).toEqual([
      "message",
      "reasoning",
      "web_search_call",
      "message",
      "message",
      "message",
    ]);
    expect(codes(losses)).toEqual([
      "repeated_item_dropped@messages.3.content.0",
      "server_tool_flattened@messages.3.content.2",
    ]);
  });

  test("reasoning that nothing follows in its turn is dropped (M17)", () => {
    const { request, losses } = history([text("ok"), thought(envelope())]);
    expect(request.input.map(({ type }) => type)).toEqual(["message", "message", "message"]);
    expect(codes(losses)).toEqual(["orphan_reasoning_dropped@messages.1.content.1"]);
  });

  test("a call that follows is enough", () => {
    const messages = [user(text("go")), assistant(thought(envelope()), call("a")), user(result("a"))];
    expect(translate({ messages }, options).request.input[1]).toEqual(item);
  });

  test("thinking of older turns is left out as context_management asks (A31)", () => {
    const blocks = (id: string) => [thought(envelope({ id })), text("ok")];
    const [first, second] = [assistant(...blocks("rs_1")), assistant(...blocks("rs_2"))];
    const messages = [user(text("1")), first, user(text("2")), second, user(text("3"))];
    const kept = (keep: unknown) =>
      translate({ messages, context_management: { edits: [{ type: "clear_thinking_20251015", keep }] } }, options);
    expect(kept("all").losses).toEqual([]);
    expect(kept({ type: "all" }).losses).toEqual([]);
    expect(kept({ type: "thinking_turns", value: 2 }).losses).toEqual([]);
    const { request, losses } = kept({ type: "thinking_turns", value: 1 });
    expect(codes(losses)).toEqual(["thinking_cleared@messages.1.content.0"]);
    expect(request.input.filter(({ type }) => type === "reasoning")).toHaveLength(1);
  });
});

describe("history of server tools", () => {
  const use = (name: string, input: unknown = { query: "tides" }) => ({
    type: "server_tool_use",
    id: "srvtoolu_1",
    name,
    input,
  });
  const found = (encrypted_content: string) => ({
    type: "web_search_tool_result",
    tool_use_id: "srvtoolu_1",
    content: [{ type: "web_search_result", url: "https://a.example", title: "A", encrypted_content }],
  });
  const search = { id: "ws_1", status: "completed", action: { type: "search", query: "tides" } };

  test("our own search is the item that it was (B9)", () => {
    const { request, losses } = history([use("web_search"), found(encodeWebSearchEnvelope(search)), text("ok")]);
    expect(request.input[1]).toEqual({ type: "web_search_call", ...search });
    expect(losses).toEqual([]);
  });

  test("another's is text (B9x)", () => {
    const { request, losses } = history([use("web_search"), found("EqgfCioIARgB"), text("ok")]);
    expect(request.input[1]).toMatchObject({
      role: "assistant",
      content: "[web_search: tides]\n- A: https://a.example",
    });
    expect(codes(losses)).toEqual(["server_tool_flattened@messages.1.content.1"]);
  });

  test.each([
    [
      "web_search_tool_result",
      { type: "web_search_tool_result_error", error_code: "unavailable" },
      "Error: unavailable",
    ],
    [
      "web_fetch_tool_result",
      {
        type: "web_fetch_result",
        url: "https://a.example",
        content: { type: "document", title: "T", source: { type: "text", media_type: "text/plain", data: "page" } },
      },
      "https://a.example\nT\npage",
    ],
    [
      "code_execution_tool_result",
      { type: "code_execution_result", stdout: "4", stderr: "w", return_code: 1, content: [] },
      "4\nw\nReturn code: 1",
    ],
    [
      "bash_code_execution_tool_result",
      { type: "bash_code_execution_result", stdout: "4", stderr: "", return_code: 0 },
      "4",
    ],
    [
      "bash_code_execution_tool_result",
      { type: "bash_code_execution_tool_result_error", error_code: "unavailable" },
      "Error: unavailable",
    ],
    [
      "text_editor_code_execution_tool_result",
      { type: "text_editor_code_execution_view_result", content: "file", file_type: "text" },
      "file",
    ],
    [
      "text_editor_code_execution_tool_result",
      { type: "text_editor_code_execution_create_result", is_file_update: true },
      '{"is_file_update":true}',
    ],
    [
      "tool_search_tool_result",
      { type: "tool_search_tool_search_result", tool_references: [{ type: "tool_reference", tool_name: "A" }] },
      "- A",
    ],
    ["advisor_tool_result", { type: "advisor_result", text: "advice" }, "advice"],
    ["mcp_tool_result", [{ type: "text", text: "said" }], "said"],
    ["mcp_tool_result", "said", "said"],
  ])("a %s is readable text", (type, content, rendered) => {
    const { request } = history([use("x"), { type, tool_use_id: "srvtoolu_1", content }, text("ok")]);
    expect(request.input[1]).toMatchObject({ role: "assistant", content: `[x: tides]\n${rendered}` });
  });

  test("an MCP call names its server (B14)", () => {
    const mcp = { type: "mcp_tool_use", id: "m1", name: "echo", server_name: "s", input: { a: 1 } };
    const { request } = history([mcp, { type: "mcp_tool_result", tool_use_id: "m1", content: "hi" }, text("ok")]);
    expect(request.input[1]).toMatchObject({ content: '[s.echo: {"a":1}]\nhi' });
  });

  test("a call without result at the end is one to go on with, no prefill (M7)", () => {
    const { losses } = translate({ messages: [user(text("go")), assistant(text("a"), use("web_search"))] });
    expect(codes(losses)).toEqual(["server_tool_flattened@messages.1.content.1"]);
  });
});

describe("other blocks of an assistant", () => {
  test("citations are left out, the text stays (B10)", () => {
    const { request, losses } = history([text("cited", { citations: [{ type: "web_search_result_location" }] })]);
    expect(request.input[1]).toMatchObject({ content: "cited" });
    expect(codes(losses)).toEqual(["citations_dropped@messages.1.content.0.citations"]);
  });

  test("a fallback note is left out (B13)", () => {
    const { losses } = history([{ type: "fallback", from: { model: "a" }, to: { model: "b" } }, text("ok")]);
    expect(codes(losses)).toEqual(["fallback_block_dropped@messages.1.content.0"]);
  });

  test("a document is text before 2026-10-21, refused after (B17)", () => {
    const source = { type: "text", media_type: "text/plain", data: "words" };
    const block = { type: "document", source };
    expect(history([block]).request.input[1]).toMatchObject({ role: "assistant", content: "words" });
    const messages = [user(text("a")), assistant(block)];
    expect(refusal({ messages }, { headers: { "anthropic-version": "2026-10-21" } }).path).toBe("messages.1.content.0");
  });

  test("a compaction block stands for everything before it (B12)", () => {
    const compaction = { type: "compaction", content: "So far: tides." };
    const { request, losses } = history([compaction, text("ok")], { system: "Be brief." });
    expect(request.input).toMatchObject([
      { role: "developer", content: [{ text: "Be brief." }] },
      { role: "developer", content: [{ text: "So far: tides." }] },
      { role: "assistant", content: "ok" },
      { role: "user" },
    ]);
    expect(codes(losses)).toEqual(["compaction_applied@messages"]);
    expect(history([{ type: "compaction", content: null }, text("ok")]).request.input).toHaveLength(3);
  });

  test("two compaction blocks are ambiguous", () => {
    const compaction = { type: "compaction", content: "x" };
    const error = refusal({ messages: [user(text("a")), assistant(compaction, compaction)] });
    expect(error.details).toEqual({ error_code: "compaction_block_ambiguous" });
  });

  test("a call from code execution keeps its call, loses its caller (B7)", () => {
    const caller = { type: "code_execution_20260120", tool_id: "srvtoolu_1" };
    const messages = [user(text("a")), assistant({ ...call("t"), caller }), user(result("t"))];
    const { losses } = translate({ messages });
    expect(codes(losses)).toEqual(["feature_unsupported@messages.1.content.0.caller"]);
  });
});
