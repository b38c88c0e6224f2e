import Anthropic from "@anthropic-ai/sdk";
import {
  call,
  cut,
  delay,
  event,
  failBefore,
  failInside,
  headers,
  keepalive,
  rateLimited,
  raw,
  reasoning,
  stall,
  text,
} from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { errorOf, gateway, hello } from "./gateway.js";

const weather = {
  name: "weather",
  input_schema: { type: "object" as const, properties: { city: { type: "string" } }, required: ["city"] },
};

const until = async (condition: () => boolean) => {
  const end = Date.now() + 3000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};

/** The error of a promise that must fail. */
const failureOf = async (promise: Promise<unknown>): Promise<Error> => {
  const outcome = await promise.then(
    () => new Error("it succeeded"),
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw outcome;
};

describe("the official SDK", () => {
  it("gets a message, of which the upstream was asked as a stream", async () => {
    await using gate = await gateway();
    gate.upstream.script(reasoning("Greeting."), text("Hello there."));
    const { data, response } = await gate.client.messages.create(hello).withResponse();
    expect(data).toMatchObject({ type: "message", model: "claude-sonnet-5", stop_reason: "end_turn" });
    expect(data.content.at(-1)).toMatchObject({ type: "text", text: "Hello there." });
    expect(data).toHaveProperty("_request_id", expect.stringMatching(/^req_\w{24}$/));
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-transpond-upstream-model")).toMatch(/^gpt-5\.4/);
    expect(response.headers.get("x-transpond-upstream-request-id")).toBeTruthy();
    const [sent] = gate.upstream.requests;
    expect(sent?.body).toMatchObject({ model: "gpt-5.4", stream: true, store: false });
    expect(sent?.headers.authorization).toBe("Bearer sk-server-key");
    expect(sent?.headers).not.toHaveProperty("x-api-key");
  });

  it("gets a stream that accumulates to the same message", async () => {
    const script = [reasoning("Thinking it over."), text("One two three."), call("weather", { city: "Köln" })];
    const request = { ...hello, tools: [weather] };
    await using first = await gateway({}, { seed: "same" });
    first.upstream.script(...script);
    await using second = await gateway({}, { seed: "same" });
    second.upstream.script(...script);
    const { id: _, ...created } = await first.client.messages.create(request);
    const { id: __, parsed_output: ___, ...streamed } = await second.client.messages.stream(request).finalMessage();
    const blank = (message: object) =>
      JSON.parse(JSON.stringify(message, (key, value) => (key === "signature" ? "" : value)));
    expect(blank(streamed)).toEqual(blank(created));
    expect(created.stop_reason).toBe("tool_use");
  });

  it("goes round with a tool", async () => {
    await using gate = await gateway();
    const ask = { role: "user" as const, content: 'call tool weather with {"city":"Paris"}' };
    const first = await gate.client.messages.create({ ...hello, messages: [ask], tools: [weather] });
    const use = first.content.find((block) => block.type === "tool_use");
    expect(use).toMatchObject({ name: "weather", input: { city: "Paris" } });
    const second = await gate.client.messages.create({
      ...hello,
      tools: [weather],
      messages: [
        ask,
        { role: "assistant", content: first.content },
        { role: "user", content: [{ type: "tool_result", tool_use_id: use?.id ?? "", content: "sunny" }] },
      ],
    });
    expect(second.content.at(-1)).toMatchObject({ type: "text", text: "The tool answered: sunny" });
  });

  it("counts tokens, without asking the upstream", async () => {
    await using gate = await gateway();
    const { input_tokens } = await gate.client.messages.countTokens({ model: hello.model, messages: hello.messages });
    expect(input_tokens).toBeGreaterThan(0);
    expect(gate.upstream.requests).toHaveLength(0);
  });

  it("lists models", async () => {
    await using gate = await gateway({ model: { "claude-a": "gpt-5.4", "*": "gpt-5.4-mini" } });
    const { data } = await gate.client.models.list();
    expect(data.map(({ id }) => id)).toEqual(["claude-a"]);
    expect(await gate.client.models.retrieve("claude-a")).toMatchObject({ type: "model", display_name: "claude-a" });
    expect(await failureOf(gate.client.models.retrieve("claude-zzz"))).toBeInstanceOf(Anthropic.NotFoundError);
  });

  it.each<[string, Parameters<typeof failBefore>[0], new (...args: never[]) => Error, number]>([
    ["an invalid request", { status: 400, message: "Bad", code: "invalid_value" }, Anthropic.BadRequestError, 400],
    ["an unknown model", { status: 400, message: "x", code: "model_not_found" }, Anthropic.NotFoundError, 404],
    ["too many requests", { status: 429, message: "Slow", code: "rate_limit_exceeded" }, Anthropic.RateLimitError, 429],
    ["a used-up quota", { status: 429, message: "Pay", code: "insufficient_quota" }, Anthropic.APIError, 402],
    ["an overload", { status: 503, message: "Busy" }, Anthropic.InternalServerError, 529],
    [
      "the server's refused key",
      { status: 401, message: "sk-server-key", code: "invalid_api_key" },
      Anthropic.InternalServerError,
      500,
    ],
  ])("gets the right error for %s, from both forms", async (_, failure, kind, status) => {
    await using gate = await gateway();
    for (const ask of [
      () => gate.client.messages.create(hello),
      () => gate.client.messages.stream(hello).finalMessage(),
    ]) {
      gate.upstream.script(failBefore(failure));
      const error = await failureOf(ask());
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject({ status, requestID: expect.stringMatching(/^req_/) });
      expect(error.message).not.toContain("sk-server");
    }
    expect(gate.upstream.requests).toHaveLength(2);
  });

  it("gets retry-after and rate-limit headers", async () => {
    await using gate = await gateway();
    gate.upstream.script(rateLimited(7));
    const error = await failureOf(gate.client.messages.create(hello));
    const { headers } = error instanceof Anthropic.APIError ? error : { headers: new Headers() };
    expect(headers?.get("retry-after")).toBe("7");
    expect(headers?.get("anthropic-ratelimit-requests-reset")).toMatch(/^\d{4}-.*Z$/);
  });
});

describe("rate-limit headers", () => {
  const limits = {
    "x-ratelimit-limit-tokens": "100",
    "x-ratelimit-remaining-tokens": "9",
    "x-ratelimit-reset-tokens": "2s",
  };

  it("stand on a success, and on a refusal inside a stream", async () => {
    await using gate = await gateway({ now: () => 0 });
    for (const [reply, stream, status] of [
      [text("Hi"), false, 200],
      [text("Hi"), true, 200],
      [failInside({ code: "rate_limit_exceeded", message: "Slow" }), true, 429],
    ] as const) {
      gate.upstream.script(headers(limits), reply);
      const response = await gate.post({ ...hello, stream });
      expect(response.status).toBe(status);
      expect(response.headers.get("anthropic-ratelimit-tokens-remaining")).toBe("9");
      expect(response.headers.get("anthropic-ratelimit-tokens-reset")).toBe("1970-01-01T00:00:02.000Z");
      expect(response.headers.has("retry-after")).toBe(false);
      await response.text();
    }
  });
});

describe("a failure inside a 200 stream", () => {
  it("is a real status while nothing was shown", async () => {
    await using gate = await gateway();
    gate.upstream.script(failInside({ code: "rate_limit_exceeded", type: "tokens", message: "Slow" }));
    expect(await failureOf(gate.client.messages.stream(hello).finalMessage())).toBeInstanceOf(Anthropic.RateLimitError);
  });

  it("is an error event after text, and never a clean end", async () => {
    await using gate = await gateway();
    for (const broken of [
      [text("One two three"), failInside({ code: "server_error", message: "Sorry" })],
      [text("One two three four"), cut({ after: 6, how: "end" })],
      [text("One two three four"), delay(50), cut()],
    ]) {
      gate.upstream.script(...broken);
      const stream = gate.client.messages.stream(hello);
      let seen = "";
      stream.on("text", (piece) => {
        seen += piece;
      });
      expect(await failureOf(stream.finalMessage())).toBeInstanceOf(Anthropic.APIError);
      expect(seen).not.toBe("");
    }
  });

  it("is an error for the form without a stream", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("One two"), failInside({ code: "server_error", message: "Sorry" }));
    expect(await failureOf(gate.client.messages.create(hello))).toMatchObject({ status: 500 });
  });

  it("is a refusal where policy declined, in every form", async () => {
    await using gate = await gateway();
    const policy = { code: "cyber_policy", message: "We cannot help with this." };
    const refusal = {
      stop_reason: "refusal",
      stop_details: { type: "refusal", category: "cyber", explanation: policy.message },
    };
    for (const script of [failInside(policy), failBefore({ status: 400, ...policy })]) {
      gate.upstream.script(script);
      expect(await gate.client.messages.create(hello)).toMatchObject(refusal);
      gate.upstream.script(script);
      expect(await gate.client.messages.stream(hello).finalMessage()).toMatchObject(refusal);
    }
  });
});

