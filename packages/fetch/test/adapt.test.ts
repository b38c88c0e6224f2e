import { type OpenAIRequest, type TranslationContext, TranspondError, toOpenAIRequest } from "@transpond/core";
import { describe, expect, it } from "vitest";
import { adaptationFor } from "../src/adapt.js";
import { AdaptationMemory } from "../src/adaptation-memory.js";

const { context: plainContext } = toOpenAIRequest(
  { model: "claude-sonnet-5", max_tokens: 16, messages: [{ role: "user", content: "Hi" }] },
  { model: "gpt-5.4" },
);
const request: OpenAIRequest = {
  model: "gpt-5.4",
  store: false,
  input: [
    {
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: "prompt_cache_breakpoint", prompt_cache_breakpoint: { mode: "explicit" } }],
    },
    { type: "reasoning", id: "rs_1", encrypted_content: "x", summary: [] },
    { type: "function_call", call_id: "c", name: "f", arguments: "{}" },
  ],
  reasoning: { effort: "xhigh", summary: "auto" },
  temperature: 0.5,
  prompt_cache_options: { mode: "implicit" },
};
const refusal = (openai: Record<string, unknown>, message = "x") =>
  new TranspondError({
    status: 400,
    type: "invalid_request_error",
    message,
    details: { openai: { status: 400, ...openai } },
  });
const adapted = (error: TranspondError) => adaptationFor(error)?.apply(request);

describe("what a refused request is sent again without", () => {
  it("reasoning items, all of them", () => {
    const error = refusal({ code: "invalid_encrypted_content" }, "Invalid `signature` in `thinking` block");
    expect(adapted(error)?.input.map(({ type }) => type)).toEqual(["message", "function_call"]);
    expect(adaptationFor(error)?.lasting).toBe(false);
  });
  it("nothing, where the client would rather have an error than lose its reasoning", () => {
    const error = refusal({ code: "invalid_encrypted_content" }, "Invalid `signature` in `thinking` block");
    expect(adaptationFor(error, { prefixMismatch: "error" })).toBeNull();
    const other = refusal({ code: "unsupported_parameter", param: "temperature" });
    expect(adaptationFor(other, { prefixMismatch: "error" })?.name).toBe("sampling");
  });
  it("reasoning items, which the way back has to know of", () => {
    const error = refusal({ code: "invalid_encrypted_content" }, "Invalid `signature` in `thinking` block");
    const noted = (changes: Partial<TranslationContext>) =>
      adaptationFor(error)?.noteIn?.({ ...plainContext, paths, ...changes }, request);
    const paths = { input: [["messages.0.content.0"], "messages.1.content.0", "messages.1.content.1"], tools: [] };
    const inputs = [["messages.0.content.0"], "messages.1.content.1"];
    expect(noted({})).toEqual({ ...plainContext, paths: { input: inputs, tools: [] } });
    const entry = (path: string, reason: string) => ({ type: "thinking_dropped", path, reason });
    const known = {
      type: "thinking_dropped",
      path: "messages.11.content.0",
      reason: "model_binding_mismatch",
    } as const;
    expect(noted({ inputTransformations: [known] })?.inputTransformations).toEqual([
      entry("messages.1.content.0", "prefix_binding_mismatch"),
      known,
    ]);
  });
  it("the summary, for an organisation that is not verified", () => {
    const { summary: _, ...rest } = { effort: "xhigh", summary: "auto" };
    const message = "Your organization must be verified to generate reasoning summaries.";
    expect(adapted(refusal({ code: "unsupported_value", param: "reasoning.summary" }))?.reasoning).toEqual(rest);
    expect(adapted(refusal({ code: null, message }))?.reasoning).toEqual(rest);
  });
  it.each([
    ["Supported values are: 'none', 'low', 'medium', and 'high'.", "high"],
    ["Supported values are: 'low' and 'max'.", "low"],
    ["Nothing is said.", "high"],
  ])("the effort: %s", (message, effort) => {
    const error = refusal({ code: "unsupported_value", param: "reasoning.effort", message });
    expect(adapted(error)?.reasoning?.effort).toBe(effort);
    expect(adapted(error)?.reasoning?.summary).toBe("auto");
  });
  it("sampling parameters", () => {
    expect(adapted(refusal({ code: "unsupported_parameter", param: "temperature" }))).not.toHaveProperty("temperature");
    const message = "Unsupported parameter: 'temperature' is not supported with this model.";
    expect(adapted(refusal({ code: null, param: "temperature", message }))).not.toHaveProperty("temperature");
    expect(adapted(refusal({ code: null, param: "temperature", message: "Invalid value." }))).toBeUndefined();
  });
  it("cache markers, but not a text that names them", () => {
    const result = adapted(refusal({ code: "unknown_parameter", param: "prompt_cache_options" }));
    expect(result).not.toHaveProperty("prompt_cache_options");
    expect(result?.input[0]).toEqual({
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: "prompt_cache_breakpoint" }],
    });
  });
  it("nothing else", () => {
    expect(adaptationFor(refusal({ code: "invalid_value", param: "input[0]" }))).toBeNull();
    expect(adaptationFor(refusal({ status: 429, code: "unsupported_value", param: "temperature" }))).toBeNull();
    expect(adaptationFor(new TranspondError({ status: 500, type: "api_error", message: "x" }))).toBeNull();
  });
  it("nothing where there is nothing to change", () => {
    const error = refusal({ code: "unsupported_parameter", param: "temperature" });
    expect(adaptationFor(error)?.apply({ model: "m", store: false, input: [] })).toBeNull();
  });
});

describe("what is remembered of a model", () => {
  it("is kept an hour, within a bound", () => {
    let time = 0;
    const memory = new AdaptationMemory(() => time);
    const adaptation = adaptationFor(refusal({ code: "unsupported_parameter", param: "temperature" }));
    if (!adaptation) throw new Error("no adaptation");
    memory.remember("a", adaptation);
    memory.remember("a", adaptation);
    expect(memory.recall("a")).toEqual([adaptation]);
    time = 3_600_001;
    expect(memory.recall("a")).toEqual([]);
    for (let at = 0; at < 300; at += 1) memory.remember(`model-${at}`, adaptation);
    expect(memory.recall("model-0")).toEqual([]);
    expect(memory.recall("model-299")).toHaveLength(1);
  });
});
