import { once } from "node:events";
import { createServer, request } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { call, failBefore, type SimulatedOpenAI, stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import express, { type Express } from "express";
import { describe, expect, it } from "vitest";
import { transpond } from "../src/index.js";

const hello = { model: "claude-x", max_tokens: 1024, messages: [{ role: "user" as const, content: "Hello" }] };
type Options = Parameters<typeof transpond>[0];

/** An Express application on a real socket, mounted by `mount`, with the official SDK in front. */
async function application(
  mount: (app: Express, serve: ReturnType<typeof transpond>) => void,
  { path = "", ...options }: Partial<Options> & { path?: string } = {},
) {
  const upstream = await startSimulatedOpenAI();
  const app = express();
  mount(
    app,
    transpond({
      upstream: { baseURL: upstream.url, apiKey: "k" },
      model: "gpt-5.4",
      authenticate: ["key"],
      ...options,
    }),
  );
  app.use((_request, response) => {
    response.status(418).send("the host's own");
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}${path}`;
  const client = new Anthropic({ apiKey: "key", baseURL: url, maxRetries: 0 });
  return { upstream, client, url, [Symbol.asyncDispose]: () => close(upstream, server) };
}

async function close(upstream: SimulatedOpenAI, server: ReturnType<typeof createServer>) {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await upstream.close();
}

const mounts: [string, Parameters<typeof application>[0], string][] = [
  ["at the root", (app, serve) => app.use(serve), ""],
  ["under a path", (app, serve) => app.use("/anthropic", serve), "/anthropic"],
  ["under a path with a parameter", (app, serve) => app.use("/:tenant/api", serve), "/acme/api"],
  ["after express.json()", (app, serve) => app.use(express.json({ limit: "50mb" }), serve), ""],
  ["after express.json() under a path", (app, serve) => app.use("/a", express.json(), serve), "/a"],
  ["after express.text()", (app, serve) => app.use(express.text({ type: "*/*" }), serve), ""],
  ["after express.raw()", (app, serve) => app.use(express.raw({ type: "*/*" }), serve), ""],
];

describe.each(mounts)("mounted %s", (_, mount, path) => {
  it("serves the official SDK", async () => {
    await using app = await application(mount, { path });
    app.upstream.script(text("Grüße"));
    expect((await app.client.messages.create(hello)).content).toMatchObject([{ text: "Grüße" }]);
    app.upstream.script(call("f", { a: 1 }));
    const tools = [{ name: "f", input_schema: { type: "object" as const } }];
    const streamed = await app.client.messages.stream({ ...hello, tools }).finalMessage();
    expect(streamed).toMatchObject({ stop_reason: "tool_use", content: [{ type: "tool_use", input: { a: 1 } }] });
    expect(
      (await app.client.messages.countTokens({ model: "x", messages: hello.messages })).input_tokens,
    ).toBeGreaterThan(0);
    expect((await app.client.models.list()).data).toHaveLength(1);
  });

  it("answers errors itself", async () => {
    await using app = await application(mount, { path });
    app.upstream.script(failBefore({ status: 429, code: "rate_limit_exceeded", message: "Slow" }));
    await expect(app.client.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.RateLimitError);
    const stranger = new Anthropic({ apiKey: "wrong", baseURL: app.url, maxRetries: 0 });
    await expect(stranger.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  });

  it("takes a whole URL for its path, as a proxy's clients send it", async () => {
    await using app = await application(mount, { path });
    const { hostname, port } = new URL(app.url);
    const asked = request({
      hostname,
      port,
      method: "POST",
      path: `${app.url}/v1/messages`,
      headers: { "x-api-key": "key" },
    });
    asked.setHeader("content-type", "application/json").end(JSON.stringify(hello));
    const [answer]: unknown[] = await once(asked, "response");
    expect(answer).toMatchObject({ statusCode: 200 });
    asked.destroy();
  });

  it("hands on what it does not serve", async () => {
    await using app = await application(mount, { path, routes: { models: false } });
    for (const [method, route] of [
      ["GET", "/other"],
      ["GET", "/"],
      ["GET", "/v1/models"],
      ["POST", "/v1/complete"],
      ["OPTIONS", "/v1/messages"],
    ]) {
      const response = await fetch(`${app.url}${route}`, { ...(method && { method }) });
      expect([method, route, response.status]).toEqual([method, route, 418]);
    }
    expect((await fetch(`${app.url}/v1/messages`)).status).toBe(405);
    expect((await fetch(`${app.url}/`, { method: "HEAD" })).status).toBe(200);
  });

  it("cancels the upstream when the client leaves", async () => {
    await using app = await application(mount, { path });
    app.upstream.script(text("One two"), stall());
    const stream = app.client.messages.stream(hello);
    stream.on("text", () => stream.abort());
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(await app.upstream.requests[0]?.closed).toBe("aborted");
  });
});

describe("a body nested without end", () => {
  it.each(["before", "after"])("is a 400, mounted %s express.json()", async (where) => {
    await using app = await application((host, serve) => {
      if (where === "after") host.use(express.json({ limit: "5mb" }));
      host.use(serve);
    });
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const headers = { "x-api-key": "key", "content-type": "application/json" };
    const body = `{"model":"claude-x","max_tokens":9,"messages":${deep}}`;
    const response = await fetch(`${app.url}/v1/messages`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
  });
});

describe("a large body", () => {
  it("is refused with 413 beyond the limit", async () => {
    await using app = await application((host, serve) => host.use(serve));
    const response = await fetch(`${app.url}/v1/messages`, {
      method: "POST",
      headers: { "x-api-key": "key" },
      body: `{"x":"${"x".repeat(40_000_000)}"}`,
    });
    expect(response.status).toBe(413);
  });
});
