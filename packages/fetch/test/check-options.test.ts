import { describe, expect, it } from "vitest";
import { azureOpenAI, createHandler, type HandlerOptions, openAI, openAICompatible } from "../src/index.js";

const usable: HandlerOptions = { upstream: { apiKey: "k" }, model: "gpt-5.4", authenticate: ["key"] };

/** Calls a function as a host without types would. */
const untyped = (call: (options: never) => unknown, options: unknown) => () => Reflect.apply(call, null, [options]);
const hostWith = (options: object) => untyped(createHandler, { ...usable, ...options });
const upstreamWith = (upstream: object) => hostWith({ upstream: { apiKey: "k", ...upstream } });

const unset = "is empty; is an environment variable not set?";
const who = "options.authenticate must be a list of keys, a function, or the literal false";
const model = "options.model must be a model id, a table of names and model ids, or a function";
const web = "options.upstream.baseURL must be an http: or https: URL";

describe("an option that cannot work is refused when the handler is created, by its name", () => {
  it.each<[object, string]>([
    [{ upstream: undefined }, "options.upstream is missing."],
    [{ upstream: null }, "options.upstream must be an object"],
    [{ upstream: "https://api.openai.com/v1" }, "options.upstream must be an object"],
    [{ model: undefined }, "options.model is missing."],
    [{ model: "" }, model],
    [{ model: 5 }, model],
    [{ model: ["gpt-5.4"] }, model],
    [{ model: { "claude-*": "" } }, model],
    [{ model: { "claude-*": undefined } }, model],
    [{ authenticate: "key" }, who],
    [{ authenticate: true }, who],
    [{ authenticate: null }, who],
    [{ authenticate: [] }, "options.authenticate is an empty list"],
    [{ authenticate: ["key", undefined] }, "options.authenticate holds a key that is empty"],
    [{ lossPolicy: "rejct" }, 'options.lossPolicy must be "report", "reject" or a function.'],
    [{ hashKey: "" }, `options.hashKey ${unset}`],
    [{ hashKey: 5 }, "options.hashKey must be a string"],
    [{ imageDetail: "medium" }, 'options.imageDetail must be one of "auto"'],
    [{ omittableArguments: { Read: ["pages"] } }, "options.omittableArguments must be a table of tools"],
    [{ onLoss: {} }, "options.onLoss must be a function"],
    [{ onError: "log" }, "options.onError must be a function"],
    [{ onUpstreamRequest: true }, "options.onUpstreamRequest must be a function"],
    [{ logger: null }, "options.logger must be false, or have a function `info`"],
    [{ logger: true }, "options.logger must be false, or have a function `info`"],
    [{ content: "raw" }, 'options.content must be one of "none", "redacted"'],
    [{ redaction: true }, "options.redaction must be an object"],
    [{ pseudonyms: "yes" }, "options.pseudonyms must be an object"],
    [{ pseudonyms: { key: "" } }, "options.pseudonyms.key must be a string or bytes, and not empty"],
    [{ pseudonyms: { secret: "s" } }, "options.pseudonyms.secret is not known; it may be key, tenant"],
    [{ telemetry: {} }, "options.telemetry must have a function `begin`"],
    [{ countTokens: "remote" }, 'options.countTokens must be "local", "upstream" or a function.'],
    [{ countDrift: { share: 2 } }, "options.countDrift.share must be a number from 0 to 1"],
    [{ countDrift: { share: 1, onDrift: 1 } }, "options.countDrift.onDrift must be a function"],
    [{ models: "claude-x" }, "options.models must be a list of names"],
    [{ models: [{ name: "claude-x" }] }, "options.models must be a list of names, or of objects with an id"],
    [{ holdMs: "10" }, "options.holdMs must be a number, 0 or greater"],
    [{ pingMs: Number.NaN }, "options.pingMs must be a number, 0 or greater"],
    [{ timeouts: { head: -1 } }, "options.timeouts.head must be a number, 0 or greater"],
    [{ timeouts: { heads: 1 } }, "options.timeouts.heads is not known; it may be body, head"],
    [{ timeouts: 5 }, "options.timeouts must be an object"],
    [{ limits: { concurrency: "5" } }, "options.limits.concurrency must be a number"],
    [{ routes: { health: "yes" } }, "options.routes.health must be true or false"],
    [{ routes: { counts: false } }, "options.routes.counts is not known; it may be messages"],
    [{ now: 5 }, "options.now must be a function"],
  ])("%j", (options, message) => {
    expect(hostWith(options)).toThrow(TypeError);
    expect(hostWith(options)).toThrow(message);
  });

  it.each<[object, string]>([
    [{ baseURL: "" }, web],
    [{ baseURL: "api.openai.com" }, web],
    [{ baseURL: "ftp://example.org" }, web],
    [{ baseURL: "https://u:p@example.org" }, "options.upstream.baseURL holds a user or password"],
    [{ apiKey: undefined }, `options.upstream.apiKey ${unset}`],
    [{ apiKey: " " }, `options.upstream.apiKey ${unset}`],
    [{ apiKey: 5 }, "options.upstream.apiKey must be a string"],
    [{ apiKey: "a\nb" }, "options.upstream.apiKey must be a text that a header can hold"],
    [{ apiKey: "\nb" }, "options.upstream.apiKey must be a text that a header can hold"],
    [{ apiKey: "ключ" }, "options.upstream.apiKey must be a text that a header can hold"],
    [{ authHeader: "a b" }, "options.upstream.authHeader must be the name of a header"],
    [{ authHeader: "" }, "options.upstream.authHeader must be the name of a header"],
    [{ headers: "x" }, "options.upstream.headers must be headers"],
    [{ headers: { "openai-project": undefined } }, "options.upstream.headers must be headers"],
    [{ headers: { "x-team": "a\r\nb" } }, "options.upstream.headers must be headers"],
    [{ headers: { "x team": "a" } }, "options.upstream.headers must be headers"],
    [{ fetch: {} }, "options.upstream.fetch must be a function"],
    [{ identity: "" }, `options.upstream.identity ${unset}`],
    [{ families: { "prod-*": 5 } }, "options.upstream.families must be a table of globs and model ids"],
  ])("upstream %j", (upstream, message) => {
    expect(upstreamWith(upstream)).toThrow(TypeError);
    expect(upstreamWith(upstream)).toThrow(message);
  });

  it("no options at all", () => {
    expect(untyped(createHandler, undefined)).toThrow("options must be an object");
  });
});

