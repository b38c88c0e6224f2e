import { describe, expect, test } from "vitest";
import { callId, shortToolName } from "../../src/names.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { call, items, refusal, result, tool, translate, user } from "./support.js";

const long = `mcp__server__${"x".repeat(80)}`;

describe("names and ids (K9)", () => {
  test.each(["Read", "mcp__a__b", "a".repeat(64)])("the tool name %s passes unchanged", (name) => {
    expect(shortToolName(name)).toBe(name);
  });

  test.each([long, "web.search", "naïve", "a b"])("the tool name %s is shortened to what OpenAI takes", (name) => {
    expect(shortToolName(name)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(shortToolName(name)).toBe(shortToolName(name));
  });

  test("long names with one start stay apart", () => {
    expect(shortToolName(`${long}1`)).not.toBe(shortToolName(`${long}2`));
    expect(shortToolName("a.b")).not.toBe(shortToolName("a/b"));
    expect(shortToolName("\ud800")).not.toBe(shortToolName("\ud801"));
    expect(callId("\ud800")).not.toBe(callId("\ud801"));
  });

  test.each(["toolu_01A", "call_x-1", "srvtoolu_1", "a".repeat(64)])("the id %s passes unchanged", (id) => {
    expect(callId(id)).toBe(id);
  });

  test.each(["a".repeat(65), "functions.read:0", "é"])("the id %s is replaced by a hash", (id) => {
    expect(callId(id)).toMatch(/^call_[0-9a-f]{40}$/);
  });

  test("a long name is the same in definition, history, choice and context (F21)", () => {
    const { request, context } = translate({
      tools: [tool(long)],
      tool_choice: { type: "tool", name: long },
      messages: [
        user({ type: "text", text: "a" }),
        { role: "assistant", content: [call("id.1", long)] },
        user(result("id.1", "x")),
      ],
    });
    const short = shortToolName(long);
    expect(request.tools).toMatchObject([{ name: short }]);
    expect(request.tool_choice).toEqual({ type: "function", name: short });
    expect(request.input[1]).toMatchObject({ type: "function_call", name: short, call_id: callId("id.1") });
    expect(request.input[2]).toMatchObject({ type: "function_call_output", call_id: callId("id.1") });
    expect(context.toolNames).toEqual({ [short]: long });
  });

  test("a name that is the short form of another is another name", () => {
    const short = shortToolName(long);
    const names = [long, short, shortToolName(short)];
    for (const order of [names, names.toReversed()]) {
      const { request, context } = translate({ tools: order.map((name) => tool(name)) });
      const sent = request.tools?.flatMap((each) => ("name" in each ? [each.name] : [])) ?? [];
      expect(new Set(sent).size).toBe(3);
      expect(sent.map((name) => context.toolNames[name] ?? name)).toEqual(order);
      expect(sent).toEqual(order.map(shortToolName));
    }
  });

  test("an id that is the replacement of another is refused, whichever comes first", () => {
    for (const ids of [
      ["a.b", callId("a.b")],
      [callId("a.b"), "a.b"],
    ]) {
      const messages = [
        user({ type: "text", text: "a" }),
        { role: "assistant", content: ids.map((id) => call(id)) },
        user(...ids.map((id) => result(id))),
      ];
      expect(refusal({ messages }).message).toBe("messages: `tool_use` ids must be unique");
    }
  });

  test("a long name is the same in tools that come later, and in what is left of them", () => {
    const [first, second] = [`${long}1`, `${long}2`];
    const change = (type: string, name: string) => ({ type, tool: { type: "tool_reference", name } });
    const { request, context } = translate({
      tools: [tool("Search"), tool(first, {}, { defer_loading: true }), tool(second, {}, { defer_loading: true })],
      messages: [
        user({ type: "text", text: "a" }),
        { role: "assistant", content: [call("t", "Search")] },
        user(result("t", [{ type: "tool_reference", tool_name: first }])),
        { role: "system", content: [change("tool_addition", second), change("tool_removal", first)] },
      ],
    });
    expect(request.input[2]).toMatchObject({ output: [{ text: `Tool found: ${shortToolName(first)}` }] });
    expect(request.input.filter(({ type }) => type === "additional_tools")).toMatchObject([
      { tools: [{ name: shortToolName(first) }] },
      { tools: [{ name: shortToolName(second) }] },
    ]);
    expect(request.tool_choice).toEqual({
      type: "allowed_tools",
      mode: "auto",
      tools: [
        { type: "function", name: "Search" },
        { type: "function", name: shortToolName(second) },
      ],
    });
    expect(context.toolNames).toEqual({ [shortToolName(first)]: first, [shortToolName(second)]: second });
  });

  test("the answer's call carries the client's name", () => {
    const { context } = translate({ tools: [tool(long)] });
    const output = [
      {
        type: "function_call",
        id: "fc_1",
        call_id: "call_1",
        name: shortToolName(long),
        arguments: "{}",
        status: "completed",
      },
    ];
    const response = { id: "resp_1", object: "response", status: "completed", model: "gpt-5.6-sol", output };
    expect(fromOpenAIResponse(response, context).message.content).toMatchObject([{ type: "tool_use", name: long }]);
  });

  test("names that every object has are plain names", () => {
    const names = ["constructor", "__proto__", "toString"];
    const { request, context } = translate({ tools: names.map((name) => tool(name, { a: { type: "string" } })) });
    expect(request.tools?.map((sent) => ("name" in sent ? sent.name : ""))).toEqual(names);
    expect(Object.keys(context.omittableArguments)).toEqual(names);
    expect(Object.keys(JSON.parse(JSON.stringify(context.omittableArguments)))).toEqual(names);
  });

  test("calls keep the client's id both in call and result", () => {
    const input = items([
      user({ type: "text", text: "a" }),
      { role: "assistant", content: [call("toolu_1")] },
      user(result("toolu_1")),
    ]);
    expect(input.slice(1)).toMatchObject([{ call_id: "toolu_1" }, { call_id: "toolu_1", output: "" }]);
  });
});
