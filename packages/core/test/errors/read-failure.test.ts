import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { policyRefusal } from "../../src/errors/policy-refusal.js";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";
import { TranspondError } from "../../src/errors/transpond-error.js";

const brief = (failure: unknown) => {
  const { status, body, headers } = toAnthropicError(failure);
  return [status, body.error.type, body.error.message, headers["x-should-retry"] ?? "unset"];
};
const rateLimited = { code: "rate_limit_exceeded", type: "tokens", message: "Slow", param: null };
const limited = [429, "rate_limit_error", "Slow", "unset"];
const internal = [500, "api_error", "Internal server error", "unset"];

describe("where a failure comes from", () => {
  it("hands a TranspondError on as it is", () => {
    const error = new TranspondError({ status: 400, type: "invalid_request_error", path: "model", message: "odd" });
    expect(toTranspondError(error)).toBe(error);
    expect(toAnthropicError(error, { requestId: "req_7" }).body).toEqual({
      type: "error",
      error: { type: "invalid_request_error", message: "model: odd" },
      request_id: "req_7",
    });
  });

  it.each([
    ["an answer with a parsed body", { status: 429, headers: {}, body: { error: rateLimited } }],
    ["an answer with its text", { status: 429, headers: {}, body: JSON.stringify({ error: rateLimited }) }],
    [
      "an answer with its bytes",
      { status: 429, body: new TextEncoder().encode(JSON.stringify({ error: rateLimited })) },
    ],
    ["an answer whose body is flat", { status: 429, body: rateLimited }],
    ["the nested event", { type: "error", error: rateLimited, sequence_number: 2 }],
    ["the flat event", { ...rateLimited, type: "error", sequence_number: 2 }],
    ["an error without a name", { error: rateLimited }],
    ["response.failed", { type: "response.failed", response: { status: "failed", error: rateLimited } }],
    ["a failed Response", { object: "response", status: "failed", error: rateLimited }],
    [
      "the official client's HTTP error",
      OpenAI.APIError.generate(429, { error: rateLimited }, undefined, new Headers()),
    ],
    [
      "the official client's stream error",
      new OpenAI.APIError(undefined, rateLimited, undefined, new Headers({ "x-request-id": "req_up" })),
    ],
  ])("%s", (_, failure) => {
    expect(brief(failure)).toEqual(limited);
  });

  it("keeps the upstream's headers and request id, from an answer and from the client's error", () => {
    const headers = { "X-Request-Id": "req_up", "retry-after": "7" };
    const body = { error: rateLimited };
    for (const failure of [
      { status: 429, headers, body },
      { status: 429, headers: new Headers(headers), body },
      OpenAI.APIError.generate(429, body, undefined, new Headers(headers)),
    ]) {
      const answer = toAnthropicError(failure);
      expect(answer.headers["retry-after"]).toBe("7");
      expect(answer.body.error.details).toEqual({
        openai: {
          status: 429,
          type: "tokens",
          code: "rate_limit_exceeded",
          param: null,
          message: "Slow",
          request_id: "req_up",
        },
      });
    }
  });

  it.each<[string, unknown, (string | number)[]]>([
    [
      "text that is no JSON",
      { status: 502, body: "upstream connect error" },
      [500, "api_error", "Internal server error (upstream: upstream connect error)", "unset"],
    ],
    ["a page of a proxy", { status: 502, body: "<html>bad gateway</html>" }, internal],
    [
      "a page with status 200",
      { status: 200, body: "<html></html>" },
      [500, "api_error", "malformed upstream response", "unset"],
    ],
    [
      "JSON that is no Response",
      { status: 200, body: { hello: 1 } },
      [500, "api_error", "malformed upstream response", "unset"],
    ],
    [
      "an error as a string (xAI)",
      { status: 400, body: { code: "odd", error: "Wrong key" } },
      [400, "invalid_request_error", "Wrong key", "false"],
    ],
    [
      "a status as code (vLLM)",
      { object: "error", message: "No such thing", code: 404 },
      [404, "not_found_error", "No such thing", "false"],
    ],
    [
      "a cancelled Response",
      { object: "response", status: "cancelled", error: null },
      [500, "api_error", 'Internal server error (upstream: The response ended with status "cancelled".)', "unset"],
    ],
    [
      "an in-stream code that says: overloaded",
      { type: "error", error: { code: "slow_down" } },
      [529, "overloaded_error", "Overloaded", "unset"],
    ],
    [
      "an in-stream type",
      { type: "error", error: { type: "invalid_request_error", code: null, message: "Bad" } },
      [400, "invalid_request_error", "Bad", "false"],
    ],
    [
      "an unknown in-stream code",
      { type: "error", code: "brand_new", message: "New" },
      [500, "api_error", "Internal server error (upstream: New)", "unset"],
    ],
    ["a bug of the host", new Error("secret thing at /srv/app.js"), internal],
    ["a string", "boom", internal],
    ["nothing", undefined, internal],
    ["null", null, internal],
    ["an empty object", {}, internal],
    ["a function", () => 1, internal],
  ])("%s", (_, failure, expected) => {
    expect(brief(failure)).toEqual(expected);
  });
});