describe("a context that is too long", () => {
  it("is told with the host's own count where the upstream names none", async () => {
    await using gate = await gateway({ upstream: { baseURL: "http://127.0.0.1:1/v1" }, authenticate: false });
    const body = JSON.stringify({
      error: { code: "context_length_exceeded", message: "Your input exceeds the context window." },
    });
    await using real = await gateway({
      upstream: {
        apiKey: "sk-x",
        capabilities: { contextWindow: 5 },
        fetch: async () => new Response(body, { status: 400 }),
      },
    });
    const counted = await gate.client.messages.countTokens({ model: hello.model, messages: hello.messages });
    const error = await failureOf(real.client.messages.create(hello));
    expect(error.message).toContain(`prompt is too long: ${counted.input_tokens} tokens > 5 maximum`);
  });
});

describe("what is sent again", () => {
  it("a conversation without reasoning that another organisation encrypted", async () => {
    await using other = await gateway({}, { organization: "org-other" });
    other.upstream.script(reasoning("Secret thoughts"), text("Done."));
    const identity = "shared";
    await using first = await gateway({ upstream: { baseURL: other.upstream.url, apiKey: "k", identity } });
    const { content } = await first.client.messages.create(hello);
    await using gate = await gateway();
    const losses: string[] = [];
    await using second = await gateway({
      upstream: { baseURL: gate.upstream.url, apiKey: "k", identity },
      onLoss: ({ code }) => losses.push(code),
    });
    const messages = [...hello.messages, { role: "assistant" as const, content }, ...hello.messages];
    const { data, response } = await second.client.messages.create({ ...hello, messages }).withResponse();
    expect(data.stop_reason).toBe("end_turn");
    expect(gate.upstream.requests.map(({ status }) => status)).toEqual([400, 200]);
    expect(JSON.stringify(gate.upstream.requests[1]?.body.input)).not.toContain("encrypted_content");
    expect(response.headers.get("x-transpond-losses")).toContain("reasoning_context_lost@messages");
    expect(losses).toContain("reasoning_context_lost");
  });

  it("nothing, where the client wants an error for reasoning that does not fit (D.4)", async () => {
    await using other = await gateway({}, { organization: "org-other" });
    other.upstream.script(reasoning("Secret thoughts"), text("Done."));
    const identity = "shared";
    await using first = await gateway({ upstream: { baseURL: other.upstream.url, apiKey: "k", identity } });
    const { content } = await first.client.messages.create(hello);
    await using gate = await gateway();
    await using second = await gateway({ upstream: { baseURL: gate.upstream.url, apiKey: "k", identity } });
    const messages = [...hello.messages, { role: "assistant", content }, ...hello.messages];
    const ask = async (prefix_mismatch_behavior: string) => {
      const thinking = { type: "adaptive", block_binding: { prefix_mismatch_behavior } };
      const headers = { "x-api-key": "gateway-key", "anthropic-beta": "thinking-binding-controls-2026-08-01" };
      return second.post({ ...hello, thinking, messages }, "/v1/messages", { headers });
    };
    const refused = await ask("error");
    expect(refused.status).toBe(400);
    expect((await errorOf(refused)).message).toContain("Invalid `signature` in `thinking` block");
    expect(gate.upstream.requests.map(({ status }) => status)).toEqual([400]);
    const answered = await ask("drop_block");
    expect(await answered.json()).toMatchObject({
      input_transformations: [
        { type: "thinking_dropped", path: "messages.1.content.0", reason: "prefix_binding_mismatch" },
      ],
    });
  });

  it("a request without a summary, once for all requests to the model", async () => {
    await using gate = await gateway();
    gate.upstream.script((body) =>
      JSON.stringify(body.reasoning).includes("summary")
        ? failBefore({
            status: 400,
            code: "unsupported_value",
            param: "reasoning.summary",
            message: "Your organization must be verified to generate reasoning summaries.",
          })
        : text("unreachable"),
    );
    gate.upstream.script(text("One"));
    gate.upstream.script(text("Two"));
    const thinking = { ...hello, thinking: { type: "adaptive" as const } };
    expect((await gate.client.messages.create(thinking)).content).toMatchObject([{ text: "One" }]);
    const { response } = await gate.client.messages.create(thinking).withResponse();
    expect(response.headers.get("x-transpond-losses")).toContain("feature_unsupported@thinking.display");
    const summaries = gate.upstream.requests.map(({ body }) => JSON.stringify(body.reasoning).includes("summary"));
    expect(summaries).toEqual([true, false, false]);
  });

  it("never twice for the same reason", async () => {
    await using gate = await gateway();
    const refusal = failBefore({ status: 400, code: "unsupported_value", param: "reasoning.summary", message: "No" });
    for (let at = 0; at < 5; at += 1) gate.upstream.script(refusal);
    expect(await failureOf(gate.client.messages.create({ ...hello, thinking: { type: "adaptive" } }))).toMatchObject({
      status: 400,
    });
    expect(gate.upstream.requests).toHaveLength(2);
  });
});

