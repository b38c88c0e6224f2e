/**
 * What the simulator knows about models: which request fields each of them takes.
 * Written from OpenAI's model pages and guides, id by id; kept apart from the translator's own table on purpose,
 * so that the two can disagree and a test can notice.
 */
export type Effort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** Release order of the features that models gained over time. */
type Era = "gpt-4" | "gpt-4o" | "gpt-5" | "gpt-5.1" | "gpt-5.3-codex" | "gpt-5.4" | "gpt-5.6" | "gpt-6";

const eras: readonly Era[] = ["gpt-4", "gpt-4o", "gpt-5", "gpt-5.1", "gpt-5.3-codex", "gpt-5.4", "gpt-5.6", "gpt-6"];

export interface ModelFacts {
  /** Model id without its date suffix; encrypted reasoning is bound to it. */
  readonly family: string;
  /** Empty for a model that does not reason. */
  readonly efforts: readonly Effort[];
  /** Where OpenAI does not say, `medium`, as on most of its models; null for a model that does not reason. */
  readonly defaultEffort: Effort | null;
  /** `temperature` and `top_p`: always, only while the effort is `none`, or never. */
  readonly sampling: "always" | "at-none" | "never";
  readonly summaries: readonly string[];
  /** `text.verbosity` other than medium. */
  readonly verbosity: boolean;
  /** `text.format` with a JSON Schema. */
  readonly structuredOutputs: boolean;
  /** `additional_tools` items. */
  readonly additionalTools: boolean;
  /** `phase` on assistant messages, given and accepted. */
  readonly phases: boolean;
  /** `namespace` tools. */
  readonly namespaces: boolean;
  /** `tool_search` tools and their items. */
  readonly toolSearch: boolean;
  /** `detail: "original"` of images. */
  readonly originalDetail: boolean;
  /** `prompt_cache_options`, `prompt_cache_breakpoint`, `cache_write_tokens`. */
  readonly cacheBreakpoints: boolean;
  /** `configuration_update` items. */
  readonly configurationUpdates: boolean;
  /** Context window in tokens. */
  readonly contextWindow: number;
  /** Longest answer in tokens, reasoning included. */
  readonly maxOutputTokens: number;
}

/** A model as its page describes it; what is not given follows from its era. */
interface Model {
  readonly era: Era;
  /** The page's list of efforts; none for a model that does not reason. */
  readonly efforts?: string;
  readonly defaultEffort?: Effort;
  /** Context window and longest answer. */
  readonly limits: readonly [number, number];
  readonly structuredOutputs?: false;
  readonly additionalTools?: false;
  readonly originalDetail?: false;
}

const chat: Model = { era: "gpt-4o", limits: [128_000, 16_384] };
const gpt41: Model = { era: "gpt-4o", limits: [1_047_576, 32_768] };
const oSeries: Model = {
  era: "gpt-4o",
  efforts: "low medium high",
  defaultEffort: "medium",
  limits: [200_000, 100_000],
};
const gpt5: Model = {
  era: "gpt-5",
  efforts: "minimal low medium high",
  defaultEffort: "medium",
  limits: [400_000, 128_000],
};
const gpt51: Model = {
  era: "gpt-5.1",
  efforts: "none low medium high",
  defaultEffort: "none",
  limits: [400_000, 128_000],
};
const gpt52: Model = { ...gpt51, efforts: "none low medium high xhigh" };
const chat51: Model = {
  era: "gpt-5.1",
  efforts: "medium",
  defaultEffort: "medium",
  limits: [128_000, 16_384],
  additionalTools: false,
};
const codex: Model = { era: "gpt-5.1", efforts: "low medium high xhigh", limits: [400_000, 128_000] };
const gpt54: Model = { ...gpt52, era: "gpt-5.4", limits: [1_050_000, 128_000] };
const pro: Model = {
  era: "gpt-5.1",
  efforts: "medium high xhigh",
  limits: [400_000, 128_000],
  structuredOutputs: false,
};
const gpt56: Model = {
  era: "gpt-5.6",
  efforts: "none low medium high xhigh max",
  defaultEffort: "medium",
  limits: [1_050_000, 128_000],
};
const sol6: Model = { ...gpt56, era: "gpt-6" };
const astra: Model = { era: "gpt-6", efforts: "low medium high xhigh max", limits: [1_050_000, 128_000] };

