import { stall, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import type { HandlerOptions } from "../src/index.js";
import { respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { gateway, hello } from "./gateway.js";
import { whole } from "./upstream-words.js";

const broken = (word: string) => () => {
  throw new Error(word);
};

describe("what a function of the host throws", () => {
  it.each<[string, Partial<HandlerOptions>]>([
    ["upstream", { upstream: broken("secret") }],
    ["authenticate", { authenticate: broken("secret") }],
    ["model", { model: broken("secret") }],
    ["onUpstreamRequest", { onUpstreamRequest: broken("secret") }],
    ["fetch", { upstream: { apiKey: "k", fetch: broken("secret") } }],
  ])("%s: reaches onError once, and never the wire", async (_, options) => {
    const told: unknown[] = [];
    await using gate = await gateway({ ...options, onError: (error, requestId) => told.push(error, requestId) });
    for (const stream of [true, false]) {
      const response = await gate.post({ ...hello, stream });
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("secret");
      expect(told.splice(0)).toEqual([new Error("secret"), response.headers.get("request-id")]);
    }
  });

  it("countTokens: reaches onError", async () => {
    const told: unknown[] = [];
    await using gate = await gateway({ countTokens: broken("secret"), onError: (error) => told.push(error) });
    expect((await gate.post(hello, "/v1/messages/count_tokens")).status).toBe(500);
    expect(told).toEqual([new Error("secret")]);
  });

  it("is not confused with refusals, answers of the upstream, and clients that leave", async () => {
    const told: unknown[] = [];
    await using gate = await gateway({ onError: (error) => told.push(error) });
    await gate.post("{");
    await gate.post(hello, "/v1/messages", { headers: {} });
    gate.upstream.script(text("One"), stall());
    const leave = new AbortController();
    const answer = gate.post(hello, "/v1/messages", { signal: leave.signal });
    await gate.upstream.nextRequest(1);
    leave.abort(new Error("gone"));
    await answer;
    expect(told).toEqual([]);
  });
});

describe("observers that throw", () => {
  it.each([
    ["throw", broken("observer")],
    ["reject", () => Promise.reject(new Error("observer"))],
  ])("or %s disturb nothing", async (_, bad) => {
    await using gate = await gateway({
      onLoss: bad,
      logger: { info: bad, warn: bad, error: bad },
      onError: bad,
      upstream: broken("x"),
    });
    expect((await gate.post({ ...hello, some_future_field: 1 })).status).toBe(500);
    await using good = await gateway({ onLoss: bad, logger: { info: bad, warn: bad, error: bad }, onError: bad });
    expect((await good.post({ ...hello, some_future_field: 1 })).status).toBe(200);
    // An unhandled rejection would end the run.
    await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it.each([
    ["throw", broken("observer")],
    ["reject", async () => Promise.reject(new Error("observer"))],
  ])(
    "or %s neither hang nor break a stream of one's own",
    async (_, bad) => {
      const source = Promise.reject(Object.assign(new Error("x"), { status: 429, headers: {}, error: {} }));
      expect((await respondWithStream(source, context, { onError: bad, onResponse: bad })).status).toBe(429);
      const hooks = { onContentBlock: bad, onLoss: bad, onMessageEnd: bad, onResponse: bad };
      const text = await (await respondWithStream([{ type: "unheard_of" }, ...whole], context, hooks)).text();
      expect(text).toContain("event: message_stop");
      await new Promise((resolve) => setTimeout(resolve, 10));
    },
    2000,
  );
});

describe("a client that leaves with a reason of its own", () => {
  it.each<[boolean, unknown]>([
    [true, "gone"],
    [false, "gone"],
    [true, new DOMException("gone", "TimeoutError")],
    [false, new DOMException("gone", "TimeoutError")],
  ])("is a 499 and cancelled (stream: %s, %s)", async (stream, reason) => {
    await using gate = await gateway();
    gate.upstream.script(stall());
    const leave = new AbortController();
    const answer = gate.post({ ...hello, stream }, "/v1/messages", { signal: leave.signal });
    await gate.upstream.nextRequest(1);
    leave.abort(reason);
    expect((await answer).status).toBe(499);
    expect(gate.logged).toMatchObject([{ status: 499, outcome: "cancelled" }]);
  });

  it("while its body is read too", async () => {
    await using gate = await gateway();
    const leave = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        leave.signal.addEventListener("abort", () => controller.error("gone"));
      },
    });
    const headers = { "x-api-key": "gateway-key" };
    const init = { method: "POST", body, headers, duplex: "half" as const, signal: leave.signal };
    const answer = gate.handler(new Request("http://gateway/v1/messages", init));
    setTimeout(() => leave.abort("gone"), 20);
    expect((await answer).status).toBe(499);
    expect(gate.logged).toMatchObject([{ outcome: "cancelled" }]);
  });
});
