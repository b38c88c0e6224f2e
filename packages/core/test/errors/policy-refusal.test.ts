import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { policyRefusal } from "../../src/errors/policy-refusal.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { context } from "./context.js";

const codes = [
  ["bio_policy", "bio"],
  ["bio_policy_violation", "bio"],
  ["cyber_policy", "cyber"],
  ["cyber_policy_violation", "cyber"],
  ["misalignment_policy_violation", null],
  ["image_content_policy_violation", null],
  ["content_policy_violation", null],
  ["moderation_blocked", null],
] as const;
const message = "We cannot help with this.";

/** The whole answer of mapping B.4 row 2. */
const refused = (category: string | null, { id = "msg_1", model = "claude-opus-5" } = {}) => ({
  status: 200,
  headers: { "request-id": "req_1" },
  body: {
    id,
    type: "message",
    role: "assistant",
    model,
    content: [],
    stop_reason: "refusal",
    stop_sequence: null,
    stop_details: { type: "refusal", category, explanation: message },
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: 0,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 0,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: null,
      inference_geo: null,
      speed: null,
    },
  },
});

describe("mapping D.2 row 12, K14: a policy failure is a message that refuses", () => {
  const options = { context: context(), requestId: "req_1" };

  it.each(codes)("%s, in every form in which it arrives", (code, category) => {
    const error = { code, message };
    const response = { id: "resp_9", object: "response", status: "failed", model: "gpt-5.4", error, output: [] };
    for (const failure of [
      { status: 400, headers: {}, body: { error } },
      { status: 403, headers: {}, body: JSON.stringify({ error }) },
      { type: "error", error },
      { ...error, type: "error" },
      OpenAI.APIError.generate(400, { error }, undefined, new Headers()),
      new OpenAI.APIError(undefined, error, undefined, new Headers()),
    ]) {
      expect(toAnthropicError(failure, options)).toEqual(refused(category));
    }
    for (const failure of [response, { type: "response.failed", response }]) {
      expect(toAnthropicError(failure, options)).toEqual(refused(category, { id: "msg_9" }));
    }
  });

  it("is the message of `fromOpenAIResponse`, blocks and usage included", () => {
    const response = {
      id: "resp_9",
      object: "response",
      status: "failed",
      error: { code: "bio_policy", message },
      output: [
        {
          type: "message",
          id: "msg_a",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: "First" }],
        },
      ],
      usage: { input_tokens: 7, output_tokens: 2, total_tokens: 9 },
    };
    const asked = context({ speed: "fast", inputTokens: 3, cacheDiagnostics: "requested", contextManagement: null });
    const { body } = toAnthropicError({ type: "response.failed", response }, { context: asked });
    expect(body).toEqual(fromOpenAIResponse(response, asked).message);
    expect(body).toMatchObject({ content: [{ text: "First" }], usage: { input_tokens: 7, output_tokens: 2 } });
  });

  it("says how much was sent, where the host counted", () => {
    const { body } = toAnthropicError(
      { type: "error", error: { code: "bio_policy" } },
      { context: context({ inputTokens: 3 }) },
    );
    expect(body).toMatchObject({ id: "msg_unknown", usage: { input_tokens: 3 }, stop_details: { explanation: null } });
  });

  it("without a context names the upstream's model, or none", () => {
    const error = { code: "bio_policy", message };
    const named = { object: "response", status: "failed", model: "gpt-5.4", error };
    expect(toAnthropicError(named, { requestId: "req_1" })).toEqual(refused("bio", { id: "msg_1", model: "gpt-5.4" }));
    expect(toAnthropicError({ error }, { requestId: "req_1" })).toEqual(refused("bio", { model: "unknown" }));
  });

  it("without a context shows every block, and no name but the request's", () => {
    const output = [
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Hm" }], encrypted_content: "e" },
      { type: "message", id: "m_1", phase: "commentary", content: [{ type: "output_text", text: "First" }] },
    ];
    const failure = { object: "response", status: "failed", error: { code: "bio_policy" }, output };
    expect(toAnthropicError(failure, { requestId: "my_req_1" }).body).toMatchObject({
      id: "msg_my_req_1",
      content: [
        { type: "thinking", thinking: "Hm" },
        { type: "text", text: "First" },
      ],
    });
  });

  it("keeps the rate limits, and tells nobody to try again", () => {
    const headers = { "x-ratelimit-limit-requests": "5", "x-ratelimit-reset-requests": "1s", "retry-after": "3" };
    const failure = (code: string) => ({ status: 400, headers, body: { error: { code } } });
    const limits = {
      "anthropic-ratelimit-requests-limit": "5",
      "anthropic-ratelimit-requests-reset": "1970-01-01T00:00:01.000Z",
    };
    const sent = (code: string) => toAnthropicError(failure(code), { now: () => 0 }).headers;
    expect(sent("bio_policy")).toEqual(limits);
    expect(sent("odd")).toEqual({ ...limits, "retry-after": "3", "x-should-retry": "false" });
  });

  it("is an error where the context is none, or the Response cannot be read", () => {
    const error = { code: "bio_policy", message };
    const foreign = JSON.parse('{"v":99,"paths":{"input":[],"tools":[]}}');
    const unreadable = Object.defineProperty({ status: "failed", error }, "output", {
      get: () => {
        throw new Error("no");
      },
    });
    for (const answer of [toAnthropicError({ error }, { context: foreign }), toAnthropicError(unreadable)]) {
      expect(answer).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error", message } } });
    }
  });
});

describe("policyRefusal", () => {
  it("prefers the longer explanation, cleared of secrets", () => {
    const misalignment = { detailed_explanation: "Why, org-Ab12Cd34" };
    const error = { code: "misalignment_policy_violation", message: "m", misalignment };
    expect(policyRefusal({ error })).toEqual({ category: null, explanation: "Why, [removed]" });
  });

  it.each([
    "invalid_prompt",
    "x_bio_policy",
    "x_cyber_policy",
    "x_content_policy_violation",
    "content_policy_violations",
  ])("%s is no such code", (code) => {
    expect(policyRefusal({ status: 400, body: { error: { code } } })).toBeNull();
  });

  it.each([new Error("bio_policy"), null])("%j is no such failure", (failure) => {
    expect(policyRefusal(failure)).toBeNull();
  });
});
