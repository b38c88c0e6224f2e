import { describe, expect, it } from "vitest";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";
import { invalidRequest, TranspondError, upstreamFault } from "../../src/errors/transpond-error.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";

describe("TranspondError", () => {
  const error = new TranspondError({ status: 400, type: "invalid_request_error", path: "model", message: "odd" });

  it("is handed on as it is", () => {
    expect(toTranspondError(error)).toBe(error);
    expect(toAnthropicError(error, { requestId: "req_7" })).toEqual({
      status: 400,
      headers: { "request-id": "req_7" },
      body: { type: "error", error: { type: "invalid_request_error", message: "model: odd" }, request_id: "req_7" },
    });
  });

  it("has no id where none is given, and keeps what it is made of", () => {
    expect(toAnthropicError(error)).toMatchObject({ body: { request_id: null } });
    expect(Object.keys(toAnthropicError(error).headers)).toEqual([]);
    expect(error).toMatchObject({ name: "TranspondError", losses: [], headers: {}, details: undefined, path: "model" });
    expect(error.cause).toBeUndefined();
    expect(Object.hasOwn(error, "cause")).toBe(false);
  });

  it("remembers what it was made from", () => {
    const failure = { status: 500 };
    expect(toTranspondError(failure).cause).toBe(failure);
  });
});

describe("errors of this side", () => {
  it("a request that is refused", () => {
    expect(invalidRequest("model", "odd", { reason: "x" })).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      path: "model",
      message: "model: odd",
      details: { reason: "x" },
    });
    expect(invalidRequest("", "odd")).toMatchObject({ message: "odd", details: undefined });
  });

  it("an upstream that sends what it should not", () => {
    expect(upstreamFault("odd")).toMatchObject({ status: 500, type: "api_error", message: "odd", path: "" });
  });
});
