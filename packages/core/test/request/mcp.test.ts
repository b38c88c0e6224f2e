import { describe, expect, test } from "vitest";
import type { BetaContentBlock } from "../../src/anthropic/message.js";
import { isObject, objectsAt } from "../../src/json.js";
import { mcpLabel } from "../../src/names.js";
import { decodeMcpCallId, encodeMcpCallId } from "../../src/server-tool-id.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { createTranslator } from "../../src/stream/create-translator.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { needsCorpus, recordings } from "../support/corpus.js";
import { officialBetaMessage } from "../support/official-accumulator.js";
import { anthropicJudge, hasSchema, streamEventJudge } from "../support/schema.js";
import { added, created, done, messageItem, terminal, usage } from "../support/upstream-events.js";
import { assistant, codes, ephemeral, refusal, text, tool, translate, user } from "./support.js";

const token = "secret-oauth-token-of-the-client";
const server = { type: "url", name: "docs", url: "https://mcp.example.com/sse" };
const toolset = { type: "mcp_toolset", mcp_server_name: "docs" };
const plain = { type: "mcp", server_label: "docs", server_url: server.url, require_approval: "never" };
const declared = { mcp_servers: [server], tools: [toolset] };
const listed = { name: "search", description: "Searches.", input_schema: { type: "object", properties: {} } };
const other = { name: "purge", input_schema: { type: "object" } };
const one = (set: object, more: object = {}) =>
  translate({ mcp_servers: [{ ...server, ...more }], tools: [{ ...toolset, ...set }] });

