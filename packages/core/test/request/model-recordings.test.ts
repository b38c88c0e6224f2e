import { describe, expect, test } from "vitest";
import { isObject, type JsonObject, objectAt, objectsAt } from "../../src/json.js";
import { capabilitiesOf, type ModelCapabilities, modelRowOf } from "../../src/openai/models.js";
import { dataOf, hasCorpus, needsCorpus, recordings } from "../support/corpus.js";

/** Names that their recorders wrote over other models, as their snapshots, which never existed, show. */
const relabelled = new Set(["gpt-5-2026-01-01", "computer-use-preview-2025-04-14", "gpt-5.4-2025-04-14"]);

/** The answers of OpenAI's own models, or of Azure's and Bedrock's under OpenAI's names. */
function responses(): JsonObject[] {
  const bodies = recordings("responses-json").flatMap(({ text }) => {
    const recorded: unknown = JSON.parse(text);
    return isObject(recorded) ? [isObject(recorded.body) ? recorded.body : recorded] : [];
  });
  const ends = recordings("responses-streams").flatMap(({ text }) =>
    dataOf(text)
      .filter(isObject)
      .flatMap(({ response }) => (isObject(response) ? [response] : []))
      .slice(-1),
  );
  return [...bodies, ...ends].filter(
    ({ object, model }) =>
      object === "response" && typeof model === "string" && !relabelled.has(model) && modelRowOf(model) !== undefined,
  );
}

/** What an answer shows of its model, and whether the table says so too. */
const checks: Readonly<Record<string, (response: JsonObject, model: ModelCapabilities) => boolean>> = {
  "the effort is one that it takes": (response, { efforts }) => {
    const { effort } = objectAt(response, "reasoning");
    return typeof effort !== "string" || efforts.some((one) => one === effort);
  },
  "only a model that reasons gives reasoning": (response, { efforts }) =>
    efforts.length > 0 || !objectsAt(response, "output").some(({ type }) => type === "reasoning"),
  "a concise summary was taken": (response, { conciseSummary }) =>
    objectAt(response, "reasoning").summary !== "concise" || conciseSummary,
  "a temperature was taken": (response, { sampling }) => {
    const set = typeof response.temperature === "number" && response.temperature !== 1;
    const { effort } = objectAt(response, "reasoning");
    return !set || sampling === "always" || (sampling === "effort_none" && effort === "none");
  },
  "messages have a phase": (response, { phase }) =>
    phase || !objectsAt(response, "output").some((item) => item.type === "message" && typeof item.phase === "string"),
  "tools were searched": (response, { toolSearch }) =>
    toolSearch || !objectsAt(response, "output").some(({ type }) => type === "tool_search_call"),
  "cache options were taken": ({ prompt_cache_options }, { cacheBreakpoints }) =>
    !isObject(prompt_cache_options) || cacheBreakpoints,
};

describe.skipIf(!hasCorpus)(`the model table and recorded answers${needsCorpus}`, () => {
  const recorded = hasCorpus ? responses() : [];

  test("there are enough of them", () => {
    expect(recorded.length).toBeGreaterThan(600);
    expect(new Set(recorded.map(({ model }) => model)).size).toBeGreaterThan(25);
  });

  test.each(Object.entries(checks))("%s", (_, agrees) => {
    const wrong = recorded.filter((response) => !agrees(response, capabilitiesOf(String(response.model))));
    expect([...new Set(wrong.map(({ model }) => model))]).toEqual([]);
  });
});
