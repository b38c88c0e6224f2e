import { describe, expect, it } from "vitest";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";
import { context } from "./context.js";

type Row = [
  row: string,
  failure: { status?: number; code?: string | null; type?: string; message?: string; param?: string },
  expected: { status: number; type: string; message: string; retry?: string },
];

const compact = (n: number, m: number) => `prompt is too long: ${n} tokens > ${m} maximum`;

/** One or more for each row of mapping D.2; K13 to K18 and K38 are among them. */
const rows: Row[] = [
  [
    "1 by code, numbers in the text",
    {
      status: 400,
      code: "context_length_exceeded",
      message:
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 130,512 tokens. Please reduce the length of the messages.",
    },
    { status: 400, type: "invalid_request_error", message: compact(130512, 128000), retry: "false" },
  ],
  [
    "1 by code, the model's window for the maximum",
    { status: 400, code: "context_length_exceeded", message: "Your input exceeds the context window of this model." },
    { status: 400, type: "invalid_request_error", message: compact(400001, 400000), retry: "false" },
  ],
  [
    "1 by text, messages and functions",
    {
      status: 400,
      message:
        "This model's maximum context length is 8000 tokens. However, your messages resulted in 9000 tokens (8500 in the messages, 500 in the functions).",
    },
    { status: 400, type: "invalid_request_error", message: compact(9000, 8000), retry: "false" },
  ],
  [
    "1 where only input and output together overflow",
    {
      status: 400,
      message:
        "This model's maximum context length is 4097 tokens, however you requested 4100 tokens (100 in your prompt; 4000 for the completion).",
    },
    {
      status: 400,
      type: "invalid_request_error",
      message:
        "input length and `max_tokens` exceed context limit: 100 + 4000 > 4097, decrease input length or `max_tokens` and try again",
      retry: "false",
    },
  ],
  [
    "2 by code",
    {
      status: 400,
      code: "invalid_encrypted_content",
      message: `The encrypted content ${"g".repeat(80)} could not be verified.`,
    },
    {
      status: 400,
      type: "invalid_request_error",
      message: "messages: Invalid `signature` in `thinking` block",
      retry: "false",
    },
  ],
  [
    "2 by text",
    { status: 400, message: "Item 'rs_1' of type 'reasoning' was provided without its required following item." },
    {
      status: 400,
      type: "invalid_request_error",
      message: "messages: Invalid `signature` in `thinking` block",
      retry: "false",
    },
  ],
  [
    "3, K17 server's key",
    { status: 401, code: "invalid_api_key", message: "Incorrect API key provided: sk-abcd." },
    { status: 500, type: "api_error", message: "upstream credentials rejected", retry: "false" },
  ],
  [
    "4, K16 quota as 429",
    {
      status: 429,
      code: "insufficient_quota",
      type: "insufficient_quota",
      message: "You exceeded your current quota.",
    },
    {
      status: 402,
      type: "billing_error",
      message: "Your credit balance is too low (upstream quota exhausted)",
      retry: "false",
    },
  ],
  [
    "4 by status",
    { status: 402, message: "Payment required" },
    {
      status: 402,
      type: "billing_error",
      message: "Your credit balance is too low (upstream quota exhausted)",
      retry: "false",
    },
  ],
  [
    "5",
    { status: 403, code: "unsupported_country_region_territory", message: "Country not supported" },
    { status: 403, type: "permission_error", message: "Country not supported", retry: "false" },
  ],
  [
    "6, K38 at 404",
    { status: 404, code: "model_not_found", message: "The model `gpt-9` does not exist." },
    { status: 404, type: "not_found_error", message: "model: claude-opus-5", retry: "false" },
  ],
  [
    "6, K38 at 400",
    { status: 400, code: "model_not_found", param: "model", message: "The requested model 'gpt-9' does not exist." },
    { status: 404, type: "not_found_error", message: "model: claude-opus-5", retry: "false" },
  ],
  [
    "7",
    { status: 404, message: "File not found" },
    { status: 404, type: "not_found_error", message: "File not found", retry: "false" },
  ],
  [
    "8",
    { status: 409, message: "Conflict" },
    { status: 409, type: "conflict_error", message: "Conflict", retry: "true" },
  ],
  [
    "9 by status",
    { status: 413, message: "Payload too large" },
    {
      status: 413,
      type: "request_too_large",
      message: "Request exceeds the maximum size (upstream: Payload too large)",
      retry: "false",
    },
  ],
  [
    "9 by code",
    { status: 400, code: "string_above_max_length", param: "input[2].output", message: "String too long" },
    {
      status: 413,
      type: "request_too_large",
      message: "messages.1.content.0: Request exceeds the maximum size (upstream: String too long)",
      retry: "false",
    },
  ],
  [
    "9 by status 431",
    { status: 431 },
    { status: 413, type: "request_too_large", message: "Request exceeds the maximum size", retry: "false" },
  ],
  [
    "10",
    { status: 400, code: "image_too_large", param: "input[1].content[1].image_url", message: "The image is 90 MB." },
    {
      status: 400,
      type: "invalid_request_error",
      message: "messages.0.content.2: image exceeds the maximum size (upstream: The image is 90 MB.)",
      retry: "false",
    },
  ],
  [
    "11",
    { status: 400, code: "invalid_image_format", message: "You uploaded an unsupported image." },
    {
      status: 400,
      type: "invalid_request_error",
      message: "Could not process image (upstream: You uploaded an unsupported image.)",
      retry: "false",
    },
  ],
  [
    "12",
    { status: 400, code: "invalid_prompt", message: "Invalid prompt" },
    { status: 400, type: "invalid_request_error", message: "Invalid prompt", retry: "false" },
  ],
  [
    "13 effort",
    {
      status: 400,
      code: "unsupported_value",
      param: "reasoning.effort",
      message: "Unsupported value: 'xhigh' is not supported.",
    },
    {
      status: 400,
      type: "invalid_request_error",
      message: "output_config.effort: Unsupported value: 'xhigh' is not supported.",
      retry: "false",
    },
  ],
  [
    "13 thinking",
    {
      status: 400,
      code: "unsupported_parameter",
      param: "reasoning.effort",
      message: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    },
    {
      status: 400,
      type: "invalid_request_error",
      message: "thinking: adaptive thinking is not supported on this model",
      retry: "false",
    },
  ],
  [
    "14 with a path of the input",
    { status: 400, code: "invalid_value", param: "input[1].content[0].text", message: "Invalid value." },
    { status: 400, type: "invalid_request_error", message: "messages.0.content.0: Invalid value.", retry: "false" },
  ],
  [
    "14 with a path of a tool",
    { status: 400, code: "invalid_function_parameters", param: "tools[0].parameters", message: "Invalid schema." },
    { status: 400, type: "invalid_request_error", message: "tools.1.input_schema: Invalid schema.", retry: "false" },
  ],
  [
    "14 with a parameter of the whole request",
    { status: 400, code: "integer_below_min_value", param: "max_output_tokens", message: "Below the minimum." },
    { status: 400, type: "invalid_request_error", message: "max_tokens: Below the minimum.", retry: "false" },
  ],
  [
    "14 other client errors",
    { status: 422, message: "Unprocessable" },
    { status: 400, type: "invalid_request_error", message: "Unprocessable", retry: "false" },
  ],
  [
    "15",
    { status: 408, message: "Timed out" },
    { status: 504, type: "timeout_error", message: "The upstream timed out (upstream: Timed out)", retry: "true" },
  ],
  [
    "16",
    {
      status: 429,
      code: "rate_limit_exceeded",
      type: "tokens",
      message: "Rate limit reached. Please try again in 1.2s.",
    },
    { status: 429, type: "rate_limit_error", message: "Rate limit reached. Please try again in 1.2s." },
  ],
  [
    "K38 larger than the limit itself",
    {
      status: 429,
      code: "rate_limit_exceeded",
      type: "tokens",
      message: "Request too large for gpt-5.4: Limit 30000, Requested 50000.",
    },
    {
      status: 429,
      type: "rate_limit_error",
      message: "Request too large for gpt-5.4: Limit 30000, Requested 50000.",
      retry: "false",
    },
  ],
  [
    "17",
    { status: 429, code: "slow_down", message: "Slow down" },
    { status: 429, type: "rate_limit_error", message: "Slow down" },
  ],
  [
    "18",
    { status: 500, code: "server_error", type: "server_error", message: "The server had an error" },
    { status: 500, type: "api_error", message: "Internal server error (upstream: The server had an error)" },
  ],
  ["19", { status: 502 }, { status: 500, type: "api_error", message: "Internal server error" }],
  ["19 of a proxy", { status: 522 }, { status: 500, type: "api_error", message: "Internal server error" }],
  [
    "20, K18",
    { status: 503, type: "server_error", message: "The engine is currently overloaded" },
    { status: 529, type: "overloaded_error", message: "Overloaded" },
  ],
  ["21", { status: 504 }, { status: 504, type: "timeout_error", message: "The upstream timed out" }],
  ["21 of a proxy", { status: 524 }, { status: 504, type: "timeout_error", message: "The upstream timed out" }],
  ["22", { status: 499 }, { status: 499, type: "api_error", message: "The request was aborted", retry: "false" }],
  [
    "23",
    { status: 400, code: "data_residency_mismatch", message: "Wrong region" },
    { status: 400, type: "invalid_request_error", message: "Wrong region", retry: "false" },
  ],
  [
    "24",
    { code: "vector_store_timeout", message: "Vector store timed out" },
    {
      status: 504,
      type: "timeout_error",
      message: "The upstream timed out (upstream: Vector store timed out)",
    },
  ],
  [
    "25 above",
    { status: 507, message: "Odd" },
    { status: 500, type: "api_error", message: "Internal server error (upstream: Odd)" },
  ],
  [
    "25 below",
    { status: 418, message: "Odd" },
    { status: 400, type: "invalid_request_error", message: "Odd", retry: "false" },
  ],
  [
    "D.3 redirect",
    { status: 307 },
    {
      status: 500,
      type: "api_error",
      message: "The upstream answered with a redirect, which is not followed",
      retry: "false",
    },
  ],
];

