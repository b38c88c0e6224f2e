import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse, type StreamEvent, TranspondError } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { added, created, done, terminal, type UpstreamEvent, usage } from "../support/upstream-events.js";

const bm25 = "tool_search_tool_bm25";
const context = testContext({ serverTools: ["web_search", bm25], betas: ["mcp-tool-listing"] });

const search = (id: string, extra: object = {}) => ({
  type: "web_search_call",
  id,
  status: "completed",
  action: { type: "search", query: "tides" },
  ...extra,
});
const searchCall = (query: unknown, extra: object = {}) => ({
  type: "tool_search_call",
  status: "completed",
  arguments: { query },
  ...extra,
});
const searchOutput = (extra: object = {}) => ({
  type: "tool_search_output",
  status: "completed",
  tools: [{ type: "function", name: "Weather" }],
  ...extra,
});
const code = { type: "code_interpreter_call", id: "ci_1", container_id: "cntr_1", status: "completed", code: "1" };
const mcpCall = { type: "mcp_call", id: "mcp_1", status: "completed", name: "a", server_label: "docs" };

const whole = (output: unknown[]) => fromOpenAIResponse({ id: "resp_1", status: "completed", output, usage }, context);
function translate(events: readonly UpstreamEvent[]): StreamEvent[] {
  const translator = createTranslator(context);
  return [...events.flatMap((event) => translator.push(event)), ...translator.end()];
}
const stopOf = (events: readonly StreamEvent[]) =>
  events.flatMap((event) => (event.type === "message_delta" ? [event.delta.stop_reason] : []));

describe("the last server tool call decides whether the turn pauses, in whatever order the calls end", () => {
  const unfinished = {
    "a web search": search("ws_2", { status: "in_progress" }),
    "a tool search": searchOutput({ status: "incomplete" }),
    "a tool search without a result": searchCall("weather"),
  };
  const finished = { "a web search": search("ws_1"), code, "a call of a server": mcpCall };
  const pairs = Object.entries(unfinished).flatMap(([name, pending]) =>
    Object.entries(finished).flatMap(([other, complete]) => [
      [`${name}, then ${other}`, "end_turn", [pending, complete]] as const,
      [`${other}, then ${name}`, "pause_turn", [complete, pending]] as const,
    ]),
  );

  it.each(pairs)("%s: %s", (_name, reason, output) => {
    expect(whole([...output]).message.stop_reason).toBe(reason);
    const ends = output.map((item, index) => done(index, item));
    for (const order of [ends, ends.toReversed()]) {
      expect(stopOf(translate([created(), ...order, terminal([...output])]))).toEqual([reason]);
    }
  });
});

describe("calls that never ended", () => {
  const cut = ["tool_call_truncated@output.0"];
  it.each<[string, object, string[]]>([
    ["a web search", search("ws_1"), cut],
    ["code", code, cut],
    ["a call of a server", mcpCall, cut],
    ["a search for tools", searchCall("a"), cut],
    ["what it found", searchOutput(), cut],
    ["a listing", { type: "mcp_list_tools", server_label: "docs" }, ["bookkeeping_item_dropped@output.0"]],
  ])("%s is not shown", (_what, item, lost) => {
    const translator = createTranslator(context);
    const out = [created(), added(0, item), terminal([])].flatMap((event) => translator.push(event));
    expect(out.map(({ type }) => type)).toEqual(["message_start", "message_delta", "message_stop"]);
    expect(stopOf(out)).toEqual([lost === cut ? "pause_turn" : "end_turn"]);
    expect(translator.losses.map(({ code, path }) => `${code}@${path}`)).toEqual(lost);
  });

  it("a compaction has failed", () => {
    const translator = createTranslator({ ...context, compaction: true });
    const item = { type: "compaction", id: "cmp_1", encrypted_content: "early" };
    const out = [created(), added(0, item), terminal([])].flatMap((event) => translator.push(event));
    expect(out).toContainEqual({
      type: "content_block_delta",
      index: 0,
      delta: { type: "compaction_delta", content: null, encrypted_content: null },
    });
  });
});

describe("tool searches", () => {
  it("each result finds its own search among eleven, in whatever order they come", () => {
    const queries = Array.from({ length: 11 }, (_, index) => ({ query: `q${index}` }));
    const output = queries.flatMap(({ query }) => [searchCall(query), searchOutput()]);
    const { content } = whole(output).message;
    expect(content.flatMap((block) => ("input" in block ? [block.input] : []))).toEqual(queries);
    const begun = output.map(({ type }, index) => added(index, { type })).toReversed();
    const ends = output.map((item, index) => done(index, item)).toReversed();
    const json = translate([created(), ...begun, ...ends, terminal(output)]).flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "input_json_delta" ? [event.delta.partial_json] : [],
    );
    expect(json.map((text) => JSON.parse(text))).toEqual(queries);
  });

  it("thousands take little time", () => {
    const output = Array.from({ length: 4_000 }, () => [searchCall("weather"), searchOutput()]).flat();
    expect(whole(output).message.content).toHaveLength(8_000);
  }, 10_000);
});

describe("two web searches of one id", () => {
  it("are two calls with ids of their own", () => {
    const { content } = whole([search("ws_1"), search("ws_1"), search(""), search("")]).message;
    const uses = content.flatMap((block) => (block.type === "server_tool_use" ? [block.id] : []));
    const results = content.flatMap((block) => (block.type === "web_search_tool_result" ? [block.tool_use_id] : []));
    expect(uses[0]).toBe("srvtoolu_ws_1");
    expect(new Set(uses).size).toBe(4);
    expect(results).toEqual(uses);
    for (const id of uses) expect(id).toMatch(/^srvtoolu_\w{1,64}$/);
  });
});

it("tools of a listing that cannot be told of are losses", () => {
  const { message, losses } = whole([
    {
      type: "mcp_list_tools",
      server_label: "docs",
      tools: [
        null,
        { name: "search", input_schema: { type: "object" } },
        { name: "", input_schema: {} },
        { name: "bare" },
        { name: "odd", input_schema: "{}" },
      ],
    },
  ]);
  expect(message.content).toMatchObject([{ type: "mcp_tool_listing", tools: [{ name: "search" }] }]);
  expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(
    [0, 2, 3, 4].map((index) => `unknown_output_part@output.0.tools.${index}`),
  );
});

describe("JSON that is nested deeper than the engine's stack", () => {
  let deep: object = {};
  for (let depth = 0; depth < 20_000; depth++) deep = { deep };
  it.each<[string, object[]]>([
    ["arguments of a tool search", [searchCall(undefined, { arguments: deep }), searchOutput()]],
    ["the error of a server's call", [{ ...mcpCall, error: deep }]],
    ["the action of a web search", [search("ws_1", { action: { sources: [{ url: "https://a.test" }], deep } })]],
  ])("%s is an error, as in a stream", (_what, output) => {
    const told: TranspondError[] = [];
    const response = { id: "resp_1", status: "completed", output };
    expect(() => fromOpenAIResponse(response, context, { onError: (error) => told.push(error) })).toThrow(
      TranspondError,
    );
    expect(told).toHaveLength(1);
    const error = translate([created(), ...output.map((item, index) => done(index, item))]).at(-1);
    expect(error).toEqual(told[0]?.toBody());
  });
});
