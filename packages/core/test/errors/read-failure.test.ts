import { describe, expect, it } from "vitest";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";

const said = { code: "rate_limit_exceeded", type: "tokens", message: "Slow", param: null };
const judge = (failure: unknown) => {
  const { status, type, message } = toTranspondError(failure);
  return [status, type, message];
};
const limited = [429, "rate_limit_error", "Slow"];
const internal = [500, "api_error", "Internal server error"];
const malformed = [500, "api_error", "malformed upstream response"];
const odd = [500, "api_error", "Internal server error (upstream: Odd)"];
const redirect = "The upstream answered with a redirect, which is not followed";
const openaiOf = (failure: unknown) => toTranspondError(failure).details?.openai;

describe("headers as a list of pairs", () => {
  it("are read like others", () => {
    const failure = { status: 429, headers: [["Retry-After", "7"]], body: { error: said } };
    expect(toTranspondError(failure).headers).toMatchObject({ "retry-after": "7" });
  });

  it("that are none are no headers", () => {
    expect(judge({ status: 429, headers: ["x", 7], body: { error: said } })).toEqual(limited);
  });
});

describe("a body that was cut", () => {
  const overflow = {
    message: `${"x ".repeat(3000)}`,
    type: "invalid_request_error",
    param: "input",
    code: "rate_limit_exceeded",
  };
  const whole = JSON.stringify({ error: overflow });

  it("says what it still holds", () => {
    expect(judge({ status: 429, body: whole.slice(0, -1) })[1]).toBe("rate_limit_error");
    expect(judge({ status: 400, body: '{"error":{"message":"Odd', headers: {} })).toEqual([
      400,
      "invalid_request_error",
      expect.any(String),
    ]);
    expect(openaiOf({ status: 429, body: whole.slice(0, -1) })).toMatchObject({ code: overflow.code, param: "input" });
  });

  it("that holds nothing of an error is malformed where its status is none", () => {
    expect(judge({ status: 200, body: '{"object":"response","output":[' })).toEqual(malformed);
  });

  it("says by its status what it no longer holds", () => {
    expect(judge({ status: 429, body: whole.slice(0, 50) }).slice(0, 2)).toEqual([429, "rate_limit_error"]);
  });
});

