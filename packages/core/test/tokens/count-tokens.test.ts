import { describe, expect, expectTypeOf, it } from "vitest";
import type { CountedFields } from "../../src/anthropic/request.js";
import type { CountableRequest } from "../../src/tokens/index.js";
import { countInputTokens, countTokens } from "../../src/tokens/index.js";

const model = "claude-sonnet-4-5";
const upstream = { model: "gpt-5.4" };
const hello = [{ role: "user" as const, content: "Hello world" }];

describe("countTokens", () => {
  it("counts what would be sent, without max_tokens and with no tools in the list", async () => {
    expect(await countTokens({ model, messages: hello }, upstream)).toEqual({ input_tokens: 8 });
    expect(await countTokens({ model, messages: hello, tools: [] }, upstream)).toEqual({ input_tokens: 8 });
    expect(await countTokens({ model, messages: hello, system: "Hello world" }, upstream)).toEqual({
      input_tokens: 14,
    });
  });

  it("takes a thinking budget without max_tokens", async () => {
    const thinking = { type: "enabled" as const, budget_tokens: 50_000 };
    expect(await countTokens({ model, messages: hello, thinking }, upstream)).toEqual({ input_tokens: 8 });
  });

  const enabled = { type: "enabled", budget_tokens: 5000 } as const;
  it.each<[string, object]>([
    ["compaction", { compaction: { type: "summarize" } }],
    ["max_tokens below the budget of thinking", { max_tokens: 1000, thinking: enabled }],
    ...[null, "x", 0, -1].map((max_tokens): [string, object] => [`max_tokens ${max_tokens}`, { max_tokens }]),
    ["stream", { stream: null }],
    ["metadata", { metadata: "x" }],
    ["stop_sequences", { stop_sequences: [" "] }],
    ["thread", { thread: { type: "new" } }],
    ["container", { container: "container_1" }],
    ["inference_geo", { inference_geo: "us" }],
    ["fallback_credit_token", { fallback_credit_token: "t", fallbacks: "default" }],
    ["sampling of another version", { temperature: 7, top_p: "x", top_k: 1 }],
    ["service_tier", { service_tier: "standard_only", speed: "fast" }],
  ])("does not look at what is none of its fields (E.1, G56): %s", async (_what, fields) => {
    const headers = { "anthropic-version": "2026-10-21" };
    const options = { ...upstream, headers, lossPolicy: "reject" as const };
    expect(await countTokens({ model, messages: hello, ...fields }, options)).toEqual({ input_tokens: 8 });
  });

  it("takes every field that the official clients' types have, and looks at it", () => {
    type Params = import("@anthropic-ai/sdk/resources/beta/messages").MessageCountTokensParams;
    expectTypeOf<keyof CountedFields>().toEqualTypeOf<Exclude<keyof Params, "compaction">>();
  });

  it("tells of a field that nobody knows", async () => {
    const options = { ...upstream, lossPolicy: "reject" as const };
    const body = { model, messages: hello, novelty: 1 };
    await expect(countTokens(body, options)).rejects.toMatchObject({ status: 400 });
  });

  it("counts tools as they are sent", async () => {
    const tools = [
      {
        name: "get_weather",
        description: "Weather of a city.",
        input_schema: {
          type: "object" as const,
          properties: { city: { type: "string", description: "Its name" } },
          required: ["city"],
        },
      },
    ];
    const sent = tools.map(({ input_schema: parameters, ...tool }) => ({ type: "function", ...tool, parameters }));
    const expected = await countInputTokens({ model: "gpt-5.4", input: "Hello world", tools: sent });
    expect(await countTokens({ model, messages: hello, tools }, upstream)).toEqual({ input_tokens: expected });
  });

  it("hands the translated request to an exact counter", async () => {
    const bodies: CountableRequest[] = [];
    const counter = async (body: CountableRequest): Promise<number> => bodies.push(body) + 40;
    expect(await countTokens({ model, messages: hello, max_tokens: 5 }, { ...upstream, counter })).toEqual({
      input_tokens: 41,
    });
    expect(bodies[0]).toMatchObject({ model: "gpt-5.4", input: [{ role: "user" }] });
    expect(bodies[0]).not.toHaveProperty("max_output_tokens");
    expect(bodies[0]).not.toHaveProperty("store");
  });

  it("refuses what the translation refuses", async () => {
    await expect(countTokens({ model, messages: [] }, upstream)).rejects.toMatchObject({
      name: "TranspondError",
      status: 400,
    });
  });

  it("takes requests of the official clients' types", () => {
    expectTypeOf<import("@anthropic-ai/sdk/resources/messages").MessageCountTokensParams>().toExtend<
      Parameters<typeof countTokens>[0]
    >();
    expectTypeOf<import("openai/resources/responses/responses").ResponseCreateParams>().toExtend<
      Parameters<typeof countInputTokens>[0]
    >();
  });
});
