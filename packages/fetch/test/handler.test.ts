import { describe, expect, it } from "vitest";
import { createHandler, type HandlerOptions } from "../src/index.js";
import { countOf, errorOf, gateway, hello } from "./gateway.js";

const error = async (response: Response) => [response.status, (await errorOf(response)).type];

describe("options that are missing or unsafe", () => {
  const upstream = { apiKey: "sk-x" };
  it.each<[string, object, RegExp]>([
    ["no upstream", { model: "x" }, /options\.upstream/],
    ["no model", { upstream, authenticate: false }, /options\.model/],
    ["a server's key without authenticate", { upstream, model: "x" }, /options\.authenticate/],
    [
      "a server's header without authenticate",
      { upstream: { headers: { authorization: "Bearer x" } }, model: "x" },
      /options\.authenticate/,
    ],
    ["a function without authenticate", { upstream: () => upstream, model: "x" }, /options\.authenticate/],
    ["an empty key", { upstream: { apiKey: "" }, model: "x", authenticate: false }, /apiKey/],
    [
      "a key that is not set",
      { upstream: { apiKey: undefined }, model: "x", authenticate: ["a"] },
      /apiKey.*environment/,
    ],
    [
      "a client's key that is not set",
      { upstream, model: "x", authenticate: [undefined] },
      /authenticate.*environment/,
    ],
    ["an empty list", { upstream, model: "x", authenticate: [] }, /authenticate/],
    ["no URL", { upstream: { baseURL: "x" }, model: "x" }, /baseURL/],
  ])("%s", (_, options, message) => {
    const untyped: (options: object) => unknown = (given) => Reflect.apply(createHandler, undefined, [given]);
    expect(() => untyped(options)).toThrow(TypeError);
    expect(() => untyped(options)).toThrow(message);
  });
  it("a key passed through needs no authenticate, nor does a server's with the literal false", () => {
    expect(() => createHandler({ upstream: {}, model: "x" })).not.toThrow();
    expect(() => createHandler({ upstream, model: "x", authenticate: false })).not.toThrow();
  });
});