describe("the network", () => {
  const fetchFailed = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
  const connection = [500, "api_error", "upstream connection failed", "true"];
  const timeout = [504, "timeout_error", "The upstream timed out", "true"];
  const abort = [499, "api_error", "The request was aborted", "false"];

  it.each<[string, unknown, (string | number)[]]>([
    ["refused", fetchFailed("ECONNREFUSED"), connection],
    ["unknown host", fetchFailed("ENOTFOUND"), connection],
    ["reset", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }), connection],
    ["cut while reading", new TypeError("terminated"), connection],
    [
      "several addresses refused",
      new TypeError("fetch failed", {
        cause: new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED" })]),
      }),
      connection,
    ],
    [
      "a certificate",
      fetchFailed("DEPTH_ZERO_SELF_SIGNED_CERT"),
      [500, "api_error", "upstream connection failed: certificate not accepted", "false"],
    ],
    ["no connection in time", fetchFailed("UND_ERR_CONNECT_TIMEOUT"), timeout],
    ["no head in time", fetchFailed("UND_ERR_HEADERS_TIMEOUT"), timeout],
    ["a timeout signal", new DOMException("x", "TimeoutError"), timeout],
    ["the client's timeout", new OpenAI.APIConnectionTimeoutError(), timeout],
    [
      "the client's connection error",
      new OpenAI.APIConnectionError({ cause: fetchFailed("ECONNREFUSED") }),
      connection,
    ],
    ["an abort", new DOMException("x", "AbortError"), abort],
    ["the client's abort", new OpenAI.APIUserAbortError(), abort],
  ])("%s", (_, failure, expected) => {
    expect(brief(failure)).toEqual(expected);
  });

  it("names the cause, and survives causes in a circle", () => {
    expect(toAnthropicError(fetchFailed("ECONNREFUSED")).body.error.details).toEqual({ cause: "ECONNREFUSED" });
    const circle = new Error("round");
    circle.cause = circle;
    expect(toAnthropicError(circle).status).toBe(500);
  });
});

describe("policy failures (K14, K38)", () => {
  it.each([
    ["bio_policy", "bio"],
    ["cyber_policy", "cyber"],
    ["cyber_policy_violation", "cyber"],
    ["misalignment_policy_violation", null],
    ["image_content_policy_violation", null],
  ])("%s", (code, category) => {
    const error = { code, message: "We cannot help with this." };
    const refusal = { category, explanation: "We cannot help with this." };
    expect(policyRefusal({ status: 400, body: { error } })).toEqual(refusal);
    expect(policyRefusal({ type: "response.failed", response: { status: "failed", error } })).toEqual(refusal);
    expect(policyRefusal({ ...error, type: "error" })).toEqual(refusal);
    expect(toAnthropicError({ type: "error", error }).status).toBe(400);
  });

  it("prefers the longer explanation", () => {
    const error = {
      code: "misalignment_policy_violation",
      message: "m",
      misalignment: { detailed_explanation: "Why" },
    };
    expect(policyRefusal({ object: "response", status: "failed", error })?.explanation).toBe("Why");
  });

  it.each([{ status: 400, body: { error: { code: "invalid_prompt" } } }, new Error("bio_policy"), null])(
    "any other failure is none: %j",
    (failure) => {
      expect(policyRefusal(failure)).toBeNull();
    },
  );
});
