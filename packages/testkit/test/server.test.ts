import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { failBefore, headers, rateLimited, raw, reasoning, text } from "../src/index.js";
import { asObject } from "../src/json.js";
import { ask, events, hi, send, start } from "./helpers.js";

describe("the server", () => {
  it("wants a bearer key, and the right one where keys are named", async () => {
    const open = await start();
    const none = await ask(open, hi, { key: "" });
    expect(none.status).toBe(401);
    expect(asObject(none.body.error).message).toBe("Missing bearer or basic authentication in header");
    const closed = await start({ keys: ["sk-right"] });
    expect((await ask(closed, hi, { key: "Bearer sk-right" })).status).toBe(200);
    const wrong = await ask(closed, hi, { key: "Bearer sk-wrong" });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error).toEqual({
      message:
        "Incorrect API key provided: sk-wrong. You can find your API key at https://platform.openai.com/account/api-keys.",
      type: "invalid_request_error",
      param: null,
      code: "invalid_api_key",
    });
    const long = await ask(closed, hi, { key: "Bearer sk-abcdefghijklmnop" });
    expect(asObject(long.body.error).message).toContain("sk-abcde*******mnop.");
  });

  it("refuses what is not JSON and what is not there", async () => {
    const upstream = await start();
    const broken = await ask(upstream, "{not json");
    expect(broken.status).toBe(400);
    expect(asObject(broken.body.error).message).toMatch(/^We could not parse the JSON body of your request\./);
    const lost = await ask(upstream, hi, { path: "/chat/completions" });
    expect(lost.status).toBe(404);
    expect(asObject(lost.body.error).message).toBe("Invalid URL (POST /v1/chat/completions)");
  });

  it("records each request", async () => {
    const upstream = await start();
    const next = upstream.nextRequest();
    await ask(upstream, hi, { path: "/responses?beta=true" });
    const request = await next;
    expect(upstream.requests).toEqual([request]);
    expect(request).toMatchObject({
      method: "POST",
      path: "/v1/responses",
      query: "beta=true",
      body: hi,
      status: 200,
      aborted: false,
    });
    expect(request.headers.authorization).toBe("Bearer sk-test");
    expect(await request.closed).toBe("finished");
  });

  it("records the items of a streamed answer as their done events gave them", async () => {
    const upstream = await start();
    upstream.script(reasoning("A plan."), text("Hello"));
    const seen = await events(upstream, { ...hi, store: false });
    const done = seen.filter(({ type }) => type === "response.output_item.done").map(({ item }) => item);
    expect(done).toMatchObject([{ type: "reasoning", encrypted_content: expect.any(String) }, { type: "message" }]);
    expect(upstream.requests[0]?.output).toEqual(done);
  });

  it("uses queued replies in order, keeps them for requests that pass, then asks respond", async () => {
    const upstream = await start({ respond: (body, n) => text(`${body.model} ${n}`) });
    upstream.script(text("one"));
    upstream.script((body) => text(`two ${body.input}`));
    const said = async (body = {}) => (await client.responses.create({ ...hi, ...body })).output_text;
    const client = new OpenAI({ baseURL: upstream.url, apiKey: "k", maxRetries: 0 });
    await expect(said({ max_output_tokens: 1 })).rejects.toThrow(/integer_below_min_value|minimum value/);
    expect(upstream.pending()).toBe(2);
    expect([await said(), await said(), await said()]).toEqual(["one", "two hi", "gpt-5.6-sol 2"]);
  });

  it("fails with an HTTP error of one's choice", async () => {
    const upstream = await start();
    upstream.script(
      failBefore({ status: 503, type: "server_error", code: "server_is_overloaded", message: "Overloaded" }),
    );
    const { status, body } = await ask(upstream, { ...hi, stream: true });
    expect(status).toBe(503);
    expect(body).toEqual({
      error: { message: "Overloaded", type: "server_error", param: null, code: "server_is_overloaded" },
    });
  });

  it("sends rate-limit headers and a request id", async () => {
    const upstream = await start();
    upstream.script(rateLimited(7));
    const limited = await ask(upstream, hi);
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("7");
    expect(limited.headers.get("x-ratelimit-reset-requests")).toBe("7s");
    expect(limited.headers.get("x-request-id")).toMatch(/^req_/);
    upstream.script(headers({ "x-ratelimit-remaining-tokens": "5" }), text("x"));
    const { headers: sent } = await ask(upstream, hi);
    expect(sent.get("x-ratelimit-remaining-tokens")).toBe("5");
    expect(sent.get("x-ratelimit-remaining-requests")).toBe("9999");
  });

  it("puts raw bytes on the wire as they are", async () => {
    const upstream = await start();
    upstream.script(headers({ "content-type": "text/html" }), raw("<html>"), raw(new Uint8Array([0xff, 0x0a])));
    const response = await send(upstream, { ...hi, stream: true });
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      new Uint8Array([60, 104, 116, 109, 108, 62, 0xff, 0x0a]),
    );
    upstream.script(text("a"), raw(": comment\n\n"), text("b"));
    const words = await (await send(upstream, { ...hi, stream: true })).text();
    expect(words).toMatch(/\n\n: comment\n\nevent: response\.output_item\.added/);
  });

  it("lets everything through when it is not strict", async () => {
    const upstream = await start({ strict: false });
    expect((await ask(upstream, { ...hi, stop: ["x"], max_output_tokens: 1 })).status).toBe(200);
  });

  it("answers a prewarm with nothing and leaves the script alone", async () => {
    const upstream = await start();
    upstream.script(text("x"));
    const { body } = await ask(upstream, { ...hi, prompt_cache_options: { prewarm: true } });
    expect(body).toMatchObject({ status: "completed", output: [], usage: { output_tokens: 0 } });
    expect(upstream.pending()).toBe(1);
  });

  it("lists models", async () => {
    const upstream = await start();
    const client = new OpenAI({ baseURL: upstream.url, apiKey: "k" });
    const ids = (await client.models.list()).data.map(({ id }) => id);
    expect(ids).toContain("gpt-5.6-sol");
    for (const id of ids) expect((await ask(upstream, { ...hi, model: id })).status).toBe(200);
  });
});

