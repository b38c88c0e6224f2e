import type Anthropic from "@anthropic-ai/sdk";
import { call } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { askBoth, failureOf, type MessagesRequest } from "./ask.js";
import { hello, itemsOf, simulated } from "./gateway.js";
import { text, tool } from "./tools.js";

const tools = [tool("Read", { file_path: text })];

describe("tools over several turns", () => {
  it("F21: names of more than 64 characters pass everywhere and come back as they were", async () => {
    await using gate = await simulated();
    const names = ["read_the_file", "read_the_files"].map((end) => `mcp__${"a_server_with_a_name_".repeat(4)}__${end}`);
    const [one = "", two = ""] = names;
    const request: MessagesRequest = {
      ...hello,
      tools: [
        ...names.map((name) => tool(name, { path: text }, ["path"], { defer_loading: name === two })),
        tool("ToolSearch", { query: text }),
      ],
      tool_choice: { type: "tool", name: one },
      messages: [
        { role: "user", content: "Look" },
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: one, input: { path: "/a" } }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "none" }] },
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "toolu_2", name: "ToolSearch", input: { query: "files" } }],
        },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "toolu_2", content: [{ type: "tool_reference", tool_name: two }] },
          ],
        },
      ],
    };
    const called: string[] = [];
    for (let at = 0; at < 2; at++) {
      gate.upstream.script((body) => {
        const names = [...new Set(JSON.stringify(body).match(/"mcp__[\w-]+"/g))].map((quoted) => quoted.slice(1, -1));
        called.push(...names);
        return names.map((name) => call(name, { path: "/b" }));
      });
    }
    const { message } = await askBoth(gate, request);
    expect(message.content.map((block) => ("name" in block ? block.name : ""))).toEqual(expect.arrayContaining(names));
    expect(message.content).toHaveLength(2);
    expect(called.every((name) => name.length <= 64)).toBe(true);
    for (const name of names) expect(gate.upstream.requests[0]?.text).not.toContain(name);
    expect(gate.sent()[0]?.tool_choice).toEqual({ type: "function", name: called[0] });
  });

  it.each<[string, Anthropic.MessageParam[]]>([
    ["at the end", []],
    ["with something else after it", [{ role: "user", content: "Never mind" }]],
  ])("F23: a call without its result (%s) is refused in Anthropic's words, and nobody is asked", async (_, rest) => {
    await using gate = await simulated();
    const content = [{ type: "tool_use" as const, id: "toolu_1", name: "Read", input: {} }];
    const messages = [...hello.messages, { role: "assistant" as const, content }, ...rest];
    const failure = await failureOf(gate.client.messages.create({ ...hello, tools, messages }));
    expect(failure.status).toBe(400);
    expect(failure.message).toMatch(
      /`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1/,
    );
    expect(gate.upstream.requests).toHaveLength(0);
  });

  it("F24: results that come over several turns, with text between, stand next to their calls", async () => {
    await using gate = await simulated();
    const results = ["a", "b", "c"].map((id) => ({
      type: "tool_result" as const,
      tool_use_id: id,
      content: `of ${id}`,
    }));
    const [first, ...others] = results.map((result) => ({ role: "user" as const, content: [result] }));
    const calls = ["a", "b", "c"].map((id) => ({
      type: "tool_use" as const,
      id,
      name: "Read",
      input: { file_path: id },
    }));
    const messages: Anthropic.MessageParam[] = [
      ...hello.messages,
      { role: "assistant", content: calls },
      ...(first ? [first] : []),
      { role: "user", content: "(the second one took longer)" },
      ...others,
    ];
    const { message } = await askBoth(gate, { ...hello, tools, messages });
    expect(message.stop_reason).toBe("end_turn");
    const items = itemsOf(gate.sent()[0]);
    expect(items.map((item) => ("call_id" in item ? `${item.type} ${item.call_id}` : "message"))).toEqual([
      "message",
      ...["a", "b", "c"].map((id) => `function_call ${id}`),
      ...["a", "b", "c"].map((id) => `function_call_output ${id}`),
      "message",
    ]);
    expect(JSON.stringify(items)).not.toContain("No response");
  });

  it("F25: a deferred tool is sent when a result names it, not before, and the head of the request stays", async () => {
    await using gate = await simulated();
    const schema: Anthropic.Tool.InputSchema = { type: "object", properties: { secret_parameter: text } };
    const deferred = ["mcp__a__find", "mcp__a__send", "mcp__b__list"].map((name) => ({
      name,
      input_schema: schema,
      defer_loading: true,
    }));
    const request = { ...hello, tools: [tool("ToolSearch", { query: text }), ...deferred] };
    await gate.client.messages.create(request);
    const reference = [{ type: "tool_reference" as const, tool_name: "mcp__a__send" }];
    await gate.client.messages.create({
      ...request,
      messages: [
        ...hello.messages,
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "toolu_1", name: "ToolSearch", input: { query: "send" } }],
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: reference }] },
      ],
    });
    expect(gate.upstream.requests.map(({ status }) => status)).toEqual([200, 200]);
    const [before, after] = gate.sent();
    expect(JSON.stringify(before)).not.toContain("secret_parameter");
    const revealed = itemsOf(after).flatMap((item) => (item.type === "additional_tools" ? item.tools : []));
    expect(revealed.map((sent) => ("name" in sent ? sent.name : sent.type))).toEqual(["mcp__a__send"]);
    expect(after?.tools).toEqual(before?.tools);
  });
});
