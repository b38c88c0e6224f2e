import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capabilitiesOf, familyOf, isOpenAIModelId, modelRowOf } from "../../src/openai/models.js";
import { modelRows, unknownModel } from "../../src/openai/models-table.js";
import type { Effort } from "../../src/openai/request.js";
import { propertyOptions } from "../support/property-options.js";
import { refusal, translate } from "./support.js";

describe("ids as they come", () => {
  test.each([
    ["openai/gpt-5.4", "gpt-5.4"],
    ["openrouter/openai/gpt-5.4-mini-2026-03-17", "gpt-5.4-mini"],
    ["azure/gpt-5.6-luna", "gpt-5.6-luna"],
    ["openai.gpt-5.5", "gpt-5.5"],
    ["us.openai.gpt-5.5", "gpt-5.5"],
    ["arn:aws:bedrock:us-east-1:1:inference-profile/us.openai.gpt-5.6-sol", "gpt-5.6-sol"],
    ["openai.gpt-oss-120b-1:0", "gpt-oss-120b"],
    ["openai/gpt-5.4:nitro", "gpt-5.4"],
    ["GPT-5.4-2026-03-05", "gpt-5.4"],
    ["ft:gpt-4.1-mini-2025-04-14:org:name:abc", "gpt-4.1-mini"],
    ["openai/ft:o4-mini-2025-04-16:org::abc", "o4-mini"],
    ["gpt-4o-2024-11-20", "gpt-4o"],
    ["gpt-4-0314", "gpt-4"],
    ["gpt-5.2-chat-latest", "gpt-5.2-chat-2025-12-11"],
  ])("%s takes what %s takes", (id, plain) => {
    expect(modelRowOf(plain)).toBeDefined();
    expect(modelRowOf(id)).toBe(modelRowOf(plain));
  });

  test.each([
    ["gpt-5.4-2026-03-05", "gpt-5.4"],
    ["gpt-5.4-mini", "gpt-5.4-mini"],
    ["GPT-5.4", "gpt-5.4"],
    ["gpt-4-0613", "gpt-4"],
    ["gpt-5.1-chat-latest", "gpt-5.1-chat"],
    ["chat-latest", "chat-latest"],
    ["openai/chat-latest", "openai/chat-latest"],
    ["o1-preview-2024-09-12", "o1-preview"],
    ["openai/gpt-5.4-2026-03-05", "openai/gpt-5.4"],
    ["ft:o4-mini-2025-04-16:org::abc-2026-01-01", "ft:o4-mini-2025-04-16:org::abc-2026-01-01"],
    ["deployment-2024", "deployment-2024"],
    ["deployment-latest", "deployment-latest"],
    ["deployment-2026-03-05", "deployment"],
  ])("the family of %s is %s", (id, family) => {
    expect(familyOf(id)).toBe(family);
  });

  test("reasoning of one size, prefix or fine-tuned model is not another's", () => {
    const ids = ["gpt-5.4", "gpt-5.4-mini", "openai/gpt-5.4", "azure/gpt-5.4", "ft:gpt-5.4:a::b", "ft:gpt-5.4:a::c"];
    expect(new Set(ids.map((id) => familyOf(id))).size).toBe(ids.length);
  });

  test.each(["gpt-5.6-sol", "o3", "o4-mini", "chatgpt-4o-latest", "chat-latest", "ft:gpt-4o:a::b"])(
    "%s is OpenAI's",
    (id) => expect(isOpenAIModelId(id)).toBe(true),
  );
  test.each(["claude-opus-5", "opus", "llama-4", "my-gpt-5", "chat-latest-2"])("%s is not OpenAI's", (id) => {
    expect(isOpenAIModelId(id)).toBe(false);
  });
});

describe("what a host knows better", () => {
  test("holds for single capabilities, for all models or by id", () => {
    expect(capabilitiesOf("gpt-5.4", { phase: false })).toEqual({ ...capabilitiesOf("gpt-5.4"), phase: false });
    const byId = (id: string) => (id === "gpt-5.4" ? { phase: false } : undefined);
    expect(capabilitiesOf("gpt-5.4", byId).phase).toBe(false);
    expect(capabilitiesOf("gpt-5.5", byId)).toEqual(capabilitiesOf("gpt-5.5"));
  });

  test("is not said by `undefined`", () => {
    expect(capabilitiesOf("gpt-5.4", { phase: undefined, family: undefined })).toEqual(capabilitiesOf("gpt-5.4"));
  });

  test("names the model behind a deployment", () => {
    const host = (id: string) =>
      id === "Prod-EU" ? { family: "gpt-5.4-2026-03-05", contextWindow: 272_000 } : undefined;
    expect(capabilitiesOf("Prod-EU", host)).toEqual({ ...capabilitiesOf("gpt-5.4"), contextWindow: 272_000 });
    expect(familyOf("Prod-EU", host)).toBe("gpt-5.4");
    expect(familyOf("Prod-US", host)).toBe("prod-us");
  });
});

const id = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...modelRows.map(({ pattern }) => pattern.source)),
  fc
    .tuple(
      fc.constantFrom("", "openai/", "us.openai.", "ft:", "/", "ft:/"),
      fc.constantFrom("gpt-5.4", "o3", "chat", ""),
      fc.constantFrom("", "-2026-03-05", "-0613", "-latest", ":x::y", "-"),
    )
    .map((parts) => parts.join("")),
);
const knowledge = fc.record(
  {
    phase: fc.boolean(),
    efforts: fc.subarray<Effort>(["none", "low", "medium", "high"]),
    contextWindow: fc.option(fc.nat()),
    family: fc.constantFrom("gpt-5.6-sol", "gpt-4o"),
  },
  { requiredKeys: [] },
);

describe("capabilities of any id", () => {
  test("are whole, the same each time, and the host's where it says something", () => {
    fc.assert(
      fc.property(id, knowledge, (modelId, host) => {
        const found = capabilitiesOf(modelId, host);
        expect(capabilitiesOf(modelId, host)).toEqual(found);
        const { family, ...said } = host;
        expect(found).toEqual({ ...capabilitiesOf(family ?? modelId), ...said });
        expect(Object.keys(found).sort()).toEqual(Object.keys(unknownModel).sort());
      }),
      propertyOptions,
    );
  });

  test("belong to all of its snapshots, which are one family", () => {
    fc.assert(
      fc.property(id, (modelId) => {
        fc.pre(!/(?:^|\/)ft:/i.test(modelId));
        const [one, other] = [`${modelId}-2026-01-02`, `${modelId}-2027-03-04`];
        expect(familyOf(one)).toBe(familyOf(other));
        expect(capabilitiesOf(one)).toEqual(capabilitiesOf(other));
      }),
      propertyOptions,
    );
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
