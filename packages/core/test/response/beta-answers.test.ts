import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, expectTypeOf, it, test } from "vitest";
import type { Message, RefusalDetails, Usage } from "../../src/anthropic/message.js";
import { toOpenAIRequest } from "../../src/index.js";
import { answered, eventsOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { anthropicJudge, hasSchema } from "../support/schema.js";
import { translateNow } from "../support/translate-now.js";
import { messageItem, usage } from "../support/upstream-events.js";

const hello = { status: "completed", output: [messageItem("Hello")], usage };
const refused = { status: "incomplete", incomplete_details: { reason: "content_filter" }, output: [], usage };
const betaDetails = { fallback_credit_token: null, fallback_has_prefill_claim: null, recommended_model: null };

type SdkMessage = Anthropic.Beta.BetaMessage;

/** A message as a client that named a beta gets it; for its blocks see the types of answers. */
type BetaMessage = Omit<Message, "content" | "usage" | "stop_details"> & {
  content: SdkMessage["content"];
  context_management: NonNullable<Message["context_management"]> | null;
  usage: Usage & Required<Pick<Usage, "iterations" | "fallback_credit">>;
  stop_details: Required<RefusalDetails> | null;
};

describe("clients that name a beta get what its types require (B.4 row 2, B.6)", () => {
  test("by the types of the official SDK", () => {
    expectTypeOf<BetaMessage>().toExtend<SdkMessage>();
    expectTypeOf<Usage>().not.toExtend<SdkMessage["usage"]>();
  });

  it("usage", () => {
    const { message } = answered(hello, { beta: true });
    expect(message.usage).toMatchObject({ iterations: null, fallback_credit: null });
  });

  it("usage with credit", () => {
    const { message } = answered(hello, { beta: true, fallbackCredit: true });
    const fallback_credit = { status: { type: "not_applied", reason: "not_enabled" } };
    expect(message.usage).toMatchObject({ iterations: null, fallback_credit });
  });

  it("usage from the first event on", () => {
    const [start] = translateNow(eventsOf(hello), testContext({ beta: true })).events;
    expect(start).toMatchObject({ message: { usage: { iterations: null, fallback_credit: null } } });
  });

  it("details of a refusal", () => {
    const details = { type: "refusal", category: null, explanation: null };
    expect(answered(refused, { beta: true }).message.stop_details).toEqual({ ...details, ...betaDetails });
    expect(answered(refused).message.stop_details).toEqual(details);
    expect(answered(hello, { beta: true }).message.stop_details).toBeNull();
  });

  it("and others do not", () => {
    const { usage } = answered(hello).message;
    expect(usage).not.toHaveProperty("iterations");
    expect(usage).not.toHaveProperty("fallback_credit");
  });

  it.skipIf(!hasSchema)("as Anthropic's schema has it", () => {
    const judge = anthropicJudge("Message");
    for (const response of [hello, refused]) {
      expect(judge(answered(response, { beta: true, contextManagement: null }).message)).toEqual([]);
    }
  });
});

describe("the request says whether a beta was named", () => {
  const body = { model: "claude-a", max_tokens: 16, messages: [{ role: "user" as const, content: "Hi" }] };
  const contextOf = (more: object, options: object = {}) =>
    toOpenAIRequest({ ...body, ...more }, { model: "gpt-5.6-sol", ...options }).context;
  it.each<[string, object, object]>([
    ["by a header", {}, { headers: { "anthropic-beta": "files-api-2025-04-14" } }],
    ["in the body", { betas: ["files-api-2025-04-14"] }, {}],
    ["by the host, for `?beta=true`", {}, { beta: true }],
  ])("%s", (_how, more, options) => {
    expect(contextOf(more, options)).toMatchObject({ beta: true, contextManagement: null });
  });

  it.each<[string, object]>([
    ["no header", {}],
    ["an empty one", { headers: { "anthropic-beta": "" } }],
    ["the host", { beta: false }],
  ])("not so with %s", (_how, options) => {
    const context = contextOf({}, options);
    expect(context).not.toHaveProperty("beta");
    expect(context).not.toHaveProperty("contextManagement");
  });
});
