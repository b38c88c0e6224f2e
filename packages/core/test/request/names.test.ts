import { describe, expect, test } from "vitest";
import { callId, shortToolName } from "../../src/names.js";
import { call, items, result, tool, translate, user } from "./support.js";

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
