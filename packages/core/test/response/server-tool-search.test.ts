import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { answered, codesOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { added, created, done, messageItem, terminal, textDelta, usage } from "../support/upstream-events.js";

const names = ["tool_search_tool_bm25", "tool_search_tool_regex"] as const;
const [bm25, regex] = names;
const asked = (args: unknown, extra: object = {}): JsonObject => ({
  type: "tool_search_call",
  status: "completed",
  execution: "server",
  arguments: args,
  ...extra,
});
const found = (tools: unknown[], extra: object = {}): JsonObject => ({
  type: "tool_search_output",
  status: "completed",
  execution: "server",
  tools,
  ...extra,
});
const tool = (name: string) => ({ type: "function", name });
const answer = (output: JsonObject[], changes: object = {}) =>
  answered({ status: "completed", output, usage }, { serverTools: [bm25], ...changes });
const inputOf = (args: unknown, changes: object = {}) => {
  const [use] = answer([asked(args), found([tool("Weather"), tool("Stocks")])], changes).message.content;
  return use?.type === "server_tool_use" && use.input;
};

it("a search for tools is a call and its result (R12)", () => {
  const { message, losses } = answer([asked({ query: "a" }), found([tool("Read")], { id: "tso_1" })]);
  const id = "srvtoolu_x_tso_1";
  expect(message.content).toEqual([
    { type: "server_tool_use", id, name: bm25, input: { query: "a" }, caller: { type: "direct" } },
    {
      type: "tool_search_tool_result",
      tool_use_id: id,
      content: {
        type: "tool_search_tool_search_result",
        tool_references: [{ type: "tool_reference", tool_name: "Read" }],
      },
    },
  ]);
  expect(losses).toEqual([]);
  const [use] = answer([asked({ query: "a" }), found([])]).message.content;
  expect(use).toMatchObject({ id: "srvtoolu_x_output_1" });
});

describe("what was searched for (R12)", () => {
  it.each<[unknown, JsonObject, string]>([
    [{ query: "weather" }, { query: "weather" }, "words"],
    [{ pattern: "w.*" }, { query: "w.*" }, "words"],
    [{ goal: "find it" }, { query: "find it" }, "words"],
    [{ query: "", goal: "find it" }, { query: "find it" }, "words"],
    [{ paths: ["Weather", 7, "Long"] }, { query: "Weather, Longest_name" }, "names, as the client wrote them"],
    [{ queries: ["Weather"] }, { query: "Weather" }, "names"],
    [{ paths: [] }, { query: '{"paths":[]}' }, "whatever it is"],
    [{ limit: 3 }, { query: '{"limit":3}' }, "whatever it is"],
    [{}, { query: "Weather, Stocks" }, "what was found"],
    [undefined, { query: "Weather, Stocks" }, "what was found"],
    ["weather", { query: "Weather, Stocks" }, "what was found"],
  ])("%j is %j: %s", (args, input) => {
    expect(inputOf(args, { toolNames: { Long: "Longest_name" } })).toEqual(input);
  });

  it("by a pattern where that tool was declared", () => {
    expect(inputOf({ query: "a" }, { serverTools: [regex] })).toHaveProperty("pattern");
    const { content } = answer([asked({ query: "a" }), found([])], { serverTools: ["web_search", regex] }).message;
    expect(content).toMatchObject([{ type: "server_tool_use", name: regex }, { type: "tool_search_tool_result" }]);
  });
});

describe("what was found (R12)", () => {
  const referencesOf = (tools: unknown[], changes: object = {}) => {
    const { message, losses } = answer([asked({ query: "a" }), found(tools)], changes);
    const [, result] = message.content;
    const references = result?.type === "tool_search_tool_result" ? result.content.tool_references : [];
    return { names: references.map(({ tool_name }) => tool_name), losses: codesOf(losses) };
  };

  it.each<[string, unknown[], string[]]>([
    ["functions", [tool("Read"), tool("Bash")], ["Read", "Bash"]],
    ["one twice", [tool("Read"), tool("Read")], ["Read"]],
    ["none", [], []],
    ["the client's own names", [tool("Long")], ["Longest_name"]],
    ["a namespace of the upstream's own", [{ type: "namespace", name: "n", tools: [tool("Read")] }], ["Read"]],
    ["a toolset", [{ type: "namespace", name: "computer", tools: [tool("click")] }], ["computer"]],
  ])("%s", (_what, tools, expected) => {
    const changes = { toolNames: { Long: "Longest_name" }, toolsets: ["computer"] };
    expect(referencesOf(tools, changes)).toEqual({ names: expected, losses: [] });
  });

  it("a tool without a name is a loss", () => {
    expect(referencesOf([tool("Read"), { type: "function" }])).toEqual({
      names: ["Read"],
      losses: ["unknown_output_part@output.1.tools.1"],
    });
    expect(referencesOf([{ type: "namespace", name: "n", tools: [{}] }])).toEqual({ names: [], losses: [] });
  });
});

describe("a search and its result need not stand side by side", () => {
  const events = (outputs: Record<number, JsonObject>) => {
    const items = Object.entries(outputs);
    return [
      created(),
      ...items.map(([index, item]) => added(Number(index), { type: item.type })),
      ...items.map(([index, item]) => done(Number(index), item)),
      terminal(Object.values(outputs)),
    ];
  };
  const context = testContext({ serverTools: [bm25] });

  it("an index that is left out between them is no loss", () => {
    const { events: out, losses } = translateNow(
      events({ 0: asked({ query: "a" }), 2: found([tool("Read")]) }),
      context,
    );
    expect(codesOf(losses)).toEqual([]);
    expect(accumulated(out)).toMatchObject({ stop_reason: "end_turn", content: [{ input: { query: "a" } }, {}] });
  });

  it("nor is an item", () => {
    const { losses, message } = answer([asked({ query: "a" }), messageItem("Hm."), found([tool("Read")])]);
    expect(codesOf(losses)).toEqual([]);
    expect(message.content).toMatchObject([{ text: "Hm." }, { input: { query: "a" } }, {}]);
  });

  it.each<[string, JsonObject[], string[]]>([
    ["the only one", [asked({})], ["tool_call_truncated@output.0"]],
    ["behind one that has its result", [asked({}), found([]), asked({})], ["tool_call_truncated@output.2"]],
    ["before one that has its result", [asked({}), asked({}), found([])], ["tool_call_truncated@output.0"]],
    ["of the client", [asked({}, { execution: "client" })], ["unsupported_output_item@output.0"]],
  ])("one without a result is a loss: %s", (_which, output, expected) => {
    expect(codesOf(answer(output).losses)).toEqual(expected);
  });

  it("a result that is done holds nobody up", () => {
    const [call, result] = [asked({ query: "a" }), found([tool("Read")])];
    const { events: out } = translateNow([created(), done(0, call), done(1, result), textDelta(2, "Hel")], context);
    expect(out).toContainEqual(expect.objectContaining({ delta: { type: "text_delta", text: "Hel" } }));
  });

  it("and the turn is paused where it stands last (B.4 row 13)", () => {
    expect(answer([asked({})]).message.stop_reason).toBe("pause_turn");
    expect(answer([asked({}), messageItem("Hm.")]).message.stop_reason).toBe("end_turn");
    expect(answer([asked({}), found([])]).message.stop_reason).toBe("end_turn");
    expect(answer([asked({}), found([], { status: "incomplete" })]).message.stop_reason).toBe("pause_turn");
  });

  it("a result without a search is shown by what it found", () => {
    const { message, losses } = answer([found([tool("Read")])]);
    expect(message.content).toMatchObject([{ input: { query: "Read" } }, { type: "tool_search_tool_result" }]);
    expect(losses).toEqual([]);
  });
});

it.each<[string, JsonObject, object]>([
  ["a search for the client to run", asked({}, { execution: "client" }), {}],
  ["a result of the client's", found([], { execution: "client" }), {}],
  ["a search that nobody declared", asked({}), { serverTools: ["web_search"] }],
  ["a result that nobody asked for", found([]), { serverTools: [] }],
])("%s is not shown (R13)", (_what, item, changes) => {
  const { message, losses } = answer([item], changes);
  expect(message).toMatchObject({ content: [], stop_reason: "end_turn" });
  expect(codesOf(losses)).toEqual(["unsupported_output_item@output.0"]);
});