/** In a stream, without a status, `slow_down` is what OpenAI says with 503. */
const ambiguousWithoutStatus = new Set(["slow_down"]);

describe("rows of the table", () => {
  it.each(rows)("row %s", (_, { status, ...error }, expected) => {
    const failure =
      status === undefined ? { type: "error", error } : { status, headers: {}, body: JSON.stringify({ error }) };
    const answer = toAnthropicError(failure, { context: context(), requestId: "req_1" });
    expect(answer.status).toBe(expected.status);
    expect(answer.body).toMatchObject({
      type: "error",
      error: { type: expected.type, message: expected.message },
      request_id: "req_1",
    });
    expect(answer.headers["x-should-retry"]).toBe(expected.retry);
    expect(answer.headers["request-id"]).toBe("req_1");
  });

  const decidedByCode = rows.filter(([, { code }]) => code && !ambiguousWithoutStatus.has(code));

  it.each(decidedByCode)(
    "row %s: the code decides inside a stream too",
    (_, { status: _status, ...error }, expected) => {
      const nested = toAnthropicError({ type: "error", sequence_number: 3, error }, { context: context() });
      const flat = toAnthropicError({ sequence_number: 3, ...error, type: "error" }, { context: context() });
      for (const answer of [nested, flat]) {
        expect(answer.status).toBe(expected.status);
        expect(answer.body.error).toMatchObject({ type: expected.type, message: expected.message });
      }
    },
  );
});

describe("K17", () => {
  it("blames the client only for its own key", () => {
    const failure = { status: 401, body: { error: { code: "invalid_api_key", message: "Incorrect API key" } } };
    expect(toAnthropicError(failure, { clientKey: true })).toMatchObject({
      status: 401,
      body: { error: { type: "authentication_error", message: "invalid x-api-key (upstream: Incorrect API key)" } },
    });
    expect(toAnthropicError(failure).status).toBe(500);
  });
});

describe("numbers of a context that is too long", () => {
  const failure = { status: 400, body: { error: { code: "context_length_exceeded", message: "Too much." } } };
  const message = (overrides: Parameters<typeof context>[0]) =>
    toAnthropicError(failure, { context: context(overrides) }).body.error.message;

  it("takes the host's count", () => {
    expect(message({ inputTokens: 500_123 })).toBe(compact(500_123, 400_000));
  });
  it("never states a count below the limit", () => {
    expect(message({ inputTokens: 399_000 })).toBe(compact(400_001, 400_000));
  });
  it("invents no limit", () => {
    expect(message({ contextWindow: null, inputTokens: 5 })).toBe("prompt is too long");
  });
});