describe("servers and toolsets become mcp tools (T15)", () => {
  test("all tools of a server", () => {
    const { request, losses, context } = translate(declared);
    expect(request.tools).toEqual([plain]);
    expect(losses).toEqual([]);
    expect(context).not.toHaveProperty("mcpServers");
    expect(context.paths.tools).toEqual(["tools.0"]);
  });

  test.each([
    [{ configs: { search: { enabled: true } } }, undefined],
    [{ default_config: { enabled: false }, configs: { a: { enabled: true }, b: {}, c: { enabled: false } } }, ["a"]],
    [{ tools: [listed, other] }, ["search", "purge"]],
    [{ tools: [listed, other], configs: { purge: { enabled: false } } }, ["search"]],
    [{ tools: [listed, other], default_config: { enabled: false }, configs: { purge: { enabled: true } } }, ["purge"]],
    [{ configs: JSON.parse('{"__proto__":{"enabled":true}}'), default_config: { enabled: false } }, ["__proto__"]],
  ])("%j", (set, allowed) => {
    const { request, losses } = one(set);
    expect(request.tools).toEqual([{ ...plain, ...(allowed && { allowed_tools: allowed }) }]);
    expect(losses).toEqual([]);
  });

  test.each([
    { configs: { purge: { enabled: false }, search: {} } },
    { configs: { purge: { enabled: false } }, default_config: { enabled: true } },
    { configs: { purge: { enabled: false } }, tools: null },
  ])("%j: a tool that is switched off among all cannot be left out", (set) => {
    const error = refusal({ ...declared, tools: [{ ...toolset, ...set }] });
    expect(error).toMatchObject({ status: 400, path: "tools.0.mcp_toolset.configs.purge.enabled" });
    expect(error.message).toContain("only if the toolset lists its tools in `tools`");
  });

  test("a tool that is switched off is left out of what the server itself allows", () => {
    const set = { configs: { purge: { enabled: false } } };
    const { request, losses } = one(set, { tool_configuration: { allowed_tools: ["search", "purge"] } });
    expect(request.tools).toEqual([{ ...plain, allowed_tools: ["search"] }]);
    expect(codes(losses)).toEqual(["tool_hint_dropped@mcp_servers.0.tool_configuration"]);
  });

  test.each([{ default_config: { enabled: false } }, { tools: [] }])("%j leaves nothing to call", (set) => {
    const { request, losses } = one(set);
    expect(request).not.toHaveProperty("tools");
    expect(codes(losses)).toEqual(["mcp_server_unused@tools.0", "mcp_server_unused@mcp_servers.0"]);
  });

  test("the token goes to the upstream and nowhere else", () => {
    const mcp_servers = [{ ...server, authorization_token: token, future: token }];
    const tools = [{ ...toolset, configs: { a: { defer_loading: true } }, ...ephemeral }];
    const { request, context, losses } = translate({ mcp_servers, tools });
    expect(request.tools).toEqual([{ ...plain, authorization: token }]);
    expect(JSON.stringify([context, losses])).not.toContain(token);
    const broken = [
      { mcp_servers: [{ ...server, authorization_token: [token] }], tools },
      { mcp_servers, tools: [] },
      { mcp_servers: [...mcp_servers, ...mcp_servers], tools },
    ];
    for (const fields of broken) {
      const error = refusal(fields, { headers: { "anthropic-beta": "mcp-client-2025-11-20" } });
      expect(JSON.stringify([error.message, error.details, error.losses])).not.toContain(token);
    }
    for (const none of [null, ""]) expect(one({}, { authorization_token: none }).request.tools).toEqual([plain]);
  });

  test.each([
    ["docs", "docs"],
    ["a-B_9", "a-B_9"],
    ["AWS docs", /^AWS_docs_[0-9a-f]{16}$/],
    ["9lives", /^mcp_9lives_[0-9a-f]{16}$/],
    ["é", /^mcp___[0-9a-f]{16}$/],
    ["x".repeat(64), "x".repeat(64)],
    ["x".repeat(65), /^x{40}_[0-9a-f]{16}$/],
  ])("the name %j has the label %s", (name, label) => {
    expect(mcpLabel(name)).toMatch(label);
    expect(mcpLabel(name)).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
    const { context, losses } = translate({
      mcp_servers: [{ ...server, name }],
      tools: [{ ...toolset, mcp_server_name: name }],
    });
    expect(context.mcpServers ?? { [name]: name }).toEqual({ [mcpLabel(name)]: name });
    expect(codes(losses)).toEqual(name === label ? [] : ["mcp_names@mcp_servers.0.name"]);
  });

  test("labels that differ in case only are told apart", () => {
    const names = ["docs", "Docs"];
    const { request, context } = translate({
      mcp_servers: names.map((name) => ({ ...server, name })),
      tools: names.map((mcp_server_name) => ({ ...toolset, mcp_server_name })),
    });
    const labels = request.tools?.map((sent) => (sent.type === "mcp" ? sent.server_label : null));
    expect(labels).toEqual(["docs", expect.stringMatching(/^Docs_[0-9a-f]{16}$/)]);
    expect(context.mcpServers).toEqual({ [String(labels?.[1])]: "Docs" });
  });

  test("many servers are labelled in linear time", () => {
    const mcp_servers = Array.from({ length: 30_000 }, (_, index) => ({ ...server, name: `Docs${index}` }));
    const begin = performance.now();
    expect(translate({ mcp_servers }).request.tools).toHaveLength(mcp_servers.length);
    // Each compared with all others takes over ten times as long.
    expect(performance.now() - begin).toBeLessThan(4000);
  });

  test("unknown fields are reported with their paths", () => {
    const { losses } = one(
      { future: 1, default_config: { future: 1 }, configs: { a: { future: 1 } }, tools: [{ ...listed, future: 1 }] },
      { future: 1 },
    );
    expect(codes(losses)).toEqual([
      "unknown_field@mcp_servers.0.future",
      "unknown_field@tools.0.future",
      "unknown_field@tools.0.default_config.future",
      "unknown_field@tools.0.configs.a.future",
      "unknown_field@tools.0.tools.0.future",
    ]);
  });

  test.each([
    [{ tools: [toolset] }, "tools.0.mcp_toolset.mcp_server_name"],
    [{ mcp_servers: [server], tools: [toolset, toolset] }, "tools.1.mcp_toolset.mcp_server_name"],
    [{ mcp_servers: [server, { ...server, name: "b" }], tools: [toolset] }, "mcp_servers.1"],
    [{ mcp_servers: [server, server], tools: [toolset] }, "mcp_servers"],
    [{ mcp_servers: [{ ...server, url: "http://mcp.example.com" }], tools: [toolset] }, "mcp_servers.0.url"],
    [{ mcp_servers: [{ ...server, type: "stdio" }], tools: [toolset] }, "mcp_servers.0.type"],
    [{ mcp_servers: [{ ...server, name: "" }], tools: [toolset] }, "mcp_servers.0.name"],
    [{ mcp_servers: ["docs"] }, "mcp_servers.0"],
    [
      { ...declared, tools: [{ ...toolset, configs: { a: { enabled: 1 } } }] },
      /^tools\.0\.(mcp_toolset\.)?configs\.a\.enabled$/,
    ],
    [{ ...declared, tools: [{ ...toolset, default_config: true }] }, /^tools\.0\.(mcp_toolset\.)?default_config$/],
    [
      { ...declared, tools: [{ ...toolset, tools: [{ name: "a" }] }] },
      /^tools\.0\.(mcp_toolset\.)?tools\.0\.input_schema$/,
    ],
  ])("%j is refused", (fields, path) => {
    expect(refusal(fields)).toMatchObject({ status: 400, path: expect.stringMatching(path) });
  });

  test("without toolsets: taken from the first beta, refused in later ones", () => {
    const fields = { mcp_servers: [server] };
    const beta = (value: string) => ({ headers: { "anthropic-beta": value } });
    for (const value of ["", "mcp-client-2025-04-04"]) {
      const { request, context } = translate(fields, beta(value));
      expect(request.tools).toEqual([plain]);
      expect(context.paths.tools).toEqual(["mcp_servers.0"]);
    }
    for (const value of [
      "mcp-client-2025-11-20",
      "mcp-client-2026-09-15",
      "mcp-client-2025-04-04,mcp-client-2025-11-20",
    ]) {
      expect(refusal(fields, beta(value))).toMatchObject({ status: 400, path: "mcp_servers.0" });
    }
  });

  test.each([
    [{ enabled: true }, [plain]],
    [{ enabled: null, allowed_tools: null }, [plain]],
    [{ allowed_tools: ["a", "b"] }, [{ ...plain, allowed_tools: ["a", "b"] }]],
    [{ enabled: false, allowed_tools: ["a"] }, undefined],
    [{ allowed_tools: [] }, undefined],
  ])("the older tool_configuration %j", (tool_configuration, tools) => {
    expect(translate({ mcp_servers: [{ ...server, tool_configuration }] }).request.tools).toEqual(tools);
  });

  test("beside a toolset, both must allow a tool", () => {
    const tool_configuration = { allowed_tools: ["b", "a"] };
    const set = { default_config: { enabled: false }, configs: { a: { enabled: true }, c: { enabled: true } } };
    expect(one(set, { tool_configuration }).request.tools).toEqual([{ ...plain, allowed_tools: ["a"] }]);
    expect(one({}, { tool_configuration }).request.tools).toEqual([{ ...plain, allowed_tools: ["b", "a"] }]);
  });

  test("a toolset that a system message brings counts", () => {
    const addition = { type: "tool_addition", tool: { type: "tool_definition", definition: toolset } };
    const messages = [user(text("a")), { role: "system", content: [addition] }];
    const headers = { "anthropic-beta": "mcp-client-2026-09-15" };
    expect(translate({ mcp_servers: [server], messages }, { headers }).request.tools).toEqual([plain]);
  });

  describe("a toolset that a system message brings", () => {
    const bringing = (definition: object) => ({
      role: "system",
      content: [{ type: "tool_addition", tool: { type: "tool_definition", definition } }, text("Go on.")],
    });
    const id = encodeMcpCallId({ id: "mcp_1", identity: translate({}).context.identity }) ?? "";
    const answer = assistant(
      { type: "mcp_tool_use", id, name: "search", server_name: "docs", input: {} },
      { type: "mcp_tool_result", tool_use_id: id, content: "High" },
      text("ok"),
    );

    test("its pinned listing stands where it was brought", () => {
      const pinned = { ...toolset, tools: [listed] };
      const block = { type: "mcp_tool_listing", mcp_server_name: "docs", tools: [other] };
      const messages = [user(text("a")), bringing(pinned), assistant(block, text("ok")), user(text("b"))];
      const headers = { "anthropic-beta": "mcp-client-2026-09-15" };
      const { request, losses, context } = translate({ mcp_servers: [server], messages }, { headers });
      expect(request.tools).toEqual([{ ...plain, allowed_tools: ["search"] }]);
      expect(request.input.slice(0, 3)).toMatchObject([
        { role: "user" },
        { type: "mcp_list_tools", server_label: "docs", tools: [listed] },
        { role: "developer", content: [{ text: "Go on." }] },
      ]);
      expect(request.input.filter(({ type }) => type === "mcp_list_tools")).toHaveLength(1);
      expect(context.paths.input[1]).toBe("messages.1.content.0.tool.definition.tools");
      expect(codes(losses)).toContain("repeated_item_dropped@messages.2.content.0");
    });

    test("stands for its server, which no beta makes need one; others stand alone", () => {
      const mcp_servers = [server, { ...server, name: "maps" }];
      const before = [user(text("a")), answer, user(text("b"))];
      const first = translate({ mcp_servers, messages: before }).request;
      expect(first.tools).toMatchObject([{ server_label: "docs" }, { server_label: "maps" }]);
      expect(first.input[1]).toMatchObject({ type: "mcp_call", server_label: "docs" });
      const set = { ...toolset, tools: [listed, other], configs: { purge: { enabled: false } } };
      const { request } = translate({ mcp_servers, messages: [...before, bringing(set)] });
      expect(request.tools).toEqual([
        { ...plain, server_label: "maps" },
        { ...plain, allowed_tools: ["search"] },
      ]);
      expect(request.input.slice(0, first.input.length)).toEqual(first.input);
    });

    test("labels are the same before and after", () => {
      const names = ["docs", "Docs"];
      const mcp_servers = names.map((name) => ({ ...server, name }));
      const before = translate({ mcp_servers });
      const messages = [user(text("a")), bringing(toolset)];
      const after = translate({ mcp_servers, messages });
      expect(after.context.mcpServers).toEqual(before.context.mcpServers);
      expect(before.context.mcpServers).toEqual({ [mcpLabel("Docs", () => true)]: "Docs" });
    });

    test("leaves nothing of its server to call where it switches all off", () => {
      const removal = { type: "tool_removal", tool: { type: "tool_reference", name: "A" } };
      const off = bringing({ ...toolset, default_config: { enabled: false } });
      const messages = [user(text("a")), off, { role: "system", content: [removal] }];
      const { request } = translate({ mcp_servers: [server], tools: [tool("A"), tool("B")], messages });
      expect(request.tools).toMatchObject([{ name: "A" }, { name: "B" }]);
      expect(request.tool_choice).toMatchObject({ tools: [{ type: "function", name: "B" }] });
    });
  });

  test("removing a tool leaves the servers callable", () => {
    const removal = { type: "tool_removal", tool: { type: "tool_reference", name: "A" } };
    const messages = [user(text("a")), { role: "system", content: [removal] }];
    const { request } = translate({ ...declared, tools: [toolset, tool("A")], messages });
    expect(request.tool_choice).toEqual({
      type: "allowed_tools",
      mode: "auto",
      tools: [{ type: "mcp", server_label: "docs" }],
    });
  });
});