describe("an effort that is refused again after it was changed", () => {
  it("ends there, though the upstream names the first one now", async () => {
    await using gate = await gateway({}, { strict: false });
    const refusal = (taken: string) =>
      failBefore({
        status: 400,
        code: "unsupported_value",
        param: "reasoning.effort",
        message: `Supported values are: '${taken}'.`,
      });
    for (const taken of ["high", "low", "high", "low"]) gate.upstream.script(refusal(taken));
    const response = await gate.post({ ...hello, thinking: { type: "adaptive" }, output_config: { effort: "low" } });
    expect(response.status).toBe(400);
    expect(gate.upstream.requests).toHaveLength(2);
  });
});

describe("odd upstreams", () => {
  const answering = (body: string, init: ResponseInit) =>
    gateway({ upstream: { apiKey: "sk-x", fetch: async () => new Response(body, init) } });
  const json = { "content-type": "application/json" };

  it("a Response sent as JSON is the answer, in both forms", async () => {
    const output = [
      {
        type: "message",
        role: "assistant",
        status: "completed",
        content: [{ type: "output_text", text: "Hi", annotations: [] }],
      },
    ];
    const body = JSON.stringify({
      object: "response",
      id: "resp_1",
      status: "completed",
      output,
      usage: { input_tokens: 1, output_tokens: 1 },
    });
    await using gate = await answering(body, { headers: json });
    expect((await gate.client.messages.create(hello)).content).toMatchObject([{ text: "Hi" }]);
    expect((await gate.client.messages.stream(hello).finalMessage()).content).toMatchObject([{ text: "Hi" }]);
  });

  it.each<[string, string, ResponseInit, RegExp]>([
    ["a page", "<html>secret page</html>", { headers: { "content-type": "text/html" } }, /malformed upstream response/],
    ["JSON that is no Response", '{"a":1}', { headers: json }, /malformed upstream response/],
    ["broken JSON", '{"a":', { headers: json }, /malformed upstream response/],
    ["a redirect", "", { status: 307, headers: { location: "http://elsewhere/" } }, /redirect/],
    ["a stream of nothing", "", { headers: { "content-type": "text/event-stream" } }, /ended before/],
    ["a broken frame", "data: {oops\n\n", { headers: { "content-type": "text/event-stream" } }, /./],
  ])("%s is an api_error", async (_, body, init, message) => {
    await using gate = await answering(body, init);
    for (const stream of [false, true]) {
      const response = await gate.post({ ...hello, stream });
      expect(response.status).toBe(500);
      const error = await errorOf(response);
      expect(error.type).toBe("api_error");
      expect(error.message).toMatch(message);
      expect(JSON.stringify(error)).not.toContain("secret page");
    }
  });

  it("one that does not listen", async () => {
    await using gate = await gateway({ upstream: { baseURL: "http://127.0.0.1:1/v1", apiKey: "k" } });
    const response = await gate.post(hello);
    expect(response.status).toBe(500);
    expect((await errorOf(response)).message).toBe("upstream connection failed");
  });

  it.each([true, false])("one whose fetch settles never and hears no signal (stream: %s)", async (stream) => {
    await using gate = await gateway({ upstream: { apiKey: "k", fetch: () => new Promise(() => {}) } });
    const leave = new AbortController();
    const answer = gate.post({ ...hello, stream }, "/v1/messages", { signal: leave.signal });
    setTimeout(() => leave.abort(), 30);
    expect((await answer).status).toBe(499);
  });

  it("one that follows no redirect sends its key nowhere else", async () => {
    let redirect: string | undefined;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      redirect = init?.redirect;
      return new Response(null, { status: 307 });
    };
    await using gate = await gateway({ upstream: { apiKey: "k", fetch } });
    await gate.post(hello);
    expect(redirect).toBe("manual");
  });
});

