import fastify, { type FastifyServerOptions } from "fastify";
import { describe, expect, it } from "vitest";
import { transpond } from "../src/index.js";

/** What the routes answer under a prefix; no upstream is asked. */
async function ask(prefix: string, options: FastifyServerOptions, path: string, init: RequestInit = {}) {
  const app = fastify(options);
  await app.register(transpond, {
    prefix,
    upstream: { apiKey: "k" },
    model: { "claude-a/b": "gpt-5.4", "claude-a": "gpt-5.4" },
    authenticate: ["key"],
  });
  try {
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    return await fetch(`${url}${path}`, { headers: { "x-api-key": "key" }, ...init });
  } finally {
    await app.close();
  }
}

const count = {
  method: "POST",
  body: JSON.stringify({ model: "claude-a", messages: [{ role: "user", content: "Hello" }] }),
};
const anyCase = { routerOptions: { caseSensitive: false } };

it.each(["/a", "/a/"])("a HEAD of the application's own at %s stays", async (path) => {
  const app = fastify();
  app.get(path, async (_request, reply) => reply.header("x-own", "yes").send("home"));
  await app.register(transpond, { prefix: path, upstream: {}, model: "gpt-5.4" });
  expect((await app.inject({ method: "HEAD", url: path })).headers).toMatchObject({ "x-own": "yes" });
  await app.close();
});

describe("the path that the handler sees", () => {
  it.each<[string, FastifyServerOptions, string, RequestInit?]>([
    ["/tenants/:tenant/anthropic", {}, "/tenants/acme/anthropic/v1/messages/count_tokens", count],
    ["/tenants/:tenant/anthropic", {}, "/tenants/a%20much-longer-name/anthropic/v1/models"],
    ["/tenants/:tenant/anthropic", {}, "/tenants/acme/anthropic/", { method: "HEAD" }],
    ["/tenants/:tenant/anthropic", {}, "/tenants/acme/anthropic", { method: "HEAD" }],
    ["", {}, "/", { method: "HEAD" }],
    ["/", {}, "/", { method: "HEAD" }],
    ["/a/", {}, "/a/", { method: "HEAD" }],
    ["/a", { routerOptions: { ignoreTrailingSlash: true } }, "/a/", { method: "HEAD" }],
    ["/a", { routerOptions: { ignoreTrailingSlash: true } }, "/a", { method: "HEAD" }],
    ["/orgs/:id", {}, "/orgs/acme/v1/models/claude-a"],
    ["/a", anyCase, "/A/V1/Messages/Count_Tokens", count],
    ["/a", {}, "/a/v1/models/claude-a%2Fb"],
    ["/a", { routerOptions: { ignoreDuplicateSlashes: true } }, "//a//v1/models/claude-a"],
  ])("under %s, %j, is its own for %s", async (prefix, options, path, init) => {
    const response = await ask(prefix, options, path, init);
    expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
  });

  it("keeps its query", async () => {
    const path = "/tenants/acme/anthropic/v1/models?limit=1";
    expect(await (await ask("/tenants/:tenant/anthropic", {}, path)).json()).toMatchObject({ has_more: true });
  });

  it("names the model, not what the prefix has under the same name", async () => {
    expect(await (await ask("/orgs/:id", {}, "/orgs/acme/v1/models/claude-a%2Fb")).json()).toMatchObject({
      id: "claude-a/b",
    });
  });
});
