import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { answers } from "./golden.js";

const coded = (code: string) => Object.assign(new Error("secret.host 10.0.0.7"), { code });
/** As undici throws it. */
const fetchFailed = (code: string) => new TypeError("fetch failed", { cause: coded(code) });
/** The whole answer, with the cause where one is told. */
const whole = (
  { status, type, message, headers }: (typeof answers)["failed"] extends (m: string) => infer A ? A : never,
  cause?: string,
) => ({
  status,
  headers,
  body: {
    type: "error",
    error: { type, message, ...(cause && { details: { cause } }) },
    request_id: null,
  },
});

const unreachable = answers.unreachable("upstream connection failed");
const certificate = answers.brokenForGood("upstream connection failed: certificate not accepted");
const timedOut = answers.timedOutOnTheWay("The upstream timed out");
const aborted = answers.aborted("The request was aborted");

describe("mapping D.3: the network", () => {
  it.each([
    ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EAI_AGAIN"],
    ...["ENOTFOUND", "EPIPE", "EPROTO", "UND_ERR_SOCKET", "UND_ERR_CLOSED"],
    ...["ConnectionRefused", "ConnectionClosed", "FailedToOpenSocket"],
  ])("no connection: %s", (code) => {
    expect(toAnthropicError(fetchFailed(code))).toEqual(whole(unreachable, code));
    expect(toAnthropicError(coded(code))).toEqual(whole(unreachable, code));
    const client = new OpenAI.APIConnectionError({ message: "Odd", cause: fetchFailed(code) });
    expect(toAnthropicError(client)).toEqual(whole(unreachable, code));
  });

  it.each([
    ...["CERT_HAS_EXPIRED", "CRL_HAS_EXPIRED", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
    ...["SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERROR_IN_CERT_NOT_AFTER_FIELD"],
    ...["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_SSL_WRONG_VERSION_NUMBER"],
    ...["INVALID_CA", "INVALID_PURPOSE", "PATH_LENGTH_EXCEEDED", "HOSTNAME_MISMATCH"],
  ])("a certificate: %s", (code) => {
    expect(toAnthropicError(fetchFailed(code))).toEqual(whole(certificate, code));
  });

  it.each([
    "ETIMEDOUT",
    "ESOCKETTIMEDOUT",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
  ])("no answer in time: %s", (code) => {
    expect(toAnthropicError(fetchFailed(code))).toEqual(whole(timedOut, code));
  });

  it.each(["ABORT_ERR", "UND_ERR_ABORTED"])("an abort: %s", (code) => {
    expect(toAnthropicError(fetchFailed(code))).toEqual(whole(aborted));
  });

  it.each([
    ["a time-out signal", AbortSignal.timeout(0), "TimeoutError"],
    ["an abort signal", AbortSignal.abort(), "AbortError"],
  ])("%s", async (_, signal, name) => {
    const reason = await new Promise<unknown>((resolve) => {
      if (signal.aborted) resolve(signal.reason);
      signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
    });
    expect(reason).toMatchObject({ name });
    const answer = name === "AbortError" ? whole(aborted) : whole(timedOut, "timeout");
    expect(toAnthropicError(reason)).toEqual(answer);
    expect(toAnthropicError(new Error("outer", { cause: reason }))).toEqual(answer);
  });

  it.each<[string, Error, object]>([
    ["a time-out", new OpenAI.APIConnectionTimeoutError(), whole(timedOut, "timeout")],
    ["a time-out in other words", new OpenAI.APIConnectionTimeoutError({ message: "x" }), whole(timedOut, "timeout")],
    ["no connection", new OpenAI.APIConnectionError({}), whole(unreachable, "connection")],
    ["no connection in other words", new OpenAI.APIConnectionError({ message: "x" }), whole(unreachable, "connection")],
    ["an abort", new OpenAI.APIUserAbortError(), whole(aborted)],
    ["an abort in other words", new OpenAI.APIUserAbortError({ message: "x" }), whole(aborted)],
  ])("the official client: %s", (_, error, expected) => {
    expect(toAnthropicError(error)).toEqual(expected);
  });

  it.each<[string, object]>([
    ["Request was aborted.", whole(aborted)],
    ["Request timed out.", whole(timedOut, "timeout")],
    ["fetch failed", whole(unreachable, "connection")],
    ["terminated", whole(unreachable, "connection")],
    ["Connection error.", whole(unreachable, "connection")],
    ["network error", whole(unreachable, "connection")],
    ["Failed to fetch", whole(unreachable, "connection")],
    ["Load failed", whole(unreachable, "connection")],
    ["Network connection lost.", whole(unreachable, "connection")],
    ["socket hang up", whole(unreachable, "connection")],
    ["Unable to connect. Is the computer able to access the url?", whole(unreachable, "connection")],
    ["error sending request for url (https://secret.host/)", whole(unreachable, "connection")],
    ["Request body was aborted, terminated, fetch failed", whole(answers.failed("Internal server error"))],
    ["My Request was aborted", whole(answers.failed("Internal server error"))],
    ["My Request timed out, Connection error, socket hang up", whole(answers.failed("Internal server error"))],
  ])("a bundled client or another runtime says %j", (message, expected) => {
    expect(toAnthropicError(new Error(message))).toEqual(expected);
  });

  it("an event that the client cannot parse", () => {
    const error = new SyntaxError("Error reading response: malformed server-sent event JSON.");
    expect(toAnthropicError(error)).toMatchObject({
      status: 500,
      body: { error: { type: "api_error", message: "malformed upstream response" } },
    });
    expect(toAnthropicError(new Error(`An ${error.message}`))).toMatchObject({
      body: { error: { message: "Internal server error" } },
    });
  });

  it.each([
    ...[
      "XECONNREFUSED",
      "ECONNREFUSED2",
      "EPIPES",
      "AN_ENOTFOUND",
      "UND_ERR_",
      "X_UND_ERR_SOCKET",
      "ERR_JWS_SIGNATURE",
    ],
    ...[
      "MY_CERT_HAS_EXPIRED",
      "CERT_has_expired",
      "CERT_REVOKEd",
      "INVALID_CATS",
      "XINVALID_CA",
      "ETIMEDOUT2",
      "XETIMEDOUT",
      "ABORT_ERROR",
    ],
    ...["X_ABORT_ERR", "UND_ERR_X_TIMEOUT.", "ECONN", "ConnectionRefused2", ""],
  ])("%j is no code of the network", (code) => {
    expect(toAnthropicError(coded(code))).toEqual(whole(answers.failed("Internal server error")));
  });
});

describe("causes", () => {
  const nested = (depth: number): Error =>
    depth === 0 ? coded("ECONNREFUSED") : new Error("outer", { cause: nested(depth - 1) });

  it("are followed four levels down", () => {
    expect(toAnthropicError(nested(4))).toEqual(whole(unreachable, "ECONNREFUSED"));
    expect(toAnthropicError(nested(5))).toEqual(whole(answers.failed("Internal server error")));
  });

  it("are followed into the first of several", () => {
    const cause = new AggregateError([coded("ETIMEDOUT"), coded("ECONNREFUSED")]);
    expect(toAnthropicError(new TypeError("fetch failed", { cause }))).toEqual(whole(timedOut, "ETIMEDOUT"));
    expect(toAnthropicError(new AggregateError([]))).toEqual(whole(answers.failed("Internal server error")));
  });

  it("of errors that have no class", () => {
    const bare: object = Object.assign(Object.create(null), { stack: "", code: "ECONNREFUSED" });
    expect(toAnthropicError(bare)).toEqual(whole(unreachable, "ECONNREFUSED"));
  });

  it("that know more stand above what the outer error says", () => {
    const error = new TypeError("fetch failed", { cause: new Error("Request timed out.") });
    expect(toAnthropicError(error)).toEqual(whole(unreachable, "connection"));
    expect(toAnthropicError(new Error("Connection error.", { cause: coded("CERT_HAS_EXPIRED") }))).toEqual(
      whole(certificate, "CERT_HAS_EXPIRED"),
    );
  });

  it("in a circle end", () => {
    const circle = new Error("round");
    circle.cause = circle;
    expect(toAnthropicError(circle)).toEqual(whole(answers.failed("Internal server error")));
  });
});