it.each<[object]>([
  // OpenAI's own ids stand for themselves, and nothing else is served.
  [{ model: {} }],
  [{ model: () => null }],
  [{ logger: console }],
  [{ pseudonyms: { key: new Uint8Array(1), tenant: "" } }],
  [{ limits: { concurrency: Number.POSITIVE_INFINITY } }],
  // Other frameworks have options of theirs beside ours.
  [{ prefix: "/anthropic", logLevel: "warn" }],
  [{ upstream: { apiKey: "from a file\n", headers: new Headers({ "x-team": "a" }), authHeader: "X-Key" } }],
  [{ upstream: { apiKey: "k", headers: [["x-team", "é"]], baseURL: "http://[::1]:8000/v1?api-version=1" } }],
])("%j is taken", (options) => {
  expect(hostWith(options)).not.toThrow();
});

const baseURL = "http://localhost:8000/v1";

it.each<[string, (options: never) => unknown, unknown, string]>([
  ["openAI", openAI, null, "options of openAI must be an object"],
  ["openAI", openAI, { organization: "a\nb" }, "options of openAI.organization must be a text that a header can hold"],
  ["openAI", openAI, { project: 5 }, "options of openAI.project must be a text"],
  ["openAI", openAI, { headers: { "x-team": undefined } }, "options of openAI.headers must be headers"],
  // It would be a resource of that name.
  ["azureOpenAI", azureOpenAI, { resource: undefined, apiKey: "k" }, "options of azureOpenAI.resource is missing"],
  ["azureOpenAI", azureOpenAI, { resource: "ftp://acme.example.org" }, "resource must be the name or the address"],
  ["azureOpenAI", azureOpenAI, { resource: "acme", apiKey: "a\nb" }, "apiKey must be a text that a header can hold"],
  ["azureOpenAI", azureOpenAI, { resource: "acme", apiVersion: 1 }, "apiVersion must be a string"],
  ["azureOpenAI", azureOpenAI, { resource: "acme", headers: { "x y": "" } }, "headers must be headers"],
  // It would be OpenAI, with another server's key.
  ["openAICompatible", openAICompatible, { apiKey: "k" }, "options of openAICompatible.baseURL is missing"],
  ["openAICompatible", openAICompatible, { baseURL: undefined, apiKey: "k" }, "baseURL is missing"],
  ["openAICompatible", openAICompatible, baseURL, "options of openAICompatible must be an object"],
  ["openAICompatible", openAICompatible, { baseURL, apiKey: 5 }, "apiKey must be a string"],
])("%s names what it cannot use", (_, make, options, message) => {
  expect(untyped(make, options)).toThrow(TypeError);
  expect(untyped(make, options)).toThrow(message);
});

describe("what functions of the host return", () => {
  /** Asks for a count of a handler whose options nobody checked the types of. */
  async function ask(options: object) {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const handler = createHandler(Object.assign({ ...usable, logger: false as const, onError }, options));
    const body = JSON.stringify({ model: "claude-x", messages: [{ role: "user", content: "Hi" }] });
    const init = { method: "POST", headers: { "x-api-key": "key" }, body };
    const response = await handler(new Request("http://g/v1/messages/count_tokens", init));
    return { status: response.status, answer: await response.json(), errors: errors.map(String) };
  }
  const failed = { status: 500, answer: { type: "error", error: { type: "api_error" } } };

  it.each([Number.NaN, -1, 0.5, "5", null, undefined, {}, { input_tokens: "5" }])(
    "a count of %j fails",
    async (said) => {
      const answered = await ask({ countTokens: () => said });
      expect(answered).toMatchObject(failed);
      expect(answered.errors).toEqual([expect.stringContaining("options.countTokens returned neither a whole number")]);
    },
  );

  it.each([0, 7, { input_tokens: 7 }])("a count of %j is the answer", async (said) => {
    const input_tokens = typeof said === "number" ? said : said.input_tokens;
    expect(await ask({ countTokens: async () => said })).toEqual({ status: 200, answer: { input_tokens }, errors: [] });
  });

  it.each<[unknown, string]>([
    [undefined, "options.upstream must be an object"],
    [{ baseURL: "ftp://example.org" }, web],
    [{ apiKey: undefined }, `options.upstream.apiKey ${unset}`],
  ])("an upstream %j fails", async (upstream, message) => {
    const answered = await ask({ upstream: () => upstream });
    expect(answered).toMatchObject(failed);
    expect(answered.errors).toEqual([expect.stringContaining(message)]);
  });
});