describe("tools of servers that wait to be found", () => {
  const search = { type: "tool_search_tool_bm25_20251119", name: "tool_search_tool_bm25" };
  const waiting = (set: object, ...tools: object[]) =>
    translate({ mcp_servers: [server], tools: [{ ...toolset, ...set }, ...tools, tool("A")] });

  test("wait where the upstream searches", () => {
    const { request, losses } = waiting({ default_config: { defer_loading: true } }, search);
    expect(request.tools).toContainEqual({ ...plain, defer_loading: true });
    expect(request.tools).toContainEqual({ type: "tool_search", execution: "server" });
    expect(codes(losses)).not.toContain("defer_loading_ignored@tools.0");
  });

  test("are loaded at once elsewhere", () => {
    const { request, losses } = waiting({ default_config: { defer_loading: true } });
    expect(request.tools).toContainEqual(plain);
    expect(codes(losses)).toEqual(["defer_loading_ignored@tools.0"]);
  });

  test("all of them or none: exceptions are reported", () => {
    const configs = { a: { defer_loading: true }, b: { defer_loading: false } };
    expect(codes(waiting({ configs }, search).losses)).toContain(
      "defer_loading_ignored@tools.0.configs.a.defer_loading",
    );
    const most = waiting({ configs, default_config: { defer_loading: true } }, search);
    expect(most.request.tools).toContainEqual({ ...plain, defer_loading: true });
    expect(codes(most.losses)).toContain("tool_deferred@tools.0.configs.b.defer_loading");
    const some = { a: { enabled: true, defer_loading: true }, b: { enabled: true, defer_loading: true } };
    const all = waiting({ configs: some, default_config: { enabled: false } }, search);
    expect(all.request.tools).toContainEqual({ ...plain, allowed_tools: ["a", "b"], defer_loading: true });
  });
});

