import Anthropic from "@anthropic-ai/sdk";
import { call, failBefore, stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import fastify, { type FastifyInstance } from "fastify";
import { describe, expect, it } from "vitest";
import { transpond } from "../src/index.js";

const hello = { model: "claude-x", max_tokens: 1024, messages: [{ role: "user" as const, content: "Hello" }] };

/** A Fastify application on a real socket, with the official SDK in front. */
async function application(
  prefix: string,
  prepare: (app: FastifyInstance) => void | Promise<void> = () => {},
  routes = {},
) {
  const upstream = await startSimulatedOpenAI();
  const app = fastify();
  await prepare(app);
  await app.register(transpond, {
    prefix,
    upstream: { baseURL: upstream.url, apiKey: "k" },
    model: "gpt-5.4",
    authenticate: ["key"],
    routes,
  });
  const url = `${await app.listen({ port: 0, host: "127.0.0.1" })}${prefix}`;
  const client = new Anthropic({ apiKey: "key", baseURL: url, maxRetries: 0 });
  return {
    app,
    upstream,
    client,
    url,
    async [Symbol.asyncDispose]() {
      app.server.closeAllConnections();
      await app.close();
      await upstream.close();
    },
  };
}

describe.each(["", "/anthropic", "/deep/path"])("under the prefix %j", (prefix) => {
  it("serves the official SDK", async () => {
    await using server = await application(prefix);
    server.upstream.script(text("Grüße"));
    expect((await server.client.messages.create(hello)).content).toMatchObject([{ text: "Grüße" }]);
    server.upstream.script(call("f", { a: 1 }));
    const tools = [{ name: "f", input_schema: { type: "object" as const } }];
    const streamed = await server.client.messages.stream({ ...hello, tools }).finalMessage();
    expect(streamed).toMatchObject({ stop_reason: "tool_use", content: [{ type: "tool_use", input: { a: 1 } }] });
    expect(
      (await server.client.messages.countTokens({ model: "x", messages: hello.messages })).input_tokens,
    ).toBeGreaterThan(0);
    expect((await server.client.models.list()).data).toHaveLength(1);
    expect(await server.client.models.retrieve("claude-gpt-5.4")).toMatchObject({ id: "claude-gpt-5.4" });
    expect((await fetch(`${server.url}/`, { method: "HEAD" })).status).toBe(200);
  });

  it("answers errors itself, broken JSON and foreign content types too", async () => {
    await using server = await application(prefix);
    server.upstream.script(failBefore({ status: 429, code: "rate_limit_exceeded", message: "Slow" }));
    await expect(server.client.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.RateLimitError);
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
      const headers = { "x-api-key": "key", "content-type": type };
      const response = await fetch(`${server.url}/v1/messages`, { method: "POST", headers, body: "{" });
      expect(await response.json()).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
    }
  });

  it("cancels the upstream when the client leaves", async () => {
    await using server = await application(prefix);
    server.upstream.script(text("One two"), stall());
    const stream = server.client.messages.stream(hello);
    stream.on("text", () => stream.abort());
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(await server.upstream.requests[0]?.closed).toBe("aborted");
  });
});

describe("beside the application", () => {
  it("takes bodies larger than Fastify's limit, up to its own", async () => {
    await using server = await application("");
    const body = (length: number) =>
      JSON.stringify({ ...hello, messages: [{ role: "user", content: "x".repeat(length) }] });
    const post = (text: string) =>
      fetch(`${server.url}/v1/messages`, { method: "POST", headers: { "x-api-key": "key" }, body: text });
    expect((await post(body(1_200_000))).status).toBe(200);
    expect((await post(body(40_000_000))).status).toBe(413);
  });

  it.each(["", "json", "bad/;;=", "/", "application/ json"])("takes %j for a content type", async (type) => {
    const guarded: unknown[] = [];
    await using server = await application("", (app) => {
      app.addHook("preHandler", async ({ headers }) => void guarded.push(headers["x-api-key"]));
    });
    const headers = { "x-api-key": "key", "content-type": type };
    const response = await fetch(`${server.url}/v1/messages`, { method: "POST", headers, body: JSON.stringify(hello) });
    expect([response.status, await response.json()]).toMatchObject([200, { type: "message" }]);
    expect(guarded).toEqual(["key"]);
  });

  it("leaves the application's parsers, routes and HEAD / alone", async () => {
    await using server = await application("", (app) => {
      app.get("/", () => "home");
      app.post("/own", (request) => ({ parsed: request.body }));
    });
    expect(await (await fetch(`${server.url}/`)).text()).toBe("home");
    const headers = { "content-type": "application/json" };
    expect(await (await fetch(`${server.url}/own`, { method: "POST", headers, body: '{"a":1}' })).json()).toEqual({
      parsed: { a: 1 },
    });
    const broken = await fetch(`${server.url}/own`, { method: "POST", headers, body: "{" });
    expect(broken.status).toBe(400);
    expect((await fetch(`${server.url}/v1/complete`, { method: "POST", headers, body: "{}" })).status).toBe(404);
  });

  it("lets the application add a GET / later", async () => {
    await using server = await application("");
    expect((await fetch(`${server.url}/`)).status).toBe(404);
    const late = fastify();
    await late.register(transpond, { upstream: {}, model: "gpt-5.4" });
    late.get("/", () => "home");
    expect((await late.inject("/")).body).toBe("home");
    await late.close();
  });

  it("keeps routes that are switched off free", async () => {
    await using server = await application("", (app) => void app.get("/v1/models", () => ["own"]), { models: false });
    expect(await (await fetch(`${server.url}/v1/models`)).json()).toEqual(["own"]);
  });

  it("leaves out a route that the application has when it loads, and no later one", async () => {
    await using server = await application("", (app) => void app.get("/v1/models", () => ["own"]));
    expect(await (await fetch(`${server.url}/v1/models`)).json()).toEqual(["own"]);
    const late = fastify();
    await late.register(transpond, { upstream: {}, model: "gpt-5.4" });
    expect(() => late.get("/v1/models", () => ["own"])).toThrow("already declared");
    await late.close();
  });

  it("runs the application's hooks and keeps their headers", async () => {
    await using server = await application("", (app) => {
      app.addHook("onRequest", async (request, reply) => {
        reply.header("x-hook", request.method);
      });
    });
    const { response } = await server.client.messages.create(hello).withResponse();
    expect(response.headers.get("x-hook")).toBe("POST");
  });
});
