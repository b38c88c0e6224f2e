import { describe, expect, test } from "vitest";
import { capabilitiesOf, familyOf, isOpenAIModelId } from "../../src/openai/models.js";
import { refusal, translate } from "./support.js";

describe("model families", () => {
  test.each([
    ["gpt-4o", { efforts: [], sampling: "always", instructionRole: "system" }],
    ["gpt-4o-mini-2024-07-18", { efforts: [], sampling: "always", contextWindow: 128_000 }],
    ["gpt-4.1", { efforts: [], instructionRole: "system", contextWindow: 1_047_576 }],
    ["gpt-4.1-nano", { parallelToolCalls: false }],
    ["gpt-5-chat-latest", { efforts: [], sampling: "always" }],
    ["o3", { efforts: ["low", "medium", "high"], sampling: "never", instructionRole: "developer" }],
    ["o4-mini-2025-04-16", { efforts: ["low", "medium", "high"] }],
    ["gpt-5", { efforts: ["minimal", "low", "medium", "high"], sampling: "never", phase: false }],
    ["gpt-5-mini", { efforts: ["minimal", "low", "medium", "high"] }],
    ["gpt-5-codex", { efforts: ["low", "medium", "high"] }],
    ["gpt-5-pro", { efforts: ["high"] }],
    ["gpt-5.1", { efforts: ["none", "low", "medium", "high"], sampling: "effort_none", defaultEffort: "none" }],
    ["gpt-5.1-codex-max", { efforts: ["none", "low", "medium", "high", "xhigh"] }],
    ["gpt-5.2", { efforts: ["none", "low", "medium", "high", "xhigh"], phase: false }],
    ["gpt-5.3-codex", { phase: true, toolSearch: false }],
    ["gpt-5.4", { phase: true, toolSearch: true, cacheBreakpoints: false, imageDetail: "high" }],
    ["gpt-5.4-mini", { toolSearch: true, contextWindow: 400_000 }],
    ["gpt-5.5-2026-04-23", { cacheBreakpoints: false, defaultEffort: "medium" }],
    ["gpt-5.6-sol", { efforts: ["none", "low", "medium", "high", "xhigh", "max"], cacheBreakpoints: true }],
    [
      "gpt-6-astra",
      { efforts: ["low", "medium", "high", "xhigh", "max"], sampling: "never", configurationUpdate: true },
    ],
    ["gpt-6.1-sol", { efforts: ["low", "medium", "high", "xhigh", "max"], cacheBreakpoints: true }],
    ["gpt-6.2-astra", { configurationUpdate: true, contextWindow: 1_050_000 }],
    ["ft:gpt-4.1-mini:org::abc", { efforts: [], contextWindow: 1_047_576 }],
    ["llama-4", { efforts: ["low", "medium", "high"], sampling: "never", instructionRole: "system", phase: false }],
  ])("%s", (model, expected) => {
    expect(capabilitiesOf(model)).toMatchObject(expected);
  });

  test("a date is no part of the family, a size is", () => {
    expect(familyOf("gpt-5.4-2026-03-05")).toBe("gpt-5.4");
    expect(familyOf("gpt-5.4-mini")).toBe("gpt-5.4-mini");
  });

  test("a host overrides single capabilities, for all models or by id", () => {
    expect(capabilitiesOf("gpt-5.4", { phase: false })).toMatchObject({ phase: false, toolSearch: true });
    expect(capabilitiesOf("gpt-5.4", (id) => (id === "gpt-5.4" ? { phase: false } : undefined)).phase).toBe(false);
  });

  test.each(["gpt-5.6-sol", "o3", "o4-mini", "chatgpt-4o-latest", "ft:gpt-4o:a::b"])("%s is OpenAI's", (id) => {
    expect(isOpenAIModelId(id)).toBe(true);
  });
  test.each(["claude-opus-5", "opus", "llama-4", "my-gpt-5"])("%s is not OpenAI's", (id) => {
    expect(isOpenAIModelId(id)).toBe(false);
  });
});

describe("which model answers (A1)", () => {
  const table = {
    "claude-*": "gpt-5.6-sol",
    "claude-haiku-*": "gpt-5.6-luna",
    "claude-haiku-4-5": "gpt-5.4-mini",
    "*": "gpt-5.5",
  };

  test.each([
    ["claude-haiku-4-5", "gpt-5.4-mini"],
    ["claude-haiku-9", "gpt-5.6-sol"],
    ["claude-opus-5", "gpt-5.6-sol"],
    ["anything", "gpt-5.5"],
  ])("in a table %s is %s: exact beats glob, the first glob wins", (model, upstream) => {
    const { request, context } = translate({ model }, { model: table });
    expect(request.model).toBe(upstream);
    expect(context).toMatchObject({ model, upstreamModel: upstream });
  });

  test.each([
    ["claude-*-latest", "claude-x-latest", true],
    ["claude-*-latest", "claude-latest", false],
    ["*opus*", "claude-opus-5", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["a*b*c", "a-c-b", false],
  ])("the glob %s and %s: %s", (glob, model, fits) => {
    const options = { model: { [glob]: "gpt-5.5" } };
    if (fits) expect(translate({ model }, options).request.model).toBe("gpt-5.5");
    else expect(refusal({ model }, options).status).toBe(404);
  });

  test("names that every object has are no entries of a table", () => {
    expect(refusal({ model: "constructor" }, { model: { a: "gpt-5.5" } }).message).toBe("model: constructor");
  });

  test("a function decides, or leaves it", () => {
    expect(translate({}, { model: (name) => `${name}!` }).request.model).toBe("claude-test!");
    expect(refusal({}, { model: () => undefined })).toMatchObject({ status: 404, type: "not_found_error" });
  });

  test("without an option OpenAI's own ids stand for themselves, others are not found", () => {
    expect(translate({ model: "gpt-5.6-sol" }, { model: undefined }).request.model).toBe("gpt-5.6-sol");
    const error = refusal({ model: "claude-opus-5" }, { model: undefined });
    expect(error.toBody()).toMatchObject({ error: { type: "not_found_error", message: "model: claude-opus-5" } });
  });
});
