import { cut, failBefore, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { gateway, hello } from "./gateway.js";

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe("the log", () => {
  it("has one entry for each request, when it has ended", async () => {
    await using gate = await gateway();
    const response = await gate.post({ ...hello, stream: true });
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
    await settled();
    expect(
      gate.logged.map(({ route, status, outcome, errorType, stream, upstreamCalls }) => [
        route,
        status,
        outcome,
        errorType,
        stream,
        upstreamCalls,
      ]),
    ).toEqual([
      ["messages", 200, "completed", null, true, 1],
      ["messages", 200, "completed", null, false, 1],
      ["messages", 200, "failed", "api_error", true, 1],
      ["messages", 529, "failed", "overloaded_error", false, 1],
      ["messages", 400, "failed", "invalid_request_error", false, 0],
      ["countTokens", 200, "completed", null, false, 0],
    ]);
    expect(gate.logged[0]).toMatchObject({
      method: "POST",
      model: "claude-sonnet-5",
      upstreamModel: "gpt-5.4",
      stopReason: "end_turn",
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      upstreamRequestId: expect.any(String),
      requestId: expect.stringMatching(/^req_/),
    });
  });

  it("tells how a long stream ended and what it cost", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("long text ".repeat(150_000), { chunks: 50_000 }));
    await (await gate.post({ ...hello, stream: true })).text();
    await settled();
    expect(gate.logged).toMatchObject([{ outcome: "completed", errorType: null, outputTokens: 375_000 }]);
  });

  it("holds no content, key or header, whatever fails", async () => {
    await using gate = await gateway();
    const secret = "my-secret-text";
    const request = {
      ...hello,
      model: `claude ${secret} ${"x".repeat(500)}\n`,
      messages: [{ role: "user", content: secret }],
      system: secret,
      [secret]: secret,
    };
    await (await gate.post({ ...request, [secret]: undefined, model: "claude-x", stream: true })).text();
    gate.upstream.script(failBefore({ status: 400, message: secret, param: secret }));
    await gate.post({ ...hello, messages: request.messages });
    await gate.post(`{"${secret}`);
    await settled();
    const logged = JSON.stringify(gate.logged);
    expect(gate.logged).toHaveLength(3);
    expect(logged).not.toContain(secret);
    expect(logged).not.toMatch(/gateway-key|sk-server|authorization/);
    await (await gate.post({ ...hello, model: request.model })).text();
    await settled();
    expect(gate.logged.at(-1)?.model).toHaveLength(100);
    expect(gate.logged.at(-1)?.model).toMatch(/^[\w.:@/[\]-]*$/);
  });
});
