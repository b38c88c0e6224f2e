import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import { fromOpenAIResponse } from "../../src/index.js";
import { encodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { messageItem, terminal } from "../support/upstream-events.js";
import { assistant, call, codes, ephemeral, refusal, request, result, text, tool, translate, user } from "./support.js";

/** What single fields of a request ask of the answer: the losses, what goes upstream, what the context remembers. */

test("stable messages and events are those of the stable SDK", () => {
  expectTypeOf<Message>().toExtend<Anthropic.Message>();
  expectTypeOf<Exclude<StreamEvent, { type: "ping" | "error" }>>().toExtend<Anthropic.RawMessageStreamEvent>();
});

describe("context_management in the answer (B.5)", () => {
  const beta = { headers: { "anthropic-beta": "context-management-2025-06-27" } };
  test.each([
    ["absent without it", {}, {}, undefined],
    ["null where only its beta is set", {}, beta, null],
    ["empty where it changed nothing", { context_management: { edits: [] } }, {}, { applied_edits: [] }],
    ["null where it is null", { context_management: null }, beta, null],
  ])("%s", (_when, fields, options, value) => {
    expect(translate(fields, options).context.contextManagement).toEqual(value);
  });
});

describe("diagnostics (A24)", () => {
  const asked = (previous_message_id: string | null, options: object = {}) =>
    translate({ diagnostics: { previous_message_id } }, options);

  test("an answer of ours is compared with", () => {
    const { request, context, losses } = asked("msg_067b756b377f9705");
    expect(request.prompt_cache_options).toEqual({ comparison_response_id: "resp_067b756b377f9705" });
    expect(context.cacheDiagnostics).toBe("requested");
    expect(losses).toEqual([]);
  });

  test("the id of our answer leads back to the response", () => {
    const { message } = fromOpenAIResponse({ id: "resp_0aF-9", status: "completed", output: [] }, translate().context);
    expect(asked(message.id).request.prompt_cache_options).toEqual({ comparison_response_id: "resp_0aF-9" });
  });

  test("it stands beside the other options of the cache", () => {
    const { request } = translate({ diagnostics: { previous_message_id: "msg_a" }, ...ephemeral });
    expect(request.prompt_cache_options).toEqual({ mode: "implicit", comparison_response_id: "resp_a" });
  });

  test.each([
    ["Anthropic's", "msg_01F14qCbQK62eHkEDj6yvZsi", {}],
    ["of another kind", "chatcmpl-1", {}],
    ["with foreign characters", "msg_a/b", {}],
    ["for a model without cache options", "msg_067b756b377f9705", { model: "gpt-5.5" }],
  ])("an id %s cannot be compared with", (_which, id, options) => {
    const { request, context, losses } = asked(id, options);
    expect(request).not.toHaveProperty("prompt_cache_options");
    expect(context.cacheDiagnostics).toBe("unavailable");
    expect(codes(losses)).toEqual(["cache_diagnostics_unavailable@diagnostics.previous_message_id"]);
  });

  test("null opts in and asks nothing", () => {
    expect(asked(null).context).not.toHaveProperty("cacheDiagnostics");
  });
});

describe("thinking that was not sent (B5f)", () => {
  const thought = (changes: object = {}) => ({
    type: "thinking",
    thinking: "",
    signature: encodeReasoningEnvelope({
      id: "rs_1",
      encryptedContent: "gAAAA",
      summaryLengths: [],
      family: "gpt-5.6-sol",
      identity: "",
      ...changes,
    }),
  });
  const foreign = { type: "thinking", thinking: "", signature: "EqQBCgIYAhIM" };
  const messages = [
    user(text("a")),
    assistant(
      foreign,
      thought({ id: "rs_2", identity: "ffff" }),
      thought({ id: "rs_3", family: "o3" }),
      thought(),
      text("b"),
    ),
    user(text("c")),
  ];
  const headers = { "anthropic-beta": "thinking-binding-controls-2026-08-01" };

  test("is told where the beta asks for it, with its reason", () => {
    const { context } = translate({ messages }, { headers });
    const entry = (index: number, reason: string) => ({
      type: "thinking_dropped",
      path: `messages.1.content.${index}`,
      reason,
    });
    expect(context.inputTransformations).toEqual([
      entry(0, "model_binding_mismatch"),
      entry(1, "organization_binding_mismatch"),
      entry(2, "model_binding_mismatch"),
    ]);
    expect(context.reasoningPaths).toEqual({ rs_1: "messages.1.content.3" });
  });

  test("is not told without the beta, and empty where there is none", () => {
    expect(translate({ messages }).context).not.toHaveProperty("inputTransformations");
    expect(translate({}, { headers }).context.inputTransformations).toEqual([]);
    expect(translate({ betas: ["thinking-binding-controls-2026-08-01"] }).context.inputTransformations).toEqual([]);
  });

  test.each([
    ["error", "error"],
    ["drop_block", undefined],
    [null, undefined],
  ])("a refusal of it upstream: %s (A.6)", (prefix_mismatch_behavior, remembered) => {
    const thinking = { type: "adaptive", block_binding: { prefix_mismatch_behavior } };
    const { context, losses } = translate({ thinking });
    expect(context.prefixMismatch).toBe(remembered);
    expect(losses).toEqual([]);
  });

  test("another behaviour is refused", () => {
    const thinking = { type: "adaptive", block_binding: { prefix_mismatch_behavior: "ignore" } };
    const { message } = refusal({ thinking });
    expect(message).toMatch(/^thinking\.adaptive\.block_binding\.prefix_mismatch_behavior: Input should be 'error' or/);
  });
});

describe("fallback credit (A34, A35)", () => {
  test("a token is answered for where it may fail", () => {
    const { context } = translate({ fallback_credit_token: { token: "t", mode: "best_effort" } });
    expect(context.fallbackCredit).toBe(true);
    expect(translate().context).not.toHaveProperty("fallbackCredit");
  });

  test("it does not go with fallbacks, which are checked themselves", () => {
    const token = { token: "t", mode: "best_effort" };
    expect(refusal({ fallback_credit_token: token, fallbacks: "default" }).path).toBe("fallback_credit_token");
    expect(refusal({ fallbacks: "other" }).message).toBe("fallbacks: Input should be 'default' or a valid list");
    expect(refusal({ fallbacks: [{ model: "a" }, {}] }).message).toBe("fallbacks.1.model: Field required");
    expect(translate({ fallbacks: [] }).losses).toEqual([]);
  });

  test.each([
    [{ fallback_credit_token: {} }, "fallback_credit_token.token: Field required"],
    [{ fallback_credit_token: 3 }, "fallback_credit_token: Input should be a valid string or dictionary"],
    [
      { fallback_credit_token: { token: "t", mode: "lax" } },
      "fallback_credit_token.mode: Input should be 'strict' or 'best_effort'",
    ],
    [{ billing_policy: {} }, "billing_policy.type: Field required"],
    [
      { billing_policy: { type: "billing_policy", bill_to: "you" } },
      "billing_policy.bill_to: Input should be 'self' or 'user_profile'",
    ],
    [{ output_config: { task_budget: { type: "tokens" } } }, "output_config.task_budget.total: Field required"],
    [
      { output_config: { task_budget: { type: "words", total: 1 } } },
      "output_config.task_budget.type: Input should be 'tokens'",
    ],
  ])("%j is refused", (fields, message) => {
    expect(refusal(fields).message).toBe(message);
  });
});

test("profile and workspace come as headers from the official SDK (A26, A27)", () => {
  const headers = { "anthropic-user-profile-id": "p", "Anthropic-Workspace-Id": "w" };
  expect(codes(translate({}, { headers }).losses)).toEqual([
    "user_profile_ignored@anthropic-user-profile-id",
    "metadata_dropped@anthropic-workspace-id",
  ]);
  expect(translate({}, { headers: { "anthropic-user-profile-id": "" } }).losses).toEqual([]);
});

describe("a cache that is written unasked (C7)", () => {
  const long = "word ".repeat(1000);
  const plain = { messages: [user(text(long))] };
  const found = (fields: Record<string, unknown>, options: object = {}) =>
    codes(translate(fields, options).losses).filter((loss) => loss.startsWith("implicit_cache_write"));

  test("is told where the prompt is long enough and nothing is marked", () => {
    expect(found(plain)).toEqual(["implicit_cache_write@cache_control"]);
    expect(found({ system: long })).toHaveLength(1);
    expect(found({ tools: [tool("A", {}, { description: long })] })).toHaveLength(1);
  });

  test.each([
    ["for a short prompt", {}, {}],
    ["for a model that caches by itself", plain, { model: "gpt-5.5" }],
    ["with the top-level marker (A22)", { ...plain, ...ephemeral }, {}],
    ["with a marker on a block", { messages: [user(text(long, ephemeral))] }, {}],
    ["with a marker on a tool", { ...plain, tools: [tool("A", {}, ephemeral)] }, {}],
    [
      "with a marker on a call",
      { messages: [user(text(long)), assistant({ ...call("a"), ...ephemeral }), user(result("a"))] },
      {},
    ],
    ["where the cache is to be warmed", { ...plain, max_tokens: 0 }, {}],
  ])("is not told %s", (_when, fields, options) => {
    expect(found(fields, options)).toEqual([]);
  });
});

test("a context with all of it is plain JSON and leads to an answer", () => {
  const { context } = translate({
    context_management: { edits: [{ type: "compact_20260112" }] },
    diagnostics: { previous_message_id: "msg_a" },
    fallback_credit_token: { token: "t", mode: "best_effort" },
    thinking: { type: "adaptive", block_binding: { prefix_mismatch_behavior: "error" } },
    betas: ["thinking-binding-controls-2026-08-01"],
  });
  expect(JSON.parse(JSON.stringify(context))).toEqual(context);
  const { response } = terminal([messageItem("Hi")]);
  const { message } = fromOpenAIResponse(Object(response), context);
  expect(message).toMatchObject({
    context_management: { applied_edits: [] },
    input_transformations: [],
    diagnostics: { cache_miss_reason: { type: "unavailable" } },
    usage: { fallback_credit: { status: { type: "not_applied", reason: "not_enabled" } } },
  });
  expect(JSON.stringify(request())).not.toContain("context");
});
