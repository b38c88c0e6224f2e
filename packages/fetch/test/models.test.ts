import { capabilitiesOf } from "@transpond/core";
import { describe, expect, it } from "vitest";
import { listedModels, modelsPage } from "../src/models.js";

describe("models", () => {
  it.each([
    ["a single id, under a name that Claude Code keeps", { model: "gpt-5.4" }, ["claude-gpt-5.4"]],
    ["the exact names of a table", { model: { "claude-a": "x", "claude-*": "y" } }, ["claude-a"]],
    ["nothing for a function", { model: () => "x" }, []],
    [
      "what the host lists",
      { model: "x", models: ["claude-b", { id: "claude-c", maxTokens: 5 }] },
      ["claude-b", "claude-c"],
    ],
  ])("%s", (_, options, ids) => {
    expect(listedModels(options).map(({ id }) => id)).toEqual(ids);
  });

  it("have the limits of the upstream's model, where they are known", () => {
    const limits = (options: Parameters<typeof listedModels>[0]) =>
      listedModels(options).map(({ max_input_tokens, max_tokens }) => [max_input_tokens, max_tokens]);
    const { contextWindow, maxOutputTokens } = capabilitiesOf("gpt-5.4");
    expect(contextWindow).toBeGreaterThan(100_000);
    expect(limits({ model: "gpt-5.4" })).toEqual([[contextWindow, maxOutputTokens]]);
    expect(limits({ model: { "claude-a": "gpt-5.4", "claude-b": "nobodys" } })).toEqual([
      [contextWindow, maxOutputTokens],
      [null, null],
    ]);
    expect(limits({ model: "gpt-5.4", models: [{ id: "claude-c", maxTokens: 5 }] })).toEqual([[contextWindow, 5]]);
    const upstream = { capabilities: { contextWindow: 9 } };
    expect(limits({ model: "gpt-5.4", upstream })).toEqual([[9, maxOutputTokens]]);
  });

  it("pages", () => {
    const models = listedModels({ model: "x", models: ["a", "b", "c", "d"] });
    const page = (query: string) => {
      const { data, ...rest } = modelsPage(models, new URLSearchParams(query));
      return [data.map(({ id }) => id).join(""), rest.has_more];
    };
    expect(page("")).toEqual(["abcd", false]);
    expect(page("limit=2")).toEqual(["ab", true]);
    expect(page("limit=2&after_id=b")).toEqual(["cd", false]);
    expect(page("limit=2&before_id=d")).toEqual(["bc", true]);
    expect(page("limit=nonsense&after_id=zzz")).toEqual(["abcd", false]);
    expect(modelsPage([], new URLSearchParams())).toEqual({ data: [], has_more: false, first_id: null, last_id: null });
  });
});
