import { describe, expect, it } from "vitest";
import { createHandler, type HandlerOptions } from "../src/index.js";
import { countOf, hello } from "./gateway.js";

type Sent = { url: string; headers: Headers; body: Record<string, unknown> };

/** A handler whose upstream answers by a function; everything that was sent is kept. */
function asking(
  answer: (sent: Sent, at: number) => Response | Promise<Response>,
  options: Partial<HandlerOptions> = {},
) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const one = { url: String(url), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) };
    return answer(one, sent.push(one));
  };
  const handler = createHandler({
    upstream: (request) => ({ apiKey: "k", fetch, baseURL: request.headers.get("x-base") ?? "http://one/v1" }),
    authenticate: false,
    model: "gpt-5.4",
    countTokens: "upstream",
    ...options,
  });
  const post = (path: string, headers: Record<string, string> = {}, body: object = hello, signal?: AbortSignal) =>
    handler(
      new Request(`http://g${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers,
        ...(signal && { signal }),
      }),
    );
  const count = (headers?: Record<string, string>, signal?: AbortSignal) =>
    post("/v1/messages/count_tokens", headers, hello, signal).then(countOf);
  return { sent, fetch, post, count };
}

const tokens = (input_tokens: number) => Response.json({ input_tokens });

describe("a count of the upstream", () => {
  it("that failed is not remembered as if it were exact", async () => {
    const { count } = asking((_, at) => (at === 1 ? new Response("busy", { status: 503 }) : tokens(12_345)));
    expect(await count()).not.toBe(12_345);
    expect(await count()).toBe(12_345);
  });

  it("whose connection failed neither, and onError hears of it", async () => {
    const told: unknown[] = [];
    const failing = (_: Sent, at: number) => {
      if (at === 1) throw new Error("no way");
      return tokens(12_345);
    };
    const { count } = asking(failing, { onError: (error) => told.push(error) });
    expect(await count()).not.toBe(12_345);
    expect(await count()).toBe(12_345);
    expect(told).toEqual([new Error("no way")]);
  });

  it("outlives the first of the clients that share it", async () => {
    const { count, sent } = asking(async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return tokens(12_345);
    });
    const leave = new AbortController();
    const first = count({}, leave.signal);
    const second = count();
    setTimeout(() => leave.abort(), 20);
    expect(await first).toBeNaN();
    expect(await second).toBe(12_345);
    expect(sent).toHaveLength(1);
  });

  it("is kept apart by upstream, beta and API version", async () => {
    const { count, sent } = asking((_, at) => tokens(1000 + at));
    const askers = [
      {},
      { "x-base": "http://two/v1" },
      { "anthropic-beta": "a" },
      { "anthropic-version": "2023-06-01" },
    ].map((headers): Record<string, string> => ({ ...headers }));
    for (const headers of [...askers, ...askers]) await count(headers);
    expect(await Promise.all(askers.map((headers) => count(headers)))).toEqual([1001, 1002, 1003, 1004]);
    expect(sent).toHaveLength(4);
  });

  it("is kept apart by the client's key where that is passed through", async () => {
    const { fetch } = asking(({ headers }) => tokens(headers.get("authorization") === "Bearer a" ? 1 : 2));
    const handler = createHandler({
      upstream: { baseURL: "http://one/v1", fetch },
      model: "x",
      countTokens: "upstream",
    });
    const counts: number[] = [];
    for (const key of ["a", "b", "a"]) {
      const init = { method: "POST", body: JSON.stringify(hello), headers: { "x-api-key": key } };
      counts.push(await countOf(await handler(new Request("http://g/v1/messages/count_tokens", init))));
    }
    expect(counts).toEqual([1, 2, 1]);
  });
});

describe("what a model refused", () => {
  const thinking = { ...hello, thinking: { type: "adaptive" } };
  const usage = { input_tokens: 1, output_tokens: 1 };
  const completed = { type: "response.completed", response: { id: "r", status: "completed", output: [], usage } };
  const answer = ({ body }: Sent) =>
    JSON.stringify(body.reasoning ?? {}).includes("summary")
      ? Response.json(
          { error: { code: "unsupported_value", param: "reasoning.summary", message: "no" } },
          { status: 400 },
        )
      : new Response(`data: ${JSON.stringify(completed)}\n\n`, { headers: { "content-type": "text/event-stream" } });

  it("is not held against the same model of another upstream", async () => {
    const { post, sent } = asking(answer);
    await post("/v1/messages", {}, thinking);
    await post("/v1/messages", {}, thinking);
    expect(sent).toHaveLength(3);
    await post("/v1/messages", { "x-base": "http://two/v1" }, thinking);
    expect(sent).toHaveLength(5);
  });

  it("is asked again without the client's idempotency key, which stands for another body", async () => {
    const { post, sent } = asking(answer);
    expect((await post("/v1/messages", { "idempotency-key": "abc" }, thinking)).status).toBe(200);
    expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["abc", null]);
  });

  it("under a key of one client is not held against another's", async () => {
    const { sent, fetch } = asking(answer);
    const handler = createHandler({ upstream: { baseURL: "http://one/v1", fetch }, model: "gpt-5.4" });
    for (const key of ["a", "b", "a", "b"]) {
      const init = { method: "POST", body: JSON.stringify(thinking), headers: { "x-api-key": key } };
      await handler(new Request("http://g/v1/messages", init));
    }
    expect(sent).toHaveLength(6);
  });
});