describe("silence of the upstream", () => {
  it("is filled with pings, then ends in a timeout error", async () => {
    await using gate = await gateway({ pingMs: 20, timeouts: { idle: 200 } });
    gate.upstream.script(text("One two"), stall());
    const body = await (await gate.post({ ...hello, stream: true })).text();
    expect(body.match(/^event: ping$/gm)?.length).toBeGreaterThan(3);
    expect(body).not.toContain("message_stop");
    expect(body.trimEnd().split("\n").at(-1)).toContain('"type":"timeout_error"');
    await until(() => gate.upstream.requests[0]?.aborted === true);
  });

  it("before the head is a 504, in both forms", async () => {
    await using gate = await gateway({ timeouts: { head: 60 } });
    for (const stream of [false, true]) {
      gate.upstream.script(delay(2000), text("late"));
      const response = await gate.post({ ...hello, stream });
      expect(response.status).toBe(504);
      expect(response.headers.get("x-should-retry")).toBe("true");
    }
  });

  it("after the hold has a committed head and an error event", async () => {
    await using gate = await gateway({ holdMs: 30, pingMs: 30, timeouts: { head: 150 } });
    gate.upstream.script(delay(2000), text("late"));
    const response = await gate.post({ ...hello, stream: true });
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(body).toMatch(/^event: message_start/);
    expect(body.trimEnd().split("\n").at(-1)).toContain('"type":"timeout_error"');
  });

  it("ends an answer without a stream before the client gives up", async () => {
    await using gate = await gateway({ timeouts: { total: 150 } });
    gate.upstream.script(text("One"), stall());
    expect((await gate.post(hello)).status).toBe(504);
    await until(() => gate.upstream.requests[0]?.aborted === true);
  });

  it("with keepalive events is none", async () => {
    await using gate = await gateway({ timeouts: { idle: 150 } });
    const alive = Array.from({ length: 4 }, () => [delay(80), keepalive()]);
    gate.upstream.script(event({ type: "response.in_progress" }), ...alive, text("Here."));
    expect((await gate.client.messages.stream(hello).finalMessage()).stop_reason).toBe("end_turn");
  });
});

