import { describe, expect, it } from "vitest";
import { policyRefusal } from "../../src/errors/policy-refusal.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { context } from "./context.js";

const fail = (): never => {
  throw new Error("secret");
};
const throwing = new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail });
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const circular: Record<string, unknown> = { type: "response.failed", message: "secret" };
Object.assign(circular, { response: circular, error: circular, cause: circular, body: circular });
const circularError = Object.assign(new Error("secret"), { errors: [] as unknown[] });
circularError.cause = circularError;
circularError.errors.push(circularError);
const bare: object = Object.assign(Object.create(null), { stack: "at secret", message: "secret", code: "x" });
const deep = (depth: number): unknown => (depth === 0 ? "secret" : { error: deep(depth - 1) });

/** What JavaScript lets one throw. */
const thrown: [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a symbol", Symbol("secret")],
  ["a bigint", 10n],
  ["not a number", Number.NaN],
  ["a function", fail],
  ["a class", class Secret {}],
  ["a date", new Date(Number.NaN)],
  ["a map", new Map([["error", "secret"]])],
  ["a huge text", "secret ".repeat(500_000)],
  ["a proxy that throws", throwing],
  ["a proxy that was revoked", revoked.proxy],
  ["an error in a circle", circularError],
  ["an error whose cause is a proxy that throws", new Error("secret", { cause: throwing })],
  ["an error without a prototype", bare],
  ["an error whose getters throw", Object.defineProperty(new Error("secret"), "status", { get: fail })],
  [
    "an object whose getters throw",
    {
      get type() {
        return fail();
      },
    },
  ],
  [
    "an answer whose body throws",
    {
      status: 500,
      get body() {
        return fail();
      },
    },
  ],
];

describe("whatever is thrown is answered, and nothing of it is told", () => {
  it.each(thrown)("%s", (_, failure) => {
    expect(toAnthropicError(failure, { context: context(), requestId: "req_1", now: () => 0 })).toEqual({
      status: 500,
      headers: { "request-id": "req_1" },
      body: { type: "error", error: { type: "api_error", message: "Internal server error" }, request_id: "req_1" },
    });
    expect(policyRefusal(failure)).toBeNull();
  });

  it("a failure in a circle", () => {
    expect(toAnthropicError(circular).status).toBe(500);
    expect(toAnthropicError({ ...circular, type: "error" }).status).toBe(500);
  });

  it("a failure that nests without end", () => {
    expect(toAnthropicError(deep(5000)).status).toBe(500);
    expect(toAnthropicError({ status: 400, body: `${'{"error":'.repeat(5000)}1${"}".repeat(5000)}` }).status).toBe(400);
    expect(toAnthropicError({ status: 400, body: "[".repeat(200_000) }).status).toBe(400);
  });

  it("headers that throw cost the headers, not the status", () => {
    const body = { error: { code: "rate_limit_exceeded", message: "Slow" } };
    for (const headers of [
      throwing,
      { get: fail },
      {
        get "retry-after"() {
          return fail();
        },
      },
    ]) {
      expect(toAnthropicError({ status: 429, headers, body })).toMatchObject({
        status: 429,
        headers: {},
        body: { error: { message: "Slow" } },
      });
    }
  });

  it("no stack leaves", () => {
    const error = Object.assign(new Error("x"), { status: 400, error: { message: "Odd", stack: "at secret.js:1" } });
    expect(JSON.stringify(toAnthropicError(error))).not.toMatch(/secret|at |\.js/);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("%s is a name like any other", (name) => {
    const error = { code: name, type: name, param: `tools[0].${name}`, message: name };
    expect(
      toAnthropicError({ status: 400, body: { error } }, { context: context({ reasoningPaths: {} }) }),
    ).toMatchObject({
      status: 400,
      body: { error: { message: `tools.1.${name}: ${name}`, details: { openai: { code: name } } } },
    });
    const refused = { code: "invalid_encrypted_content", message: `rs_1 ${name}`, param: name };
    expect(toAnthropicError({ error: refused }, { context: context() })).toMatchObject({
      body: { error: { message: expect.stringMatching(/^messages: Invalid/) } },
    });
  });
});