describe("the HTTP surface", () => {
  const call = async (method: string, path: string, options: Partial<HandlerOptions> = {}) => {
    await using gate = await gateway(options);
    return gate.handler(new Request(`http://gateway${path}`, { method, headers: { "x-api-key": "gateway-key" } }));
  };

  it.each([
    ["GET", "/v1/messages", 405],
    ["PUT", "/v1/messages/stream", 405],
    ["POST", "/v1/models", 405],
    ["POST", "/v1/complete", 404],
    ["POST", "/v1/messages/batches", 404],
    ["GET", "/v1/files", 404],
    ["GET", "/", 404],
  ])("%s %s → %i", async (method, path, status) => {
    const response = await call(method, path);
    expect(await error(response)).toEqual([status, status === 405 ? "invalid_request_error" : "not_found_error"]);
    if (status === 405) expect(response.headers.get("allow")).toMatch(/^(?:POST|GET)$/);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
  });

  it.each(["/", "/api/hello"])("HEAD %s needs no key", async (path) => {
    await using gate = await gateway();
    const response = await gate.handler(new Request(`http://gateway${path}`, { method: "HEAD" }));
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("HEAD of a GET route has its status and no body", async () => {
    const response = await call("HEAD", "/v1/models");
    expect([response.status, response.body]).toEqual([200, null]);
  });

  it("leaves routes that are switched off to the host", async () => {
    await using gate = await gateway({ routes: { models: false, countTokens: false } });
    expect(gate.handler.handles("GET", "/v1/models")).toBe(false);
    expect(gate.handler.handles("POST", "/v1/messages/count_tokens")).toBe(false);
    expect(gate.handler.handles("POST", "/v1/messages?beta=true")).toBe(true);
    expect(gate.handler.handles("GET", "/v1/messages")).toBe(true);
    expect(gate.handler.handles("OPTIONS", "/v1/messages")).toBe(false);
    expect(gate.handler.handles("GET", "/")).toBe(false);
    expect((await call("GET", "/v1/models", { routes: { models: false } })).status).toBe(404);
  });
});

describe("bad input", () => {
  it.each<[string, unknown]>([
    ["nothing", ""],
    ["broken JSON", '{"model": '],
    ["an array", "[]"],
    ["a number", "1"],
    ["no messages", { model: "claude-x", max_tokens: 10 }],
    ["messages of another type", { ...hello, messages: "Hello" }],
    ["no max_tokens", { model: "claude-x", messages: hello.messages }],
    ["a model that is a number", { ...hello, model: 5 }],
    ["a role that is none", { ...hello, messages: [{ role: "tool", content: "x" }] }],
    ["a message that is null", { ...hello, messages: [null] }],
    ["an unknown block", { ...hello, messages: [{ role: "user", content: [{ type: "hologram" }] }] }],
    ["a block without type", { ...hello, messages: [{ role: "user", content: [{}] }] }],
    ["tools of another type", { ...hello, tools: { a: 1 } }],
    ["a huge number", { ...hello, max_tokens: 1e308 * 10 }],
  ])("%s is a 400 that asks nobody", async (_, body) => {
    await using gate = await gateway();
    const began = Date.now();
    for (const path of ["/v1/messages", "/v1/messages/stream"]) {
      const response = await gate.post(body, path);
      expect(await error(response)).toEqual([400, "invalid_request_error"]);
    }
    expect(Date.now() - began).toBeLessThan(2000);
    expect(gate.upstream.requests).toHaveLength(0);
  });

  it("in a count as well", async () => {
    await using gate = await gateway();
    for (const body of [
      "null",
      '"x"',
      "{",
      "{}",
      { model: "x", messages: [{ role: "user", content: [{ type: "hologram" }] }] },
    ]) {
      expect(await error(await gate.post(body, "/v1/messages/count_tokens"))).toEqual([400, "invalid_request_error"]);
    }
  });

  it.each(["/v1/messages", "/v1/messages/count_tokens"])("nesting without end does not break %s", async (path) => {
    await using gate = await gateway();
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const inInput = `{"model":"claude-x","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"b","input":{"x":${deep}}}]}]}`;
    const inSchema = `{"model":"claude-x","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"t","input_schema":{"type":"object","x":${deep}}}]}`;
    const inUnknown = `{"model":"claude-x","max_tokens":9,"messages":${deep}}`;
    for (const body of [inInput, inSchema, inUnknown]) {
      const response = await gate.post(body, path);
      // A count needs no copy of a schema, and may know its cost.
      expect(path.endsWith("count_tokens") ? [200, 400] : [400]).toContain(response.status);
    }
  });

  it("40 MB is a 413, quickly", async () => {
    await using gate = await gateway();
    const began = Date.now();
    const response = await gate.post(`{"model":"x","messages":"${"x".repeat(40_000_000)}"}`);
    expect(await error(response)).toEqual([413, "request_too_large"]);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it("no key, or a wrong one, is a 401", async () => {
    await using gate = await gateway();
    for (const headers of [{}, { "x-api-key": "wrong" }, { authorization: "Bearer sk-server-key" }]) {
      expect(await error(await gate.post(hello, "/v1/messages", { headers }))).toEqual([401, "authentication_error"]);
      expect((await gate.post(hello, "/v1/messages/count_tokens", { headers })).status).toBe(401);
    }
    expect(gate.upstream.requests).toHaveLength(0);
  });

  it("an unknown model is a 404 in the words that Claude Code knows", async () => {
    await using gate = await gateway({ model: { "claude-a": "gpt-5.4" } });
    const response = await gate.post(hello);
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({ type: "not_found_error", message: "model: claude-sonnet-5" });
  });
});

describe("a key that is passed through", () => {
  it("goes to the upstream as the client's, and its refusal back to the client", async () => {
    await using gate = await gateway({}, { keys: ["sk-good"] });
    const handler = createHandler({ upstream: { baseURL: gate.upstream.url }, model: "gpt-5.4" });
    const ask = (key: string) =>
      handler(
        new Request("http://g/v1/messages", {
          method: "POST",
          body: JSON.stringify(hello),
          headers: { "x-api-key": key },
        }),
      );
    expect((await ask("sk-good")).status).toBe(200);
    expect(await error(await ask("sk-bad"))).toEqual([401, "authentication_error"]);
  });
});

describe("count_tokens", () => {
  const body = { model: hello.model, messages: hello.messages };
  const path = "/v1/messages/count_tokens";

  it("answers in the form of the stable and of the beta API", async () => {
    await using gate = await gateway();
    expect(await (await gate.post(body, path)).json()).toEqual({ input_tokens: expect.any(Number) });
    expect(await (await gate.post(body, `${path}?beta=true`)).json()).toMatchObject({ context_management: null });
  });

  it("asks the upstream where the host wants that, with only its fields, once for identical bodies", async () => {
    await using gate = await gateway({ countTokens: "upstream" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => gate.post(body, path)));
    const counts = await Promise.all(answers.map(countOf));
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(0);
    expect(gate.upstream.requests.map((request) => [request.path, request.status])).toEqual([
      ["/v1/responses/input_tokens", 200],
    ]);
  });

  it("counts locally where the upstream cannot", async () => {
    await using gate = await gateway({
      countTokens: "upstream",
      upstream: { apiKey: "k", fetch: async () => new Response("no", { status: 404 }) },
    });
    expect(await countOf(await gate.post(body, path))).toBeGreaterThan(0);
  });

  it("takes the host's function", async () => {
    await using gate = await gateway({ countTokens: async ({ model }) => ({ input_tokens: model.length }) });
    expect(await (await gate.post(body, path)).json()).toEqual({ input_tokens: hello.model.length });
  });
});
