import { cut, failBefore, stall, text } from "@transpond/testkit";
import { describe, expect, it, vi } from "vitest";
import type { HandlerOptions } from "../../src/index.js";
import { gateway, hello } from "../gateway.js";

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe("the log", () => {
  it("has two entries for each request: when it is accepted, and when it has ended", async () => {
    await using gate = await gateway();
    const response = await gate.post({ ...hello, stream: true });
    expect(gate.accepted).toHaveLength(1);
    expect(gate.logged).toEqual([]);
    await response.text();
    await settled();
    await (await gate.post(hello)).text();
    gate.upstream.script(text("one two three four"), cut({ after: 6, how: "end" }));
    await (await gate.post({ ...hello, stream: true })).text();
    gate.upstream.script(failBefore({ status: 503, message: "busy" }));
    await gate.post(hello);
    await gate.post("{", "/v1/messages");
    await gate.post(hello, "/v1/messages/count_tokens");
    await gate.post(hello, "/v1/messages", { headers: { "x-api-key": "wrong" } });
    await gate.post(hello, "/v2/elsewhere");
    await settled();
    expect(
      gate.logged.map(({ route, status, outcome, errorType, stream, upstreamCalls, upstreamStatus }) => [
        route,
        status,
        outcome,
        errorType,
        stream,
        upstreamCalls,
        upstreamStatus,
      ]),
    ).toEqual([
      ["/v1/messages", 200, "completed", null, true, 1, 200],
      ["/v1/messages", 200, "completed", null, false, 1, 200],
      ["/v1/messages", 200, "failed", "api_error", true, 1, 200],
      ["/v1/messages", 529, "failed", "overloaded_error", false, 1, 503],
      ["/v1/messages", 400, "failed", "invalid_request_error", false, 0, null],
      ["/v1/messages/count_tokens", 200, "completed", null, false, 0, null],
      ["/v1/messages", 401, "failed", "authentication_error", false, 0, null],
      ["none", 404, "failed", "not_found_error", false, 0, null],
    ]);
    expect(gate.accepted.map(({ requestId }) => requestId)).toEqual(gate.logged.map(({ requestId }) => requestId));
    expect(gate.logged[0]).toMatchObject({
      v: 1,
      event: "response",
      method: "POST",
      upstreamModel: "gpt-5.4",
      servedModel: "gpt-5.4",
      stopReason: "end_turn",
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      headMs: expect.any(Number),
      firstContentMs: expect.any(Number),
      requestId: expect.stringMatching(/^req_/),
    });
  });

  it("says how large request and answer were", async () => {
    await using gate = await gateway();
    for (const stream of [false, true]) {
      const body = JSON.stringify({ ...hello, stream, system: "ä".repeat(10) });
      const answer = await (await gate.post(body)).arrayBuffer();
      await settled();
      expect(gate.accepted.at(-1)?.requestBytes).toBe(new TextEncoder().encode(body).byteLength);
      expect(gate.logged.at(-1)?.responseBytes).toBe(answer.byteLength);
    }
  });

  it("tells how a long stream ended and what it cost", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("long text ".repeat(150_000), { chunks: 50_000 }));
    await (await gate.post({ ...hello, stream: true })).text();
    await settled();
    expect(gate.logged).toMatchObject([{ outcome: "completed", errorType: null, outputTokens: 375_000 }]);
  });

  it("has its end also where the client leaves and reads no more", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("one two three four"), stall());
    const leave = new AbortController();
    const response = await gate.post({ ...hello, stream: true }, "/v1/messages", { signal: leave.signal });
    expect(response.status).toBe(200);
    leave.abort();
    await vi.waitFor(() => expect(gate.logged).toMatchObject([{ outcome: "cancelled", status: 200 }]));
  });

  it("counts what a request asks for", async () => {
    await using gate = await gateway();
    const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } };
    const call = { type: "tool_use", id: "toolu_1", name: "look", input: {} };
    await gate.post({
      ...hello,
      thinking: { type: "adaptive" },
      output_config: { effort: "low" },
      stop_sequences: ["END"],
      tool_choice: { type: "any" },
      tools: [
        { name: "look", input_schema: { type: "object" } },
        { type: "web_search_20250305", name: "web_search" },
      ],
      messages: [
        { role: "user", content: [{ type: "text", text: "Look" }, picture] },
        { role: "assistant", content: [call] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: [picture, picture] }] },
      ],
    });
    expect(gate.accepted[0]?.asks).toEqual({
      messages: 3,
      userMessages: 2,
      assistantMessages: 1,
      systemMessages: 0,
      images: 3,
      documents: 0,
      toolCalls: 1,
      toolResults: 1,
      thinkingBlocks: 0,
      tools: 2,
      serverTools: 1,
      features: ["thinking", "effort", "forced_tool", "stop_sequences"],
    });
  });

  it("counts losses by code, and repeats no name of the client's", async () => {
    await using gate = await gateway();
    await gate.post({ ...hello, mine_alone: 1, ours_too: 2, top_k: 3 });
    expect(gate.logged[0]?.losses).toMatchObject({ unknown_field: 2 });
    expect(JSON.stringify([gate.accepted, gate.logged])).not.toMatch(/mine_alone|ours_too/);
  });

  it("names models that the host or OpenAI knows, and no others", async () => {
    await using gate = await gateway({
      model: { "claude-a": "my-deployment", "claude-b-*": "gpt-5.4-mini", "*": "gpt-5.4" },
    });
    for (const model of ["claude-a", "claude-b-secret", "secret"]) await gate.post({ ...hello, model });
    gate.upstream.script(text("Hi"));
    expect(gate.logged.map(({ model, upstreamModel }) => [model, upstreamModel])).toEqual([
      ["claude-a", "my-deployment"],
      ["claude-b-*", "gpt-5.4-mini"],
      ["other", "gpt-5.4"],
    ]);
  });

  it.each<[string, Pick<HandlerOptions, "model">, string]>([
    ["the client", { model: (name) => name }, "acme-secret"],
    ["the client, as one of OpenAI's", { model: {} }, "gpt-5.4-secret"],
  ])("does not repeat a model that %s has made up", async (_, options, model) => {
    await using gate = await gateway(options);
    await gate.post({ ...hello, model });
    expect(gate.logged).toMatchObject([{ model: "other", upstreamModel: "other" }]);
  });

  it("takes the upstream's id where it looks like one", async () => {
    const answers = ["req_0123456789abcdef0123456789abcdef", "req of mine", "9f0c2b64-5f5e-4a1b-8c2d-3e4f5a6b7c8d"];
    const given = [...answers];
    const fetch = async () =>
      Response.json({ error: { message: "no" } }, { status: 400, headers: { "x-request-id": given.shift() ?? "" } });
    await using gate = await gateway({ upstream: { apiKey: "k", fetch } });
    for (const _ of answers) await gate.post(hello);
    expect(gate.logged.map(({ upstreamRequestId }) => upstreamRequestId)).toEqual([answers[0], null, answers[2]]);
  });

  it("says how often the client has tried, where it says so in a number", async () => {
    await using gate = await gateway();
    for (const count of ["2", "secret", ""]) {
      await gate.post(hello, "/v1/messages", {
        headers: { "x-api-key": "gateway-key", "x-stainless-retry-count": count },
      });
    }
    expect(gate.accepted.map(({ clientRetries }) => clientRetries)).toEqual([2, null, null]);
  });
});