describe("a client that leaves", () => {
  it.each([true, false])("aborts the upstream at once (stream: %s)", async (stream) => {
    await using gate = await gateway();
    gate.upstream.script(text("One two three"), stall());
    const leave = new AbortController();
    const answer = gate.post({ ...hello, stream }, "/v1/messages", { signal: leave.signal });
    const reading = answer.then((response) => response.text()).catch(() => "");
    await gate.upstream.nextRequest(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = Date.now();
    leave.abort();
    expect(await gate.upstream.requests[0]?.closed).toBe("aborted");
    expect(Date.now() - began).toBeLessThan(500);
    await reading;
    await until(() => gate.logged.length === 1);
    expect(gate.logged[0]?.outcome).toBe("cancelled");
  });

  it.each([true, false])("aborts an upstream that has not answered yet (stream: %s)", async (stream) => {
    await using gate = await gateway();
    gate.upstream.script(delay(4000), text("late"));
    const leave = new AbortController();
    const answer = gate.post({ ...hello, stream }, "/v1/messages", { signal: leave.signal });
    const request = await gate.upstream.nextRequest(1);
    const began = Date.now();
    leave.abort();
    expect((await answer).status).toBe(499);
    expect(await request.closed).toBe("aborted");
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it("by cancelling the body too", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("One two three"), stall());
    const response = await gate.post({ ...hello, stream: true });
    await response.body?.cancel();
    expect(await gate.upstream.requests[0]?.closed).toBe("aborted");
  });
});

describe("stop sequences", () => {
  it("have usage, counted here", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("One two STOP three four", { chunks: 4 }), stall());
    const message = await gate.client.messages.create({ ...hello, stop_sequences: ["STOP"] });
    expect(message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "STOP" });
    const counted = await gate.client.messages.countTokens({ model: hello.model, messages: hello.messages });
    expect(message.usage.input_tokens).toBe(counted.input_tokens);
    expect(await gate.upstream.requests[0]?.closed).toBe("aborted");
  });
});