describe("forms of a failure beside those of the table", () => {
  it.each<[string, unknown, unknown[]]>([
    ["an answer whose body is flat", { status: 429, body: said }, limited],
    ["an answer without a status", { status: null, headers: {}, body: { error: said } }, limited],
    ["an answer with a status that is none", { status: 4290, body: { error: said } }, limited],
    ["an error without a name", { error: said }, limited],
    ["a message alone", { message: "Odd" }, odd],
    ["a code alone", { code: "rate_limit_exceeded" }, [429, "rate_limit_error", expect.any(String)]],
    [
      "an error as a string (xAI)",
      { status: 400, body: { code: "odd", error: "Wrong" } },
      [400, "invalid_request_error", "Wrong"],
    ],
    ["a detail (FastAPI)", { status: 404, body: { detail: "Not here" } }, [404, "not_found_error", "Not here"]],
    ["a status as code (vLLM)", { object: "error", message: "None", code: 404 }, [404, "not_found_error", "None"]],
    ["a status as text (Azure)", { type: "error", error: { code: "429", message: "Slow" } }, limited],
    ["an event with a status", { type: "error", status: 500, error: said }, limited],
    ["a Response without a status", { object: "response", error: null }, [500, "api_error", ended("failed")]],
    ["response.incomplete", { type: "response.incomplete", response: { error: said } }, limited],
    ["response.failed without a Response", { type: "response.failed" }, [500, "api_error", ended("failed")]],
    ["a Response that only names its status", { status: "failed", error: said }, limited],
    ["an error that is thrown", Object.assign(new Error("x"), { status: 429, body: { error: said } }), limited],
    ["an error of another realm", { stack: "at x", status: 429, body: { error: said } }, limited],
  ])("%s", (_, failure, expected) => {
    expect(judge(failure)).toEqual(expected);
  });

  it.each([
    [400, 400],
    [599, 599],
    ["429", 429],
    [399, null],
    [600, null],
    [429.5, null],
    ["x429", null],
    ["4290", null],
    [["429"], null],
    [true, null],
  ])("the code %j stands for the status %j", (code, status) => {
    expect(openaiOf({ error: { code } })).toMatchObject({ status });
  });

  it.each([
    [100, 100],
    [599, 599],
    [99, null],
    [600, null],
    [400.5, null],
  ])("%j as the status of an answer is read as %j", (status, expected) => {
    expect(openaiOf({ status, body: { error: said } })).toMatchObject({ status: expected, message: "Slow" });
  });

  it("a Response that is a success is no success as a failure", () => {
    expect(toAnthropicError({ object: "response", status: "completed", output: [] }).status).toBe(500);
  });

  it.each(["cancelled", "queued", "in_progress", "incomplete", "completed"])("F11: a Response that is %s", (status) => {
    const expected = [500, "api_error", ended(status)];
    expect(judge({ object: "response", status, error: null })).toEqual(expected);
    expect(judge({ status: 200, body: { status, output: [] } })).toEqual(expected);
  });

  it("the code of a failed Response says enough", () => {
    expect(judge({ status: "failed", error: { code: "odd" } })).toEqual(internal);
  });

  it("tells why a Response was incomplete", () => {
    const response = { status: "failed", error: { code: "odd" }, incomplete_details: { reason: "max_output_tokens" } };
    expect(openaiOf(response)).toEqual({
      status: null,
      type: null,
      code: "odd",
      param: null,
      message: null,
      request_id: null,
      incomplete_reason: "max_output_tokens",
    });
  });

  it.each<[string, unknown]>([
    ["an Error", new Error("secret thing at /srv/app.js")],
    ["a body parser's error", Object.assign(new Error("bad"), { status: 500, body: "{ the request" })],
    ["a string", "boom"],
    ["nothing", undefined],
    ["null", null],
    ["an empty object", {}],
    ["a list", [said]],
    ["a function", () => 1],
  ])("a fault of this side says nothing of itself: %s", (_, failure) => {
    expect(judge(failure)).toEqual(internal);
    expect(JSON.stringify(toAnthropicError(failure))).not.toMatch(/secret|app\.js|boom|the request/);
  });
});

describe("answers that are not what they should be (D.3)", () => {
  it.each<[string, unknown, unknown[]]>([
    ["a page of a proxy", { status: 502, body: "<html>bad gateway</html>" }, internal],
    ["a page behind blanks", { status: 502, body: "\n <!DOCTYPE html>" }, internal],
    ["text that is no JSON", { status: 502, body: "Odd" }, odd],
    [
      "text with a sign in it",
      { status: 502, body: "a < b" },
      [500, "api_error", "Internal server error (upstream: a < b)"],
    ],
    ["JSON that is a text", { status: 502, body: '"Odd"' }, odd],
    ["JSON that is a number", { status: 502, body: "7" }, internal],
    ["a page with status 200", { status: 200, body: "<html></html>" }, malformed],
    ["text with status 200", { status: 200, body: "Odd" }, malformed],
    ["nothing with status 200", { status: 200, body: null }, malformed],
    ["JSON that is no Response", { status: 200, body: { hello: 1 } }, malformed],
    ["an error with status 200", { status: 200, body: { error: said } }, limited],
    ["a redirect", { status: 300, body: { error: said } }, [500, "api_error", redirect]],
    ["another redirect", { status: 399 }, [500, "api_error", redirect]],
    ["no answer at all", { body: undefined }, malformed],
  ])("%s", (_, failure, expected) => {
    expect(judge(failure)).toEqual(expected);
  });

  it("the text stands in the details, cut to 200 characters, and no page does", () => {
    expect(openaiOf({ status: 200, body: `Odd ${"x ".repeat(200)}` })).toMatchObject({
      message: `Odd ${"x ".repeat(200)}`.slice(0, 200).trim(),
    });
    expect(openaiOf({ status: 200, body: "<p>Odd" })).toMatchObject({ message: null });
  });
});

function ended(status: string): string {
  return `Internal server error (upstream: The response ended with status "${status}".)`;
}
