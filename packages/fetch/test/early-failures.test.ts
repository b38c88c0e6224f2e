import { describe, expect, it } from "vitest";
import { respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { added, completed, created, names, whole } from "./upstream-words.js";

const sse = (events: readonly object[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
const failed = (error: object) => ({ type: "response.failed", response: { id: "r", status: "failed", error } });

describe("what fails before anything went out has a real status (K1, F13)", () => {
  it.each<[string, object, number, string, Record<string, string>]>([
    [
      "an error event, nested",
      { type: "error", error: { type: "tokens", code: "rate_limit_exceeded", message: "Please try again in 7s." } },
      429,
      "rate_limit_error",
      { "retry-after": "7" },
    ],
    ["an error event, flat", { type: "error", code: "server_error", message: "Oh" }, 500, "api_error", {}],
    ["a failed response", failed({ code: "server_error", message: "Oh" }), 500, "api_error", {}],
    [
      "no money",
      failed({ code: "insufficient_quota", message: "Pay" }),
      402,
      "billing_error",
      { "x-should-retry": "false" },
    ],
    [
      "a prompt that is too long",
      { type: "error", error: { code: "context_length_exceeded", message: "Too long" } },
      400,
      "invalid_request_error",
      { "x-should-retry": "false" },
    ],
    ["an error without a type", { error: { code: "server_error", message: "Oh" } }, 500, "api_error", {}],
  ])("%s", async (_name, failure, status, type, headers) => {
    for (const before of [[], [created], [created, { type: "response.in_progress" }, { type: "keepalive" }]]) {
      const response = await respondWithStream([...before, failure], context, { requestId: "req_1" });
      expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/json"]);
      expect(Object.fromEntries(response.headers)).toMatchObject(headers);
      expect(await response.json()).toMatchObject({ type: "error", error: { type }, request_id: "req_1" });
    }
  });

  it("and an event where something went out", async () => {
    const response = await respondWithStream(
      [created, added, failed({ code: "server_error", message: "Oh" })],
      context,
    );
    expect(response.status).toBe(200);
    expect(names(await response.text())).toEqual(["message_start", "ping", "error"]);
  });
});

describe("bodies of all kinds behind a 200 (F04, D.3)", () => {
  const html = { "content-type": "text/html" };
  const json = { "content-type": "application/json" };
  const stream = { "content-type": "text/event-stream" };
  const item = completed.response.output[0];

  it.each<[string, string, Record<string, string>]>([
    ["events without a content type", sse(whole), {}],
    ["events that call themselves JSON", sse(whole), json],
    ["events that call themselves a page", sse(whole), html],
    ["a Response as JSON", JSON.stringify({ ...completed.response, object: "response", output: [item] }), json],
    ["a Response that calls itself a stream", JSON.stringify({ ...completed.response, object: "response" }), stream],
  ])("%s are a message", async (_name, body, headers) => {
    const source = new Response(new TextEncoder().encode(body), { headers });
    const response = await respondWithStream(source, context);
    const text = await response.text();
    expect([response.status, names(text).at(-1)]).toEqual([200, "message_stop"]);
    expect(text).toContain('"text":"Hi"');
  });

  it.each<[string, string, Record<string, string>, number]>([
    ["nothing", "", stream, 500],
    ["a page", "<html>Bad gateway</html>", html, 500],
    ["a page that calls itself a stream", "<html>Bad gateway</html>", stream, 500],
    ["JSON that breaks off", '{"object":"response","output":[', json, 500],
    ["JSON of no known shape", '{"ok":true}', json, 500],
    ["an error as JSON", '{"error":{"code":"rate_limit_exceeded","message":"Slow"}}', json, 429],
    ["an event that is not JSON", "data: {]\n\n", stream, 500],
  ])("%s is an error with a status", async (_name, body, headers, status) => {
    const response = await respondWithStream(new Response(body, { headers }), context);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).not.toContain("gateway");
  });
});