describe("/v1/messages/stream", () => {
  it("always streams, with finished blocks", async () => {
    await using gate = await gateway();
    gate.upstream.script(call("weather", { city: "Rom" }));
    const response = await gate.post({ ...hello, tools: [weather] }, "/v1/messages/stream");
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await response.text()).toMatch(/"type":"content_block_stop".*"input":\{"city":"Rom"\}/);
  });
  it("differs from /v1/messages, which stays exactly Anthropic's", async () => {
    await using gate = await gateway();
    const body = await (await gate.post({ ...hello, stream: true })).text();
    expect(body).toMatch(/data: \{"type":"content_block_stop","index":\d\}\n/);
  });
});

describe("the host", () => {
  it("sees each body before it goes, and may refuse it", async () => {
    const seen: unknown[] = [];
    await using gate = await gateway({
      onUpstreamRequest: (body, context) => {
        seen.push(body.model, context.model, body.stream);
      },
    });
    await gate.client.messages.create(hello);
    expect(seen).toEqual(["gpt-5.4", "claude-sonnet-5", true]);
    await using strict = await gateway({
      onUpstreamRequest: () => {
        throw new Error("internal secret");
      },
    });
    const response = await strict.post(hello);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(strict.upstream.requests).toHaveLength(0);
  });

  it("chooses the upstream by principal", async () => {
    await using other = await gateway();
    await using gate = await gateway({
      authenticate: (request) => ({ tenant: request.headers.get("authorization") }),
      upstream: async (_, principal) => ({
        baseURL: other.upstream.url,
        apiKey: `sk-${JSON.stringify(principal).length}`,
      }),
    });
    await gate.client.messages.create(hello);
    expect(other.upstream.requests[0]?.headers.authorization).toBe("Bearer sk-31");
  });

  it("is not disturbed by its own observers", async () => {
    const bad = () => {
      throw new Error("observer");
    };
    await using gate = await gateway({ onLoss: bad, logger: { info: bad } });
    const response = await gate.post({ ...hello, some_future_field: 1 });
    expect(response.status).toBe(200);
    expect(response.headers.get("x-transpond-losses")).toContain("unknown_field@some_future_field");
  });

  it("refuses losses where it wants to", async () => {
    await using gate = await gateway({ lossPolicy: "reject" });
    const response = await gate.post({ ...hello, some_future_field: 1 });
    expect(response.status).toBe(400);
    expect(gate.upstream.requests).toHaveLength(0);
  });
});

describe("raw frames", () => {
  it("without event lines and with [DONE] are understood", async () => {
    await using gate = await gateway({}, { strict: false });
    const events = [
      { type: "response.output_item.added", output_index: 0, item: { type: "message", id: "m", content: [] } },
      { type: "response.output_text.delta", output_index: 0, content_index: 0, delta: "Hi" },
      { type: "response.completed", response: { id: "resp_1", status: "completed", output: [] } },
    ];
    gate.upstream.script(
      headers({ "content-type": "text/event-stream" }),
      raw(`${events.map((value) => `data: ${JSON.stringify(value)}\n\n`).join("")}data: [DONE]\n\n`),
    );
    expect((await gate.client.messages.create(hello)).content).toMatchObject([{ text: "Hi" }]);
  });
});
