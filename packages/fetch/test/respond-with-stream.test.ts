import { describe, expect, it, vi } from "vitest";
import { respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { added, completed, created, delta, names, source, whole } from "./upstream-words.js";

describe("a stream that begins", () => {
  it("is answered with 200, exact headers and the whole message", async () => {
    const response = await respondWithStream(whole, context, {
      requestId: "req_1",
      losses: [{ code: "unknown_field", path: "x", message: "", severity: "dropped" }],
      headers: { "x-own": "1" },
    });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-cache, no-transform",
      "content-type": "text/event-stream; charset=utf-8",
      "request-id": "req_1",
      "x-accel-buffering": "no",
      "x-own": "1",
      "x-transpond-losses": "unknown_field@x",
      "x-transpond-upstream-model": "gpt-5.4-2026-03-05",
    });
    expect(names(await response.text())).toEqual([
      "message_start",
      "ping",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  it("carries finished blocks where that is asked for", async () => {
    const text = async (completedBlocks: boolean) =>
      (await respondWithStream(whole, context, { completedBlocks })).text();
    expect(await text(true)).toContain(
      '"type":"content_block_stop","index":0,"content_block":{"type":"text","text":"Hi"',
    );
    expect(await text(false)).not.toContain('"content_block":{"type":"text","text":"Hi"');
  });
});

describe("what the upstream's answer says of itself (B.8, D.5)", () => {
  const headers = { "x-request-id": "req_up", "x-ratelimit-limit-requests": "500" };
  const sse = whole.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const told = { "x-transpond-upstream-request-id": "req_up", "anthropic-ratelimit-requests-limit": "500" };

  it.each<[string, (answer: Response) => Response | Promise<Response>]>([
    ["given", (answer) => answer],
    ["promised", (answer) => Promise.resolve(answer)],
  ])("is repeated where the answer is %s", async (_how, source) => {
    const response = await respondWithStream(source(new Response(sse, { headers })), context);
    expect(Object.fromEntries(response.headers)).toMatchObject(told);
    await response.text();
  });

  it.each([
    ["an answer", () => new Response('{"error":{"message":"Slow"}}', { status: 429, headers })],
    ["an error of a client", () => Promise.reject({ status: 429, headers, error: { message: "Slow" } })],
  ])("is repeated where it fails: %s", async (_how, source) => {
    const response = await respondWithStream(source(), context);
    expect(response.status).toBe(429);
    expect(Object.fromEntries(response.headers)).toMatchObject(told);
  });
});

describe("the head", () => {
  it("is held until the upstream has something to show", async () => {
    const upstream = source();
    let answered = false;
    const answer = respondWithStream(upstream, context).then((response) => {
      answered = true;
      return response;
    });
    upstream.say(created, { type: "response.in_progress", response: {} });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(answered).toBe(false);
    upstream.say(added);
    expect((await answer).status).toBe(200);
  });

  it("becomes a real status when the upstream refuses inside its stream", async () => {
    const refusal = {
      type: "error",
      error: { type: "invalid_request_error", code: "context_length_exceeded", message: "Too long" },
    };
    const response = await respondWithStream([created, refusal], context, { requestId: "req_1" });
    expect(response.status).toBe(400);
    expect(response.headers.get("request-id")).toBe("req_1");
    expect(await response.json()).toMatchObject({
      type: "error",
      error: { message: "prompt is too long: 1050001 tokens > 1050000 maximum" },
      request_id: "req_1",
    });
  });

  it("becomes a real status when the source throws or ends", async () => {
    const thrown = Promise.reject(
      Object.assign(new Error(), { status: 429, headers: { "retry-after": "3" }, error: {} }),
    );
    const response = await respondWithStream(thrown, context);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
    expect((await respondWithStream([], context)).status).toBe(500);
  });

  it("goes out after the hold, and an error after it is an event", async () => {
    const upstream = source();
    const response = await respondWithStream(upstream, context, { holdMs: 20, pingMs: 5000 });
    expect(response.status).toBe(200);
    upstream.say({ type: "error", code: "server_error", message: "Late" });
    const text = await response.text();
    expect(names(text)).toEqual(["message_start", "ping", "error"]);
  });

  it("is a refusal message, not an error, for a policy failure", async () => {
    const failed = {
      type: "response.failed",
      response: { id: "resp_1", status: "failed", error: { code: "bio_policy", message: "No" } },
    };
    const response = await respondWithStream([created, failed], context);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"stop_reason":"refusal"');
  });
});

describe("silence", () => {
  it("is filled with pings, and the upstream's next event still comes", async () => {
    const upstream = source();
    upstream.say(created, added);
    const response = await respondWithStream(upstream, context, { pingMs: 20 });
    setTimeout(() => upstream.say(delta("Hi"), completed), 90);
    const text = await response.text();
    const seen = names(text);
    expect(seen.filter((name) => name === "ping").length).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)).toBe("message_stop");
    expect(text).toContain('"text":"Hi"');
  });

  it("is not filled while nobody reads", async () => {
    vi.useFakeTimers();
    try {
      const upstream = source();
      upstream.say(created, added);
      await respondWithStream(upstream, context, { pingMs: 20 });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a client that leaves", () => {
  it("cancels the source at once, while a read is pending", async () => {
    const upstream = source();
    upstream.say(created, added);
    const response = await respondWithStream(upstream, context);
    const reader = response.body?.getReader();
    await reader?.read();
    const pending = reader?.read();
    await reader?.cancel();
    expect(upstream.cancelled).toBe(true);
    await pending;
  });

  it("cancels it during the hold too", async () => {
    const upstream = source();
    const leave = new AbortController();
    const answer = respondWithStream(upstream, context, { signal: leave.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    leave.abort();
    expect((await answer).status).toBe(499);
    expect(upstream.cancelled).toBe(true);
  });
});

describe("a signal of the host's own", () => {
  /** A stream that is in the middle of a block. */
  const midway = async (signal: AbortSignal) => {
    const upstream = source();
    upstream.say(created, added, delta("Hi"));
    return { upstream, response: await respondWithStream(upstream, context, { signal, requestId: "req_1" }) };
  };

  it.each<[string, unknown, string, string]>([
    ["a time limit", new DOMException("secret", "TimeoutError"), "timeout_error", "The upstream timed out"],
    ["an abort", undefined, "api_error", "The request was aborted"],
    ["a reason of its own", new Error("secret"), "api_error", "Internal server error"],
    ["a reason that is no error", "secret", "api_error", "Internal server error"],
  ])("ends a stream in an error event: %s", async (_name, reason, type, message) => {
    const controller = new AbortController();
    const { upstream, response } = await midway(controller.signal);
    setTimeout(() => controller.abort(reason), 10);
    const text = await response.text();
    expect(names(text).slice(-2)).toEqual(["content_block_delta", "error"]);
    expect(text).toContain(`"error":{"type":"${type}","message":"${message}"`);
    expect(text).toContain('"request_id":"req_1"');
    expect(text).not.toContain("secret");
    expect(upstream.cancelled).toBe(true);
  });

  it("as AbortSignal.timeout gives it, too", async () => {
    const { response } = await midway(AbortSignal.timeout(20));
    expect(await response.text()).toContain('"type":"timeout_error"');
  });

  it("ends it so also where the message is complete, but was not taken", async () => {
    const controller = new AbortController();
    const response = await respondWithStream(whole, context, { signal: controller.signal });
    const reader = response.body?.getReader();
    let text = "";
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      text += new TextDecoder().decode(chunk.value);
      if (text.includes("content_block_start")) controller.abort();
    }
    expect(names(text).at(-1)).toBe("error");
    expect(names(text)).not.toContain("message_stop");
  });

  it("adds nothing to a stream whose end was taken", async () => {
    const controller = new AbortController();
    const response = await respondWithStream(whole, context, { signal: controller.signal });
    const reader = response.body?.getReader();
    let text = "";
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      text += new TextDecoder().decode(chunk.value);
      if (text.includes("message_stop")) controller.abort();
    }
    expect(names(text).at(-1)).toBe("message_stop");
  });

  it("is a 504 in the hold where it is a time limit", async () => {
    const upstream = source();
    const response = await respondWithStream(upstream, context, { signal: AbortSignal.timeout(20) });
    expect([response.status, upstream.cancelled]).toEqual([504, true]);
    expect(await response.json()).toMatchObject({ error: { type: "timeout_error" } });
  });
});

describe("it never rejects", () => {
  it.each<[string, unknown]>([
    ["another version", { ...context, v: 2 }],
    ["a lacking field", { ...context, paths: undefined }],
    ["null", null],
  ])("not for a context that is none, %s: an error, and the source is cancelled", async (_name, given) => {
    const upstream = source();
    const answer: Promise<Response> = Reflect.apply(respondWithStream, undefined, [
      upstream,
      given,
      { requestId: "req_1" },
    ]);
    const response = await answer;
    expect([response.status, response.headers.get("request-id")]).toEqual([500, "req_1"]);
    expect(await response.json()).toMatchObject({ type: "error", error: { type: "api_error" }, request_id: "req_1" });
    await vi.waitFor(() => expect(upstream.cancelled).toBe(true));
  });

  it("nor for headers that are none", async () => {
    const upstream = source();
    upstream.say(created, added);
    const response = await respondWithStream(upstream, context, { headers: { "x-own": "a\nb" } });
    expect(response.status).toBe(500);
    await vi.waitFor(() => expect(upstream.cancelled).toBe(true));
  });
});
