import { item, reasoning, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { gateway, hello } from "./gateway.js";

const cntr = "cntr_68ec87613e58819097ec47888dc686d8088a1d37157e7565";
const ran = {
  type: "code_interpreter_call",
  id: "ci_02ffbc38ae6fca1a0068ec876654a08197af4d648fe8bba210",
  code: "print(2 + 2)",
  container_id: cntr,
  outputs: [{ type: "logs", logs: "4\n" }],
  status: "completed",
};
const listed = {
  type: "mcp_list_tools",
  id: "mcpl_1",
  server_label: "docs",
  tools: [{ name: "search", input_schema: { type: "object" } }],
};
const called = {
  type: "mcp_call",
  id: "mcp_0a4801d792de11eb00690ccb8c3fac8197a4fd94f4528cd432",
  server_label: "docs",
  name: "search",
  arguments: '{"query":"tides"}',
  output: "High at noon.",
  error: null,
  status: "completed",
};
const token = "secret-oauth-token-of-the-client";
const failed = {
  ...called,
  id: "mcp_2",
  output: null,
  status: "failed",
  error: { type: "http_error", code: 500, message: "" },
};

describe("tools that the upstream runs, over two turns of the official SDK", () => {
  it("code goes on in the same container", async () => {
    await using gate = await gateway();
    const request = {
      ...hello,
      tools: [{ type: "code_execution_20250522" as const, name: "code_execution" as const }],
    };
    gate.upstream.script([reasoning("Let me count."), item(ran), text("It is 4.")]);
    const first = await gate.client.messages.stream(request).finalMessage();
    expect(first.content.map(({ type }) => type)).toEqual([
      "thinking",
      "server_tool_use",
      "code_execution_tool_result",
      "text",
    ]);
    expect(first.container).toMatchObject({ id: cntr });
    gate.upstream.script(text("Still 4."));
    await gate.client.messages.create({
      ...request,
      container: first.container?.id ?? null,
      messages: [
        ...request.messages,
        { role: "assistant", content: first.content },
        { role: "user", content: "And now?" },
      ],
    });
    const [one, two] = gate.upstream.requests;
    expect(two?.body).toMatchObject({
      tools: [{ type: "code_interpreter", container: cntr }],
      input: [{ role: "user" }, { type: "reasoning" }, ran, { role: "assistant" }, { role: "user" }],
    });
    expect(one?.body).toMatchObject({ tools: [{ type: "code_interpreter", container: { type: "auto" } }] });
  });

  it("calls and listings of a server go back, and its token is told to nobody else", async () => {
    await using gate = await gateway();
    const request = {
      ...hello,
      betas: ["mcp-client-2026-09-15"],
      mcp_servers: [
        { type: "url" as const, name: "docs", url: "https://mcp.example.com/sse", authorization_token: token },
      ],
      tools: [{ type: "mcp_toolset" as const, mcp_server_name: "docs" }],
    };
    gate.upstream.script([item(listed), reasoning("Look."), item(called), item(failed), text("At noon.")]);
    const first = await gate.client.beta.messages.stream(request).finalMessage();
    expect(first.content.map(({ type }) => type)).toEqual([
      "mcp_tool_listing",
      "thinking",
      "mcp_tool_use",
      "mcp_tool_result",
      "mcp_tool_use",
      "mcp_tool_result",
      "text",
    ]);
    gate.upstream.script(text("Yes."));
    const second = await gate.client.beta.messages.create({
      ...request,
      messages: [
        ...request.messages,
        { role: "assistant", content: first.content },
        { role: "user", content: "Sure?" },
      ],
    });
    const [, sent] = gate.upstream.requests;
    expect(sent?.body).toMatchObject({
      tools: [{ type: "mcp", server_label: "docs", authorization: token }],
      input: [
        { role: "user" },
        { type: "mcp_list_tools", tools: listed.tools },
        { type: "reasoning" },
        called,
        { type: "mcp_call", id: "mcp_2", error: { type: "mcp_tool_execution_error" } },
        { role: "assistant" },
        { role: "user" },
      ],
    });
    expect(JSON.stringify([first, second, gate.logged])).not.toContain(token);
  });
});
