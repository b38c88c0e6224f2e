import { describe, expect, test } from "vitest";
import type { ContentBlock } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import type { InputItem } from "../../src/openai/request.js";
import { computerMembers } from "../../src/request/toolset-members.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { createTranslator } from "../../src/stream/create-translator.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { officialMessage } from "../support/official-accumulator.js";
import {
  added,
  callItem,
  created,
  done,
  messageItem,
  terminal,
  type UpstreamEvent,
  usage,
} from "../support/upstream-events.js";
import { assistant, call, codes, ephemeral, refusal, result, text, tool, translate, user } from "./support.js";

const bm25 = { type: "tool_search_tool_bm25_20251119", name: "tool_search_tool_bm25" };
const regex = { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" };
const later = (name: string, rest: object = {}) => tool(name, {}, { defer_loading: true, ...rest });
const tools = [bm25, tool("Now"), later("Weather"), later("Stocks")];
const long = `mcp__${"x".repeat(80)}`;

const searchUse = (input: object, name = bm25.name, id = "srvtoolu_01A") => ({
  type: "server_tool_use",
  id,
  name,
  input,
});
const searchResult = (names: string[], id = "srvtoolu_01A") => ({
  type: "tool_search_tool_result",
  tool_use_id: id,
  content: {
    type: "tool_search_tool_search_result",
    tool_references: names.map((tool_name) => ({ type: "tool_reference", tool_name })),
  },
});
const history = (names: string[], input: object = { query: "weather" }) => [
  user(text("go")),
  assistant(text("Let me look."), searchUse(input), searchResult(names), call("t", names[0] ?? "Now")),
  user(result("t", "fine")),
];
const types = (input: readonly InputItem[]) => input.map(({ type }) => type);

describe("a declared search becomes the upstream's own (T12, T1d)", () => {
  test.each([bm25, regex, { ...bm25, type: "tool_search_tool_bm25" }, { ...regex, type: "tool_search_tool_regex" }])(
    "$type",
    (search) => {
      const { request, context, losses } = translate({ tools: [search, tool("Now"), later("Weather")] });
      expect(request.tools).toMatchObject([
        { type: "tool_search", execution: "server" },
        { name: "Now" },
        { name: "Weather", defer_loading: true },
      ]);
      expect(request.tools?.[1]).not.toHaveProperty("defer_loading");
      expect(context.serverTools).toEqual([search.name]);
      expect(context.paths.tools).toEqual(["tools.0", "tools.1", "tools.2"]);
      expect(codes(losses)).toEqual(["tool_search_engine@tools.0"]);
    },
  );

  test("both kinds are one upstream", () => {
    const { request, context } = translate({ tools: [regex, bm25, later("Weather")] });
    expect(request.tools).toMatchObject([{ type: "tool_search" }, { name: "Weather" }]);
    expect(context.serverTools).toEqual([regex.name, bm25.name]);
  });

  test("without anything to find there is none, which the upstream would refuse", () => {
    const { request, losses } = translate({ tools: [tool("Now"), bm25] });
    expect(request.tools).toMatchObject([{ name: "Now" }]);
    expect(codes(losses)).toEqual(["tool_search_engine@tools.1", "tool_hint_dropped@tools.1"]);
  });

  test("a model without search loads all tools at once", () => {
    const { request, losses } = translate({ tools: [bm25, later("Weather")] }, { model: "gpt-5.1" });
    expect(request.tools).toMatchObject([{ name: "Weather" }]);
    expect(request.tools?.[0]).not.toHaveProperty("defer_loading");
    expect(codes(losses)).toEqual(["defer_loading_ignored@tools.0", "defer_loading_ignored@tools.1.defer_loading"]);
  });

  test("hints on the search are reported", () => {
    const search = { ...bm25, strict: true, allowed_callers: ["direct", "code_execution_20260120"], ...ephemeral };
    expect(codes(translate({ tools: [search, later("A")] }).losses)).toEqual([
      "cache_marker_dropped@tools.0.cache_control",
      "tool_search_engine@tools.0",
      "ptc_language@tools.0.allowed_callers",
      "tool_hint_dropped@tools.0.strict",
    ]);
  });

  test("a toolset waits as a whole, where all of its members do", () => {
    const computer = { type: "computer_toolset_20260801" };
    const [sent] = translate({ tools: [computer] }).request.tools ?? [];
    const members = sent?.type === "namespace" ? sent.tools.map(({ name }) => name) : [];
    const configs = Object.fromEntries(members.map((name) => [name, { defer_loading: true }]));
    const { request, losses } = translate({ tools: [bm25, { ...computer, configs }] });
    expect(request.tools?.[1]).toMatchObject({ type: "namespace", name: "computer" });
    expect(JSON.stringify(request.tools).match(/"defer_loading":true/g)).toHaveLength(17);
    expect(codes(losses)).toEqual(["tool_search_engine@tools.0", "client_tool_as_function@tools.1"]);
    const alone = translate({ tools: [tool("Now"), { ...computer, configs }] });
    expect(JSON.stringify(alone.request.tools)).not.toContain("defer_loading");
    expect(codes(alone.losses)).toContain("defer_loading_ignored@tools.1.configs");
    const found = translate({
      tools: [bm25, { ...computer, configs }],
      messages: history(["computer"])
        .slice(0, 2)
        .concat([user(result("t"))]),
    });
    expect(found.request.input[3]).toMatchObject({ tools: [{ type: "namespace", name: "computer" }] });
  });
});

describe("what Anthropic refuses of deferral", () => {
  test.each([[[later("A"), later("B")]], [[later("A"), { type: "bash_20250124", name: "bash", defer_loading: true }]]])(
    "all tools deferred",
    (all) => {
      for (const model of ["gpt-5.6-sol", "gpt-5.1"]) {
        expect(refusal({ tools: all }, { model }).message).toBe(
          "tools: At least one tool must have defer_loading=false. All tools cannot be deferred.",
        );
      }
    },
  );

  test("a search that waits to be found", () => {
    expect(refusal({ tools: [tool("Now"), { ...bm25, defer_loading: true }] }).path).toBe(
      "tools.1.tool_search_tool_bm25_20251119.defer_loading",
    );
  });

  test("a cache marker on a deferred tool", () => {
    expect(refusal({ tools: [bm25, later("A", ephemeral)] }).path).toBe("tools.1.custom.cache_control");
  });
});

describe("searches of the history (B9)", () => {
  test("are the upstream's items, from the request's own tools, without ids", () => {
    const { request, losses } = translate({ tools, messages: history(["Weather"]) });
    const done = { execution: "server", call_id: null, status: "completed" };
    expect(request.input.slice(2)).toEqual([
      { type: "tool_search_call", ...done, arguments: { query: "weather" } },
      {
        type: "tool_search_output",
        ...done,
        tools: [
          { type: "function", name: "Weather", parameters: expect.anything(), strict: false, defer_loading: true },
        ],
      },
      { type: "function_call", call_id: "t", name: "Weather", namespace: "Weather", arguments: "{}" },
      { type: "function_call_output", call_id: "t", output: [{ type: "input_text", text: "fine" }] },
    ]);
    expect(request.input[1]).toMatchObject({ phase: "commentary" });
    expect(codes(losses)).toEqual(["tool_search_engine@tools.0"]);
  });

  test("are calls before which a text is commentary", () => {
    const messages = [
      user(text("go")),
      assistant(text("Let me look."), searchUse({}), searchResult(["Weather"]), text("Done.")),
    ];
    const { input } = translate({ tools, messages }).request;
    expect(input[1]).toMatchObject({ phase: "commentary" });
    expect(input[4]).toMatchObject({ phase: "final_answer" });
  });

  test("whatever another server asked for is sent on", () => {
    const input = { pattern: "weather|sun", limit: 3 };
    expect(translate({ tools, messages: history(["Weather"], input) }).request.input[2]).toMatchObject({
      arguments: input,
    });
  });

  test("name calls as the upstream does: in a namespace only what a search can find", () => {
    const messages = [
      user(text("a")),
      assistant(call("a", "Now"), call("b", "Weather")),
      user(result("a"), result("b")),
    ];
    const [, now, weather] = translate({ tools, messages }).request.input;
    expect(now).not.toHaveProperty("namespace");
    expect(weather).toMatchObject({ namespace: "Weather" });
    const plain = translate({ tools: [tool("Now"), tool("Weather")], messages }).request.input;
    expect(JSON.stringify(plain)).not.toContain("namespace");
  });

  test("long names are shortened everywhere", () => {
    const { request } = translate({ tools: [bm25, later(long)], messages: history([long]) });
    const sent = request.tools?.[1];
    const name = sent && "name" in sent ? sent.name : "";
    expect(name).toHaveLength(64);
    expect(request.input[3]).toMatchObject({ tools: [{ name }] });
    expect(request.input[4]).toMatchObject({ name, namespace: name });
  });

  test("tools that are gone are left out of what was found, with a loss", () => {
    const { request, losses } = translate({ tools, messages: history(["Weather", "Gone", "Now"]) });
    expect(request.input[3]).toMatchObject({ tools: [{ name: "Weather" }] });
    expect(codes(losses)).toContain("feature_unsupported@messages.1.content.2.content.tool_references.1");
  });

  test.each([
    ["found nothing", []],
    ["found nothing that waits", ["Now"]],
    ["found what is gone", ["Gone"]],
  ])("that %s are text", (_name, names) => {
    const { request, losses } = translate({ tools, messages: history(names) });
    expect(types(request.input)).not.toContain("tool_search_call");
    expect(JSON.stringify(request.input)).toContain("[tool_search_tool_bm25: weather]");
    expect(codes(losses)).toContain("server_tool_flattened@messages.1.content.2");
  });

  test("that failed are text", () => {
    const content = { type: "tool_search_tool_result_error", error_code: "unavailable" };
    const failed = { ...searchResult([]), content };
    const messages = [user(text("go")), assistant(searchUse({ query: "a" }), failed, text("Sorry.")), user(text("b"))];
    expect(JSON.stringify(translate({ tools, messages }).request.input)).toContain("Error: unavailable");
  });

  test("without a declared search are text, and bring in the tools that wait for it", () => {
    const { request } = translate({ tools: [tool("Now"), later("Weather")], messages: history(["Weather"]) });
    expect(types(request.input)).toEqual([
      "message",
      "message",
      "message",
      "additional_tools",
      "function_call",
      "function_call_output",
    ]);
    expect(request.input[3]).toMatchObject({ role: "developer", tools: [{ name: "Weather" }] });
    expect(request.input[4]).not.toHaveProperty("namespace");
  });

  test("on a model without search are text", () => {
    const { request } = translate({ tools, messages: history(["Weather"]) }, { model: "gpt-5.1" });
    expect(types(request.input)).toEqual(["message", "message", "message", "function_call", "function_call_output"]);
  });

  test("stay as they are when turns follow, and when a marker moves", () => {
    const messages = history(["Weather"]);
    const first = translate({ tools, messages }).request;
    const more = [
      ...messages,
      assistant(
        searchUse({ query: "Stocks" }, bm25.name, "srvtoolu_01B"),
        searchResult(["Stocks"], "srvtoolu_01B"),
        text("b"),
      ),
      user(text("c", ephemeral)),
    ];
    const second = translate({ tools, messages: more }).request;
    expect(second.input.slice(0, first.input.length)).toEqual(first.input);
    expect(second.tools).toEqual(first.tools);
  });

  test("the same search twice is sent twice", () => {
    const again = assistant(searchUse({ query: "weather" }), searchResult(["Weather"]), text("b"));
    const { request } = translate({ tools, messages: [...history(["Weather"]), again, user(text("c"))] });
    expect(types(request.input).filter((type) => type === "tool_search_output")).toHaveLength(2);
  });
});

describe("the client's own search (B8r, M11) beside the upstream's", () => {
  const reference = { type: "tool_reference", tool_name: "Weather" };
  const asked = (rest: object[]) => [user(text("go")), assistant(call("s", "Now")), user(result("s", rest))];

  test("a reference brings the tool in, once, while it stays to be found", () => {
    const twice = [...asked([reference]), assistant(call("u", "Now")), user(result("u", [reference]))];
    const { request } = translate({ tools, messages: twice });
    expect(request.tools).toMatchObject([{ type: "tool_search" }, {}, { name: "Weather", defer_loading: true }, {}]);
    expect(types(request.input).filter((type) => type === "additional_tools")).toHaveLength(1);
    const added = request.input.find((item) => item.type === "additional_tools");
    expect(added).toMatchObject({ tools: [{ name: "Weather" }] });
    expect(JSON.stringify(added)).not.toContain("defer_loading");
  });

  test("what a search found needs no second definition", () => {
    const messages = [...history(["Weather"]), assistant(call("s", "Now")), user(result("s", [reference]))];
    expect(types(translate({ tools, messages }).request.input)).not.toContain("additional_tools");
  });

  test("a tool that a system message adds stays to be found as well", () => {
    const addition = { type: "tool_addition", tool: { type: "tool_reference", name: "Weather" } };
    const first = translate({ tools, messages: [user(text("a"))] }).request;
    const second = translate({ tools, messages: [user(text("a")), { role: "system", content: [addition] }] }).request;
    expect(second.tools).toEqual(first.tools);
    expect(second.input[1]).toMatchObject({ type: "additional_tools", tools: [{ name: "Weather" }] });
  });
});

describe("tool_choice beside a search (A.5)", () => {
  test("a tool that waits is loaded at once where it is forced", () => {
    const { request, losses } = translate({ tools, tool_choice: { type: "tool", name: "Weather" } });
    expect(request.tool_choice).toEqual({ type: "function", name: "Weather" });
    expect(request.tools?.[2]).not.toHaveProperty("defer_loading");
    expect(request.tools?.[3]).toMatchObject({ name: "Stocks", defer_loading: true });
    expect(codes(losses)).toContain("defer_loading_ignored@tools.2.defer_loading");
  });

  test("the search itself cannot be forced, only some call", () => {
    const { request, losses } = translate({ tools, tool_choice: { type: "tool", name: bm25.name } });
    expect(request.tool_choice).toBe("required");
    expect(request).not.toHaveProperty("parallel_tool_calls");
    expect(codes(losses)).toContain("feature_unsupported@tool_choice.name");
    const fields = { tools, tool_choice: { type: "tool", name: bm25.name } };
    expect(refusal(fields, { model: "gpt-5.1" }).message).toBe(
      "tool_choice: Tool 'tool_search_tool_bm25' is not available on this upstream",
    );
  });

  test("where none was needed at the start, nothing begins to wait for it", () => {
    const configs = Object.fromEntries(computerMembers.map(({ name }) => [name, { defer_loading: true }]));
    const definition = { type: "computer_toolset_20260801", configs };
    const addition = { type: "tool_addition", tool: { type: "tool_definition", definition } };
    const messages = [user(text("a")), { role: "system", content: [addition] }];
    const { request, losses } = translate({ tools: [bm25, tool("Now")], messages });
    expect(request.tools).toMatchObject([{ name: "Now" }, { type: "namespace", name: "computer" }]);
    expect(JSON.stringify(request.tools)).not.toContain("defer_loading");
    expect(codes(losses)).toContain("defer_loading_ignored@messages.1.content.0.tool.definition.configs");
  });

  test("many tools that come one after another, and many results, take linear time", () => {
    const count = 16_000;
    const many = Array.from({ length: count }, (_, index) => tool(`t${index}`));
    const content = many.map((_, index) => ({
      type: "tool_addition",
      tool: { type: "tool_definition", definition: tool(`later${index}`) },
    }));
    const searches = many.flatMap((_, index) => [
      searchUse({ query: "a" }, bm25.name, `srvtoolu_${index}`),
      searchResult(["t0"], `srvtoolu_${index}`),
    ]);
    const messages = [
      user(text("a")),
      { role: "system", content },
      assistant(...searches, text("ok")),
      user(text("b")),
    ];
    const begin = performance.now();
    const { request } = translate({ tools: many, messages });
    expect(request.tools).toHaveLength(count);
    expect(performance.now() - begin).toBeLessThan(4000);
  });

  test("what waits cannot be listed: taking a tool away is said in words", () => {
    const removal = { type: "tool_removal", tool: { type: "tool_reference", name: "Weather" } };
    const { request } = translate({ tools, messages: [user(text("a")), { role: "system", content: [removal] }] });
    expect(request).not.toHaveProperty("tool_choice");
    expect(JSON.stringify(request.input[1])).toContain("no longer available");
  });
});

const searchCall = (paths: string[], extra: object = {}) => ({
  type: "tool_search_call",
  id: "tsc_060f46",
  status: "completed",
  arguments: { paths },
  call_id: null,
  execution: "server",
  ...extra,
});
const searchOutput = (found: object[], extra: object = {}) => ({
  type: "tool_search_output",
  id: "tso_060f47",
  status: "completed",
  call_id: null,
  execution: "server",
  tools: found,
  ...extra,
});
const functionTool = (name: string) => ({ type: "function", name, parameters: {}, defer_loading: true, strict: false });
const searching = testContext({ serverTools: [bm25.name], toolsets: [] });
const answer = (output: object[], context: TranslationContext = searching) =>
  fromOpenAIResponse({ id: "resp_1", status: "completed", output, usage }, context);
const blocks = (output: object[], context?: TranslationContext): ContentBlock[] =>
  answer(output, context).message.content;
const streamed = (events: UpstreamEvent[], context: TranslationContext = searching) => {
  const translator = createTranslator(context);
  const out = events.flatMap((event) => translator.push(event));
  return { out, losses: translator.losses };
};
const found = ["Weather", "Stocks"];
const whole = [
  searchCall(found),
  searchOutput(found.map(functionTool)),
  callItem("Weather", "{}", { namespace: "Weather" }),
];

describe("searches of the answer (R12)", () => {
  test("call and result, then the call of what was found", () => {
    const { message, losses } = answer(whole);
    expect(message.content).toEqual([
      {
        type: "server_tool_use",
        id: "srvtoolu_x_tso_060f47",
        name: "tool_search_tool_bm25",
        input: { query: "Weather, Stocks" },
        caller: { type: "direct" },
      },
      {
        type: "tool_search_tool_result",
        tool_use_id: "srvtoolu_x_tso_060f47",
        content: {
          type: "tool_search_tool_search_result",
          tool_references: found.map((tool_name) => ({ type: "tool_reference", tool_name })),
        },
      },
      { type: "tool_use", id: "call_1", name: "Weather", input: {}, caller: { type: "direct" } },
    ]);
    expect(message.stop_reason).toBe("tool_use");
    expect(message.usage.server_tool_use).toEqual({ web_search_requests: 0, web_fetch_requests: 0 });
    expect(losses).toEqual([]);
  });

  test("the declared name decides, and what its input is called", () => {
    const context = testContext({ serverTools: [regex.name, bm25.name], toolsets: [] });
    expect(blocks(whole, context)[0]).toMatchObject({ name: regex.name, input: { pattern: "Weather|Stocks" } });
  });

  test.each([
    [{ query: "what is the weather" }, "what is the weather"],
    [{ goal: "weather" }, "weather"],
    [{ queries: ["a", "b"] }, "a, b"],
    [{ limit: 3 }, '{"limit":3}'],
    [{}, "Weather, Stocks"],
    ["oops", "Weather, Stocks"],
  ])("arguments %j are the query %j", (args, query) => {
    expect(blocks([searchCall([], { arguments: args }), ...whole.slice(1)])[0]).toMatchObject({ input: { query } });
  });

  test("names are the client's own; namespaces are taken apart, toolsets are not", () => {
    const { request, context } = translate({ tools: [bm25, later(long)] });
    const sent = request.tools?.[1];
    const name = sent && "name" in sent ? sent.name : "";
    const namespace = (of: string, ...inner: string[]) => ({
      type: "namespace",
      name: of,
      tools: inner.map(functionTool),
    });
    const output = [
      searchCall([name]),
      searchOutput([functionTool(name), namespace("crm", "Orders"), namespace("browser", "find")]),
    ];
    const [use, result] = blocks(output, { ...context, toolsets: ["browser"] });
    expect(use).toMatchObject({ input: { query: long } });
    const names = result?.type === "tool_search_tool_result" ? result.content.tool_references : [];
    expect(names.map(({ tool_name }) => tool_name)).toEqual([long, "Orders", "browser"]);
  });

  test("a server of tools has no name to refer to", () => {
    const { message, losses } = answer([searchCall(["docs"]), searchOutput([{ type: "mcp", server_label: "docs" }])]);
    expect(message.content[1]).toMatchObject({ content: { tool_references: [] } });
    expect(codes(losses)).toEqual(["unknown_output_part@output.1.tools.0"]);
  });

  test("the way back and forth gives the upstream's own items", () => {
    const { context } = translate({ tools });
    const { message } = answer(whole, context);
    const messages = [user(text("go")), { role: "assistant", content: message.content }, user(result("call_1", "ok"))];
    const { request, losses } = translate({ tools, messages });
    expect(request.input.slice(1, 4)).toMatchObject([
      { type: "tool_search_call", arguments: { paths: found } },
      { type: "tool_search_output", tools: found.map((name) => ({ name, defer_loading: true })) },
      { type: "function_call", name: "Weather", namespace: "Weather", call_id: "call_1" },
    ]);
    expect(codes(losses)).toEqual(["tool_search_engine@tools.0"]);
  });

  test("stream and body are one message, which the official SDK rebuilds", async () => {
    const events = [
      created(),
      added(0, searchCall([], { status: "in_progress", arguments: {} })),
      done(0, whole[0] ?? {}),
      added(1, searchOutput(found.map(functionTool), { status: "in_progress" })),
      done(1, whole[1] ?? {}),
      added(2, { ...whole[2], arguments: "", status: "in_progress" }),
      done(2, whole[2] ?? {}),
      terminal(whole),
    ];
    const { out, losses } = streamed(events);
    expect(losses).toEqual([]);
    expect(checkMessageStream(out, { profile: "strict" })).toEqual([]);
    const rebuilt = await officialMessage(encodeServerSentEvents(out));
    expect(comparable(rebuilt)).toEqual(comparable(answer(whole).message));
  });

  test("the order in which items are done does not matter", () => {
    const output = [
      searchCall(["weather tools"]),
      searchOutput([functionTool("Weather")]),
      searchCall(["stock tools"], { id: "tsc_2" }),
      searchOutput([functionTool("Stocks")], { id: "tso_2" }),
    ];
    const ends = output.map((item, index) => done(index, item));
    const orders = [ends, ends.toReversed(), [...ends.slice(1), ...ends.slice(0, 1)]];
    const begun = output.map((item, index) => added(index, { type: item.type }));
    const results = orders.map((order) => streamed([created(), ...begun, ...order, terminal(output)]).out);
    expect(JSON.stringify(results[0])).toMatch(/weather tools.*Weather.*stock tools.*Stocks/);
    for (const out of results) {
      expect(checkMessageStream(out, { profile: "strict" })).toEqual([]);
      expect(out).toEqual(results[0]);
    }
  });

  test("two searches have their own ids and queries", () => {
    const output = [
      searchCall(["Weather"]),
      searchOutput([functionTool("Weather")]),
      searchCall(["Stocks"], { id: "tsc_2" }),
      searchOutput([functionTool("Stocks")], { id: "tso_2" }),
    ];
    expect(blocks(output)).toMatchObject([
      { id: "srvtoolu_x_tso_060f47", input: { query: "Weather" } },
      { tool_use_id: "srvtoolu_x_tso_060f47" },
      { id: "srvtoolu_x_tso_2", input: { query: "Stocks" } },
      { tool_use_id: "srvtoolu_x_tso_2" },
    ]);
  });

  test("a search that did not end pauses the turn", () => {
    const item = searchCall([]);
    const { out, losses } = streamed([created(), added(0, item), done(0, item), terminal([item])]);
    expect(out.at(-2)).toMatchObject({ delta: { stop_reason: "pause_turn" } });
    expect(codes(losses)).toEqual(["tool_call_truncated@output.0"]);
    const cut = answer([searchCall([]), searchOutput([], { status: "incomplete" })]);
    expect(cut.message).toMatchObject({ content: [], stop_reason: "pause_turn" });
    expect(codes(cut.losses)).toEqual(["tool_call_truncated@output.1"]);
  });

  test("a search for the client to run, or one that nobody declared, is reported (R13)", () => {
    const client = answer([searchCall([], { execution: "client", call_id: "call_9" }), messageItem("Hm.")]);
    expect(client.message).toMatchObject({ content: [{ text: "Hm." }], stop_reason: "end_turn" });
    expect(codes(client.losses)).toEqual(["unsupported_output_item@output.0"]);
    const undeclared = answer(whole, testContext());
    expect(undeclared.message.content).toMatchObject([{ type: "tool_use" }]);
    expect(codes(undeclared.losses)).toEqual(["unsupported_output_item@output.0", "unsupported_output_item@output.1"]);
  });

  test("a namespace of the upstream's own is no toolset", () => {
    expect(blocks([callItem("Weather", "{}", { namespace: "Weather" })])[0]).not.toHaveProperty("toolset_name");
  });
});
