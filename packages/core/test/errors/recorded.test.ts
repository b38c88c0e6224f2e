import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, objectAt, stringAt } from "../../src/json.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { needsCorpus, recordings } from "../support/corpus.js";
import { context } from "./context.js";

type Answer = readonly [status: number, type: string, message: RegExp, retry: "true" | "false" | undefined];

const adapted = /^[^{}*]*$/;
const invalid: Answer = [400, "invalid_request_error", adapted, "false"];
const notFound: Answer = [404, "not_found_error", /^model: claude-opus-5$/, "false"];

/** The row of mapping D.2 for each code that was recorded. */
const byCode: Record<string, Answer> = {
  context_length_exceeded: [
    400,
    "invalid_request_error",
    /^prompt is too long: 400001 tokens > 400000 maximum$/,
    "false",
  ],
  invalid_api_key: [500, "api_error", /^upstream credentials rejected$/, "false"],
  insufficient_quota: [402, "billing_error", /^Your credit balance is too low/, "false"],
  model_not_found: notFound,
  DeploymentNotFound: notFound,
  invalid_image_url: [400, "invalid_request_error", /^Could not process image \(upstream: /, "false"],
  invalid_image_format: [400, "invalid_request_error", /^Could not process image \(upstream: /, "false"],
  RateLimitReached: [429, "rate_limit_error", /^Your requests to /, undefined],
  invalid_function_parameters: [400, "invalid_request_error", /^tools(?:\.1\.[a-z_.]+)?: Invalid schema /, "false"],
  missing_required_parameter: [400, "invalid_request_error", /^tools\.1\.name: Missing /, "false"],
  decimal_below_min_value: [400, "invalid_request_error", /^temperature: Invalid /, "false"],
  unsupported_parameter: invalid,
  unsupported_value: invalid,
  unsupported_file: [400, "invalid_request_error", /^messages: The file type /, "false"],
  invalid_value: invalid,
};

/** Recorded without a code, or with one of another vendor: what of their text decides, and why they end where they do. */
const byText: readonly (readonly [text: string, answer: Answer, reason: string])[] = [
  [
    "provided without its required following item",
    [400, "invalid_request_error", /^messages: Invalid `signature`/, "false"],
    "row 2",
  ],
  ["Web search options not supported", invalid, "row 14: a parameter that is never sent"],
  ["integer below minimum value", invalid, "row 14: xai gives a text for an error"],
  [
    "Incorrect API key provided. You can obtain",
    invalid,
    "xAI refuses a key with 400; by status, since its code is a sentence",
  ],
  ["invalid input error", invalid, "row 14: 422, with a sentence for a code"],
  ["Test error", invalid, "row 14: a code made up by the recorders"],
];

const recorded = recordings("responses-json").flatMap(({ name, text }) => {
  const body: unknown = JSON.parse(text);
  return isObject(body) ? [{ name, body }] : [];
});
const errors = recorded.filter(({ body }) => "body" in body);
const unfinished = recorded.filter(({ body }) => ["queued", "in_progress"].includes(stringAt(body, "status")));

function answerTo(recording: JsonObject): Answer | undefined {
  const body = objectAt(recording, "body");
  const code = stringAt(isObject(body.error) ? body.error : body, "code");
  const text = JSON.stringify(recording);
  return byCode[code] ?? byText.find(([words]) => text.includes(words))?.[1];
}

describe.skipIf(recorded.length === 0)(`every recorded error${needsCorpus}`, () => {
  it("is looked at", () => {
    expect([recorded.length, errors.length, unfinished.length]).toEqual([536, 40, 5]);
  });

  it.each(errors)("$name", ({ body }) => {
    const [status, type, message, retry] = answerTo(body) ?? [];
    const answer = toAnthropicError(body, { context: context(), requestId: "req_1" });
    expect(answer).toMatchObject({
      status,
      body: { type: "error", error: { type, message: expect.stringMatching(message ?? /$^/) }, request_id: "req_1" },
    });
    expect(answer.headers["x-should-retry"]).toBe(retry);
    expect(JSON.stringify(answer)).not.toMatch(/sk-[A-Za-z0-9]|\*{3}|bad-key|test-key|invalid-key|not-a-re|;base64,/);
  });

  it.each(unfinished)("a Response that has not ended is no answer: $name", ({ body }) => {
    expect(toAnthropicError(body)).toMatchObject({ status: 500, body: { error: { type: "api_error" } } });
  });
});