const models: Readonly<Record<string, Model>> = {
  "gpt-3.5-turbo": { era: "gpt-4", limits: [16_385, 4_096], structuredOutputs: false },
  "gpt-4": { era: "gpt-4", limits: [8_192, 8_192], structuredOutputs: false },
  "gpt-4-turbo": { era: "gpt-4", limits: [128_000, 4_096], structuredOutputs: false },
  "gpt-4o": chat,
  "gpt-4o-mini": chat,
  "gpt-4.1": gpt41,
  "gpt-4.1-mini": gpt41,
  "gpt-4.1-nano": gpt41,
  "gpt-5-chat-latest": chat,
  "gpt-5.1-chat-latest": chat51,
  "gpt-5.2-chat-latest": chat51,
  "gpt-5.3-chat-latest": chat,
  o1: oSeries,
  "o1-pro": oSeries,
  o3: oSeries,
  "o3-pro": oSeries,
  "o3-mini": oSeries,
  "o4-mini": oSeries,
  "gpt-5": gpt5,
  "gpt-5-mini": gpt5,
  "gpt-5-nano": gpt5,
  "gpt-5-codex": { ...gpt5, efforts: "low medium high" },
  "gpt-5-pro": { ...gpt5, efforts: "high", defaultEffort: "high", limits: [400_000, 272_000] },
  "gpt-5.1": gpt51,
  "gpt-5.1-codex": { ...codex, efforts: "low medium high" },
  "gpt-5.1-codex-mini": { ...codex, efforts: "low medium high" },
  "gpt-5.1-codex-max": codex,
  "gpt-5.2": gpt52,
  "gpt-5.2-codex": codex,
  "gpt-5.2-pro": pro,
  "gpt-5.3-codex": { ...codex, era: "gpt-5.3-codex" },
  "gpt-5.4": gpt54,
  "gpt-5.4-mini": { ...gpt54, limits: [400_000, 128_000], originalDetail: false },
  "gpt-5.4-nano": { ...gpt54, limits: [400_000, 128_000], originalDetail: false },
  "gpt-5.4-pro": { ...pro, era: "gpt-5.4", limits: [1_050_000, 128_000] },
  "gpt-5.5": { ...gpt54, defaultEffort: "medium" },
  "gpt-5.5-pro": { era: "gpt-5.4", efforts: "medium high xhigh", limits: [1_050_000, 128_000] },
  "gpt-5.6": gpt56,
  "gpt-5.6-sol": gpt56,
  "gpt-5.6-terra": gpt56,
  "gpt-5.6-luna": gpt56,
  "gpt-6-astra": astra,
  "gpt-6-sol": sol6,
  "gpt-6-luna": sol6,
  "gpt-6.1-sol": { ...astra, defaultEffort: "medium" },
  "gpt-6.1-terra": { era: "gpt-6", efforts: "none low medium high xhigh max", limits: [1_050_000, 128_000] },
  "gpt-6.2-astra": astra,
  "gpt-6.2-sol": astra,
};

/** Names of a snapshot: a date, or four digits on the oldest models. */
const SNAPSHOT = /-(?:\d{4}-\d{2}-\d{2}|\d{4})$/;

const levels: readonly Effort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

const factsOf = (family: string, model: Model): ModelFacts => {
  const since = (era: Era) => eras.indexOf(model.era) >= eras.indexOf(era);
  const named = (model.efforts ?? "").split(" ");
  const efforts = levels.filter((level) => named.includes(level));
  const [contextWindow, maxOutputTokens] = model.limits;
  const freeAtNone = efforts.includes("none") && !since("gpt-6") ? "at-none" : "never";
  return {
    family,
    efforts,
    defaultEffort: efforts.length === 0 ? null : (model.defaultEffort ?? "medium"),
    sampling: efforts.length === 0 ? "always" : freeAtNone,
    summaries: since("gpt-5") || efforts.length === 0 ? ["auto", "concise", "detailed"] : ["auto", "detailed"],
    verbosity: since("gpt-5"),
    structuredOutputs: model.structuredOutputs ?? true,
    additionalTools: model.additionalTools ?? since("gpt-5"),
    phases: since("gpt-5.3-codex"),
    namespaces: since("gpt-5.3-codex"),
    toolSearch: since("gpt-5.4"),
    originalDetail: model.originalDetail ?? since("gpt-5.4"),
    cacheBreakpoints: since("gpt-5.6"),
    configurationUpdates: since("gpt-6"),
    contextWindow,
    maxOutputTokens,
  };
};

/** Facts about a model id, dated or not; undefined for a model that does not exist. */
export const modelFacts = (id: string): ModelFacts | undefined => {
  const family = id.replace(SNAPSHOT, "");
  const model = Object.hasOwn(models, family) ? models[family] : undefined;
  return model && factsOf(family, model);
};

/** Model ids that `GET /v1/models` lists: all that the simulator serves. */
export const listedModels: readonly string[] = Object.keys(models);