const call = {
  type: "mcp_call",
  id: "mcp_0a4801d792de11eb00690ccb8c3fac8197a4fd94f4528cd432",
  server_label: "docs",
  name: "search",
  arguments: '{"query":"tides"}',
  output: "High at noon.",
  error: null,
  status: "completed",
};
const listing = {
  type: "mcp_list_tools",
  id: "mcpl_1",
  server_label: "docs",
  tools: [{ ...listed, annotations: { read_only: true } }, { name: "" }, other],
  error: null,
};
const finished = (...output: object[]) => ({ id: "resp_1", status: "completed", created_at: 1, output, usage });
const contentOf = (item: object, context = testContext()): BetaContentBlock[] =>
  fromOpenAIResponse(finished(item), context).message.content;

describe("calls that the upstream made are shown (R14)", () => {
  const id = `mcptoolu_${call.id}_0a1b2c3d`;

  test("call and result", () => {
    const { message, losses } = fromOpenAIResponse(finished(call), testContext());
    expect(message.content).toEqual([
      { type: "mcp_tool_use", id, name: "search", server_name: "docs", input: { query: "tides" } },
      {
        type: "mcp_tool_result",
        tool_use_id: id,
        is_error: false,
        content: [{ type: "text", text: "High at noon.", citations: null }],
      },
    ]);
    expect(message).toMatchObject({ stop_reason: "end_turn", container: null });
    expect(losses).toEqual([]);
  });

  test("the name that the client gave the server", () => {
    const context = testContext({ mcpServers: { docs: "The docs!" } });
    expect(contentOf(call, context)[0]).toMatchObject({ server_name: "The docs!" });
    expect(contentOf({ ...call, server_label: "__proto__" }, context)[0]).toMatchObject({ server_name: "__proto__" });
  });

  test.each([
    [{ type: "http_error", code: 424, message: "424: gone" }, "424: gone"],
    [{ type: "mcp_protocol_error", code: -32602, message: "bad" }, "bad"],
    [{ type: "mcp_tool_execution_error", content: [{ type: "text", text: "a" }, { text: "b" }] }, "a\nb"],
    [{ type: "http_error", code: 500, message: "" }, '{"type":"http_error","code":500,"message":""}'],
    ["as once", "as once"],
  ])("the error %j", (error, said) => {
    expect(contentOf({ ...call, error, output: null, status: undefined })[1]).toMatchObject({
      is_error: true,
      content: [{ text: said }],
    });
  });

  test("without output there is no text; a failed call is an error", () => {
    expect(contentOf({ ...call, output: "" })[1]).toMatchObject({ is_error: false, content: [] });
    expect(contentOf({ ...call, status: "failed" })[1]).toMatchObject({ is_error: true });
  });

  test.each(["incomplete", "calling", "in_progress"])("%s: an error, and a loss", (status) => {
    const { message, losses } = fromOpenAIResponse(finished({ ...call, status, output: null }), testContext());
    expect(message.content[1]).toMatchObject({ is_error: true, content: [] });
    expect(codes(losses)).toEqual(["tool_call_truncated@output.0"]);
  });

  test.each(["{", "[1]", "null", '"a"'])("arguments %j are left out", (json) => {
    const { message, losses } = fromOpenAIResponse(finished({ ...call, arguments: json }), testContext());
    expect(message.content[0]).toMatchObject({ input: {} });
    expect(codes(losses)).toEqual(["malformed_arguments_dropped@output.0.arguments"]);
  });

  test("an id of another form still makes blocks that belong together", () => {
    const [use, result] = contentOf({ ...call, id: "call 1" });
    expect(use).toMatchObject({ id: "mcptoolu_x_call_1" });
    expect(result).toMatchObject({ tool_use_id: "mcptoolu_x_call_1" });
  });

  test.each([{ name: "" }, { server_label: undefined }])("a call with %j is not shown", (changes) => {
    const { message, losses } = fromOpenAIResponse(finished({ ...call, ...changes }), testContext());
    expect(message.content).toEqual([]);
    expect(codes(losses)).toEqual(["unsupported_output_item@output.0"]);
  });

  test("a call that never ended is not shown, and the turn is paused", () => {
    const translator = createTranslator(testContext());
    const out = [created(), added(0, call), terminal([])].flatMap((event) => translator.push(event));
    expect(out.at(-2)).toMatchObject({ delta: { stop_reason: "pause_turn" } });
    expect(codes(translator.losses)).toEqual(["tool_call_truncated@output.0"]);
  });

  test("a request for approval is an error, in stream and body (R16)", () => {
    const item = { type: "mcp_approval_request", id: "mcpr_1", name: "purge", server_label: "docs", arguments: "{}" };
    expect(() => fromOpenAIResponse(finished(item), testContext())).toThrow(/asks for the approval/);
    const translator = createTranslator(testContext());
    const out = [created(), added(0, item), done(0, item), terminal([item])].flatMap((event) => translator.push(event));
    expect(out.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
    expect(checkMessageStream(out, { profile: "strict" })).toEqual([]);
  });
});

describe("listings of a server's tools (R15)", () => {
  const beta = testContext({ betas: ["mcp-tool-listing"], mcpServers: { docs: "The docs" } });

  test("are shown to clients that know them, without annotations", () => {
    const { message, losses } = fromOpenAIResponse(finished(listing), beta);
    expect(message.content).toEqual([
      { type: "mcp_tool_listing", mcp_server_name: "The docs", tools: [listed, other] },
    ]);
    expect(codes(losses)).toEqual(["mcp_annotations_dropped@output.0.tools", "unknown_output_part@output.0.tools.1"]);
  });

  test.each([
    [listing, testContext()],
    [{ ...listing, server_label: "" }, beta],
  ])("are bookkeeping otherwise", (item, context) => {
    const { message, losses } = fromOpenAIResponse(finished(item), context);
    expect(message.content).toEqual([]);
    expect(codes(losses)).toEqual(["bookkeeping_item_dropped@output.0"]);
  });

  test.each([
    ["mcp-client-2025-11-20", []],
    ["other, mcp-client-2026-09-15", ["mcp-tool-listing"]],
    ["mcp-client-2027-01-01", ["mcp-tool-listing"]],
  ])("the beta header %s", (value, betas) => {
    expect(translate(declared, { headers: { "anthropic-beta": value } }).context.betas).toEqual(betas);
  });

  test("one that is never finished holds up nothing where it is not shown (K34)", () => {
    const translator = createTranslator(testContext());
    const delta = { type: "response.output_text.delta", output_index: 1, delta: "Hi" };
    const events = [created(), added(0, { ...listing, tools: [] }), added(1, { type: "message" }), delta];
    const out = events.flatMap((event) => translator.push(event));
    expect(out.at(-1)).toMatchObject({ type: "content_block_delta", delta: { text: "Hi" } });
  });
});

test("grammar, schema and the official client accept all blocks; stream and body agree", async () => {
  const context = testContext({ betas: ["mcp-tool-listing"] });
  const failed = { ...call, id: "mcp_2", output: null, error: { type: "http_error", code: 500, message: "down" } };
  const output = [listing, call, failed, messageItem("Done.")];
  const events = [
    created(),
    ...output.flatMap((item, index) => [added(index, { ...item, arguments: "" }), done(index, item)]),
    terminal(output),
  ];
  const translator = createTranslator(context);
  const out = events.flatMap((event) => translator.push(event));
  expect(checkMessageStream(out, { profile: "strict" })).toEqual([]);
  const { message } = fromOpenAIResponse(finished(...output), context);
  const official = await officialBetaMessage(encodeServerSentEvents(out));
  expect(official.content.map(({ type }) => type)).toEqual([
    "mcp_tool_listing",
    "mcp_tool_use",
    "mcp_tool_result",
    "mcp_tool_use",
    "mcp_tool_result",
    "text",
  ]);
  expect(comparable(official)).toEqual(comparable(message));
  if (!hasSchema) return;
  const judge = streamEventJudge();
  for (const event of out) expect(judge(event)).toEqual([]);
  expect(anthropicJudge("Message")(JSON.parse(JSON.stringify(message)))).toEqual([]);
});

describe("the strict grammar of these blocks", () => {
  const translator = createTranslator(testContext({ betas: ["mcp-tool-listing"] }));
  const ran = { type: "code_interpreter_call", id: "ci_1", container_id: "cntr_1", code: "1", status: "completed" };
  const output = [{ ...listing, id: "mcpl_2" }, call, ran];
  const events = [created(), ...output.flatMap((item, index) => [added(index, item), done(index, item)])];
  const valid = [...events, terminal(output)].flatMap((event) => translator.push(event));
  const rulesOf = (type: string, changes: object) => {
    const broken: unknown[] = JSON.parse(JSON.stringify(valid));
    for (const event of broken) {
      if (!isObject(event) || !isObject(event.content_block)) continue;
      if (event.content_block.type === type) Object.assign(event.content_block, changes);
    }
    return checkMessageStream(broken, { profile: "strict" }).map(({ rule }) => rule);
  };

  test.each([
    ["mcp_tool_listing", {}, []],
    ["mcp_tool_listing", { tools: {} }, ["fields_missing"]],
    ["mcp_tool_listing", { mcp_server_name: "" }, ["fields_missing"]],
    ["mcp_tool_use", { id: "srvtoolu_1" }, ["fields_missing", "tool_id"]],
    ["mcp_tool_use", { server_name: undefined }, ["fields_missing"]],
    ["mcp_tool_use", { input: { a: 1 } }, ["start_not_empty"]],
    ["mcp_tool_result", { is_error: 0 }, ["fields_missing"]],
    ["mcp_tool_result", { content: "x" }, ["fields_missing"]],
    ["mcp_tool_result", { tool_use_id: "mcptoolu_other" }, ["tool_id"]],
    ["code_execution_tool_result", { content: [] }, ["fields_missing"]],
    ["code_execution_tool_result", { tool_use_id: "srvtoolu_other" }, ["tool_id"]],
  ])("%s with %j", (type, changes, rules) => expect(rulesOf(type, changes)).toEqual(rules));
});

describe("what was called goes back to the upstream (B14, B15)", () => {
  const options = { identity: "https://api.openai.com/v1", headers: { "anthropic-beta": "mcp-client-2026-09-15" } };
  const { context } = translate(declared, options);
  const again = (content: readonly unknown[], fields: object = declared) =>
    translate({ messages: [user(text("a")), assistant(...content, text("ok")), user(text("b"))], ...fields }, options);
  const ours = (content: readonly unknown[], fields: object = declared) =>
    again(content, fields).request.input.filter(({ type }) => type.startsWith("mcp_"));

  test("a call, where it was made", () => {
    const { request, losses } = again([text("Let me see."), ...contentOf(call, context)]);
    expect(request.input.slice(1, 4)).toEqual([
      { type: "message", role: "assistant", content: "Let me see.", phase: "commentary" },
      call,
      { type: "message", role: "assistant", content: "ok", phase: "final_answer" },
    ]);
    expect(losses).toEqual([]);
  });

  test("a server whose label differs", () => {
    const name = "The docs!";
    const fields = { mcp_servers: [{ ...server, name }], tools: [{ ...toolset, mcp_server_name: name }] };
    const labelled = { ...call, server_label: mcpLabel(name) };
    expect(ours(contentOf(labelled, translate(fields, options).context), fields)).toEqual([labelled]);
  });

  test("a failed call, an empty one", () => {
    const error = { type: "http_error", code: 500, message: "down" };
    expect(ours(contentOf({ ...call, output: null, error, status: "failed" }, context))).toEqual([
      {
        ...call,
        output: null,
        status: "failed",
        error: { type: "mcp_tool_execution_error", content: [{ type: "text", text: "down" }] },
      },
    ]);
    expect(ours(contentOf({ ...call, output: "", arguments: "" }, context))).toEqual([
      { ...call, output: "", arguments: "{}" },
    ]);
  });

  const use = (id: string, name = "docs") => ({
    type: "mcp_tool_use",
    id,
    name: "search",
    server_name: name,
    input: {},
  });
  const result = (tool_use_id: string, content: unknown = "High") => ({
    type: "mcp_tool_result",
    tool_use_id,
    content,
  });
  const own = `mcptoolu_${call.id}_${context.identity}`;

  test("a result that is a text, or is absent", () => {
    expect(ours([use(own), result(own)])).toMatchObject([{ output: "High" }]);
    expect(ours([use(own), { type: "mcp_tool_result", tool_use_id: own }])).toMatchObject([{ output: "" }]);
  });

  test.each([
    ["of Anthropic", [use("mcptoolu_014Q35RayjACSWkSj4X2yov1"), result("mcptoolu_014Q35RayjACSWkSj4X2yov1")]],
    ["of another upstream", [use("mcptoolu_mcp_1_00ff"), result("mcptoolu_mcp_1_00ff")]],
    ["of a server that is gone", [use(own, "gone"), result(own)]],
    ["with an image", [use(own), result(own, [{ type: "image" }])]],
  ])("a call %s is text", (_, content) => {
    expect(ours(content)).toEqual([]);
    expect(codes(again(content).losses)).toEqual(["server_tool_flattened@messages.1.content.1"]);
  });

  test("a call that stands there twice is sent once", () => {
    const content = contentOf(call, context);
    expect(ours([...content, ...content])).toHaveLength(1);
  });

  test("a listing, whoever asked for it, once", () => {
    const block = {
      type: "mcp_tool_listing",
      mcp_server_name: "docs",
      tools: [listed, { ...other, description: null }],
    };
    const [item, ...more] = ours([block, text("a"), block]);
    expect(more).toEqual([]);
    expect(item).toEqual({
      type: "mcp_list_tools",
      id: expect.stringMatching(/^mcpl_[0-9a-f]{50}$/),
      server_label: "docs",
      tools: [listed, other],
    });
    expect(ours(contentOf({ ...listing, tools: [listed, other] }, context))).toEqual([item]);
    expect(codes(again([block, block]).losses)).toEqual(["repeated_item_dropped@messages.1.content.1"]);
    const gone = { ...block, mcp_server_name: "gone" };
    expect(codes(again([gone]).losses)).toEqual(["server_tool_history_dropped@messages.1.content.0"]);
  });

  test("a pinned listing stands before the messages, and no other of its server is sent", () => {
    const fields = { ...declared, tools: [{ ...toolset, tools: [listed] }], system: "Be brief." };
    const block = { type: "mcp_tool_listing", mcp_server_name: "docs", tools: [other] };
    const { request, losses, context } = again([block], fields);
    expect(request.input).toMatchObject([
      { role: "developer" },
      { type: "mcp_list_tools", server_label: "docs", tools: [listed] },
      { role: "user" },
      { role: "assistant" },
      { role: "user" },
    ]);
    expect(context.paths.input[1]).toBe("tools.0.tools");
    expect(codes(losses)).toEqual(["repeated_item_dropped@messages.1.content.0"]);
    const compacted = again([{ type: "compaction", content: "Before." }], fields).request.input;
    expect(compacted.map(({ type }) => type)).toContain("mcp_list_tools");
  });

  test("more turns change nothing before them", () => {
    const content = [...contentOf(listing, context), ...contentOf(call, context), text("ok")];
    const turns = [user(text("a")), assistant(...content), user(text("b")), assistant(...content), user(text("c"))];
    const whole = translate({ ...declared, messages: turns }, options).request;
    for (const length of [1, 3]) {
      const { input, tools } = translate({ ...declared, messages: turns.slice(0, length) }, options).request;
      expect(whole.input.slice(0, input.length)).toEqual(input);
      expect(whole.tools).toEqual(tools);
    }
  });

  test("ids are read as they were written", () => {
    for (const origin of [
      { id: "mcp_1", identity: "ff" },
      { id: "mcp_1", identity: "" },
    ]) {
      expect(decodeMcpCallId(encodeMcpCallId(origin) ?? "")).toEqual(origin);
    }
    for (const id of ["", "mcp_", "mcp_a-b", "fc_1", `mcp_${"a".repeat(61)}`]) {
      expect(encodeMcpCallId({ id, identity: "" })).toBeNull();
    }
  });
});

const bodies = recordings("responses-json")
  .map(({ name, text: body }) => ({ name, body: JSON.parse(body) }))
  .filter(({ body }) => isObject(body) && objectsAt(body, "output").some(({ type }) => type === "mcp_call"))
  .filter(({ body }) => body.status === "completed");

describe.skipIf(bodies.length === 0)(`recorded calls of servers go back as they came${needsCorpus}`, () => {
  test("there are some", () => expect(bodies.length).toBeGreaterThanOrEqual(8));

  test.each(bodies)("$name", ({ body }) => {
    const ran = objectsAt(body, "output").filter(({ type }) => type === "mcp_call");
    const names = [...new Set(ran.map(({ server_label }) => String(server_label)))];
    const fields = {
      mcp_servers: names.map((name) => ({ ...server, name })),
      tools: names.map((mcp_server_name) => ({ ...toolset, mcp_server_name })),
    };
    const { message } = fromOpenAIResponse(body, translate(fields).context);
    const messages = [user(text("a")), assistant(...message.content), user(text("b"))];
    const replayed = translate({ ...fields, messages }).request.input.filter(({ type }) => type === "mcp_call");
    expect(replayed).toEqual(
      ran.map(({ id, server_label, name, arguments: json, output, error }) => ({
        type: "mcp_call",
        id,
        server_label,
        name,
        arguments: JSON.stringify(JSON.parse(String(json))),
        output,
        error: isObject(error)
          ? { type: "mcp_tool_execution_error", content: [{ type: "text", text: error.message }] }
          : null,
        status: error ? "failed" : "completed",
      })),
    );
  });
});
