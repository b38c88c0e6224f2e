import { asArray, asObject, asString } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { unsupportedParameter, unsupportedValue } from "../refusals.js";
import { effortOf, partsOf, type Rule } from "./rule.js";

/** Values that a reasoning model takes because they are what it does anyway. */
const defaults: Readonly<Record<string, readonly unknown[]>> = {
  temperature: [1],
  top_p: [1, 0.98],
  presence_penalty: [0],
  frequency_penalty: [0],
};

/** Sampling parameters: always, only at effort `none`, or never. Their refusal has no code on this endpoint. */
export const samplingFits: Rule = (request) => {
  const { body, model } = request;
  const free = model.sampling === "always" || (model.sampling === "at-none" && effortOf(request) === "none");
  for (const [name, allowed] of Object.entries(defaults)) {
    const value = body[name] ?? undefined;
    const penalty = name.endsWith("_penalty");
    if (value !== undefined && !allowed.includes(value) && (!free || penalty)) throw unsupportedParameter(name, null);
  }
};

export const logprobsFit: Rule = ({ body, model }) => {
  if (model.sampling === "always") return;
  const refuse = (param: string) =>
    new OpenAIRefusal("logprobs are not supported with reasoning models.", { code: "unsupported_parameter", param });
  if (asArray(body.include).includes("message.output_text.logprobs")) throw refuse("include");
  if (typeof body.top_logprobs === "number" && body.top_logprobs > 0) throw refuse("top_logprobs");
};

export const reasoningFits: Rule = ({ body, model, modelId }) => {
  const { effort, summary } = asObject(body.reasoning);
  const asked = { effort: asString(effort), summary: asString(summary) };
  if (model.efforts.length === 0) {
    for (const [name, value] of Object.entries(asked)) {
      if (value !== undefined) throw unsupportedParameter(`reasoning.${name}`);
    }
    return;
  }
  if (asked.effort !== undefined && !model.efforts.some((one) => one === asked.effort)) {
    throw unsupportedValue("reasoning.effort", asked.effort, modelId, model.efforts);
  }
  if (asked.summary !== undefined && !model.summaries.includes(asked.summary)) {
    throw unsupportedValue("reasoning.summary", asked.summary, modelId, model.summaries);
  }
};

export const verbosityFits: Rule = ({ body, model, modelId }) => {
  const verbosity = asString(asObject(body.text).verbosity);
  if (verbosity !== undefined && verbosity !== "medium" && !model.verbosity) {
    throw unsupportedValue("text.verbosity", verbosity, modelId, ["medium"]);
  }
};

const notOnThisModel = (name: string, param: string) =>
  new OpenAIRefusal(`${name} is not supported on this model`, { code: "invalid_parameter", param });

/** Explicit prompt caching came with gpt-5.6; its models keep prefixes for 24 hours only. */
export const cachingFits: Rule = ({ body, items, model }) => {
  if (model.cacheBreakpoints) {
    if (body.prompt_cache_retention === "in_memory") {
      throw new OpenAIRefusal("This model is compatible only with 24h extended prompt caching", {
        code: "invalid_parameter",
        param: "prompt_cache_retention",
      });
    }
    return;
  }
  if (body.prompt_cache_options !== undefined && body.prompt_cache_options !== null) {
    throw notOnThisModel("prompt_cache_options", "prompt_cache_options");
  }
  const marked = partsOf(items).find(({ part }) => (part.prompt_cache_breakpoint ?? null) !== null);
  if (marked) throw notOnThisModel("prompt_cache_breakpoint", `${marked.path}.prompt_cache_breakpoint`);
};

/** `phase` on messages; the wording is inferred. */
export const phasesFit: Rule = ({ items, model }) => {
  const at = items.findIndex((item) => (item.phase ?? null) !== null);
  if (at >= 0 && !model.phases) throw unsupportedParameter(`input[${at}].phase`);
};

const searchItems = new Set(["tool_search_call", "tool_search_output"]);

/**
 * Tool search came with gpt-5.4, namespaces with gpt-5.3-codex, as recorded; the wording for items is inferred.
 * `additional_tools` is not among them: recordings show it accepted on gpt-5.
 */
export const toolSearchFits: Rule = ({ items, tools, model, modelId }) => {
  const taken = new Map([
    ["namespace", model.namespaces],
    ["tool_search", model.toolSearch],
  ]);
  const tool = tools.find(({ type }) => taken.get(String(type)) === false);
  if (tool) {
    throw new OpenAIRefusal(`Tool '${tool.type}' is not supported with ${modelId}.`, { param: "tools" });
  }
  if (!model.toolSearch) {
    const deferred = tools.findIndex(({ defer_loading }) => defer_loading === true);
    if (deferred >= 0) throw unsupportedParameter(`tools[${deferred}].defer_loading`);
    const at = items.findIndex(({ type }) => searchItems.has(String(type)));
    if (at >= 0) {
      throw new OpenAIRefusal(`Item of type '${items[at]?.type}' is not supported with ${modelId}.`, {
        param: `input[${at}]`,
      });
    }
  }
  const update = items.findIndex(({ type }) => type === "configuration_update");
  if (update >= 0 && !model.configurationUpdates) {
    throw new OpenAIRefusal(`Item of type 'configuration_update' is not supported with ${modelId}.`, {
      param: `input[${update}]`,
    });
  }
};

const notWithMinimal = new Set([
  "web_search",
  "web_search_preview",
  "file_search",
  "image_generation",
  "code_interpreter",
]);

export const hostedToolsFit: Rule = ({ body, tools }) => {
  if (asObject(body.reasoning).effort !== "minimal") return;
  const hosted = tools.map(({ type }) => String(type)).filter((type) => notWithMinimal.has(type));
  if (hosted.length > 0) {
    throw new OpenAIRefusal(
      `The following tools cannot be used with reasoning.effort 'minimal': ${hosted.join(", ")}.`,
      { param: "tools" },
    );
  }
};