describe("input tokens", () => {
  const count = async (body: object) => {
    const upstream = await start();
    return ask(upstream, { model: "gpt-5.6-sol", ...body }, { path: "/responses/input_tokens" });
  };

  it("are counted by the rule that bills a response", async () => {
    const upstream = await start();
    const body = {
      ...hi,
      instructions: "Be brief.",
      tools: [{ type: "function", name: "f", parameters: {}, strict: false }],
    };
    const counted = await ask(upstream, body, { path: "/responses/input_tokens" });
    const billed = await ask(upstream, body);
    expect(counted.body).toEqual({ object: "response.input_tokens", input_tokens: expect.any(Number) });
    expect(asObject(billed.body.usage).input_tokens).toBe(counted.body.input_tokens);
  });

  it("grow with the input, by the same for the same item", async () => {
    const item = { role: "user", content: "x".repeat(400) };
    const of = async (n: number) =>
      Number((await count({ input: Array.from({ length: n }, () => item) })).body.input_tokens);
    const [one, two, three] = [await of(1), await of(2), await of(3)];
    expect(two - one).toBe(three - two);
    expect(two - one).toBeGreaterThan(100);
  });

  it("refuse fields that only a response takes, and what a response would refuse", async () => {
    const extra = await count({ input: "hi", store: false });
    expect(extra.status).toBe(400);
    expect(asObject(extra.body.error).message).toBe("Unknown parameter: 'store'.");
    const orphan = await count({ input: [{ type: "function_call_output", call_id: "c", output: "x" }] });
    expect(asObject(orphan.body.error).message).toBe("No tool call found for function call output with call_id c.");
    expect((await count({ input: "hi", personality: "friendly" })).status).toBe(200);
  });
});

describe("the context window", () => {
  const body = { ...hi, input: "x".repeat(4000) };
  const error = {
    message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
    type: "invalid_request_error",
    param: "input",
    code: "context_length_exceeded",
  };

  it("refuses a JSON request over HTTP", async () => {
    const upstream = await start({ contextWindow: 500 });
    expect(await ask(upstream, body)).toMatchObject({ status: 400, body: { error } });
    expect((await ask(upstream, hi)).status).toBe(200);
  });

  it("fails a stream inside", async () => {
    const upstream = await start({ contextWindow: 500 });
    const all = await events(upstream, body);
    expect(all.map(({ type }) => type)).toEqual([
      "response.created",
      "response.in_progress",
      "error",
      "response.failed",
    ]);
    expect(all[2]?.error).toEqual(error);
  });
});

describe("the prompt cache", () => {
  const long = (word: string) => ({ role: "user", content: `${word} `.repeat(3000) });
  const usage = async (upstream: Awaited<ReturnType<typeof start>>, input: readonly object[], model = "gpt-5.6-sol") =>
    asObject((await ask(upstream, { model, input })).body.usage);

  it("reads the longest prefix of items seen before and writes the rest", async () => {
    const upstream = await start();
    const first = await usage(upstream, [long("a")]);
    expect(first.input_tokens_details).toEqual({ cached_tokens: 0, cache_write_tokens: first.input_tokens });
    const second = await usage(upstream, [long("a"), long("b")]);
    expect(second.input_tokens_details).toEqual({
      cached_tokens: first.input_tokens,
      cache_write_tokens: Number(second.input_tokens) - Number(first.input_tokens),
    });
  });

  it("does not mind markers, but every other change", async () => {
    const upstream = await start();
    const part = { type: "input_text", text: "a ".repeat(3000) };
    const marked = { ...part, prompt_cache_breakpoint: { mode: "explicit" } };
    await usage(upstream, [{ role: "user", content: [marked] }]);
    const again = await usage(upstream, [{ role: "user", content: [part] }, long("b")]);
    expect(asObject(again.input_tokens_details).cached_tokens).toBeGreaterThan(1000);
    const other = await usage(upstream, [{ role: "user", content: part.text }, long("b")]);
    expect(asObject(other.input_tokens_details).cached_tokens).toBe(0);
  });

  it("has no write counter before gpt-5.6, and reads nothing below 1,024 tokens", async () => {
    const upstream = await start();
    expect(asObject((await usage(upstream, [long("a")], "gpt-5.4")).input_tokens_details)).toEqual({
      cached_tokens: 0,
    });
    const short = [{ role: "user", content: "hi" }];
    await usage(upstream, short);
    expect(asObject((await usage(upstream, short)).input_tokens_details)).toEqual({
      cached_tokens: 0,
      cache_write_tokens: 0,
    });
  });

  it("counts reasoning tokens as scripted", async () => {
    const upstream = await start();
    upstream.script(reasoning("s", { tokens: 300 }), text("abcd"));
    expect(asObject((await ask(upstream, hi)).body.usage)).toMatchObject({
      output_tokens: 301,
      output_tokens_details: { reasoning_tokens: 300 },
    });
  });
});
