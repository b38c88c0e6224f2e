/**
 * What the simulator knows about models: which request fields each family takes.
 * Written from OpenAI's model and reasoning guides; kept apart from the translator's own table on purpose,
 * so that the two can disagree and a test can notice.
 */
export type Effort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** Release order of the features that a family gained over time. */
type Era = "gpt-4" | "gpt-5" | "gpt-5.1" | "gpt-5.3-codex" | "gpt-5.4" | "gpt-5.6" | "gpt-6";

const eras: readonly Era[] = ["gpt-4", "gpt-5", "gpt-5.1", "gpt-5.3-codex", "gpt-5.4", "gpt-5.6", "gpt-6"];

export interface ModelFacts {
  /** Model id without its date suffix; encrypted reasoning is bound to it. */
  readonly family: string;
  /** Empty for a model that does not reason. */
  readonly efforts: readonly Effort[];
  readonly defaultEffort: Effort | null;
  /** `temperature` and `top_p`: always, only while the effort is `none`, or never. */
  readonly sampling: "always" | "at-none" | "never";
  readonly summaries: readonly string[];
  /** `text.verbosity` other than medium. */
  readonly verbosity: boolean;
  /** `phase` on assistant messages, given and accepted. */
  readonly phases: boolean;
  /** `namespace` and `tool_search` tools, `additional_tools` items. */
  readonly toolSearch: boolean;
  /** `prompt_cache_options`, `prompt_cache_breakpoint`, `cache_write_tokens`. */
  readonly cacheBreakpoints: boolean;
  /** `configuration_update` items. */
  readonly configurationUpdates: boolean;
  /** Context window in tokens. */
  readonly contextWindow: number;
}

interface Row {
  readonly match: RegExp;
  readonly era: Era;
  readonly efforts: readonly Effort[];
  readonly defaultEffort: Effort | null;
  readonly sampling: ModelFacts["sampling"];
  readonly contextWindow: number;
  readonly summaries: readonly string[];
}

const row = (
  match: RegExp,
  era: Era,
  efforts: readonly Effort[],
  defaultEffort: Effort | null,
  sampling: ModelFacts["sampling"],
  contextWindow: number,
  summaries = ["auto", "concise", "detailed"],
): Row => ({ match, era, efforts, defaultEffort, sampling, contextWindow, summaries });

const levels: readonly Effort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

/** Efforts from one level to another; `minimal` only where it is named, for it ended with gpt-5. */
const span = (from: Effort, to: Effort): readonly Effort[] =>
  levels
    .slice(levels.indexOf(from), levels.indexOf(to) + 1)
    .filter((level) => level !== "minimal" || from === "minimal");

const rows: readonly Row[] = [
  row(/^gpt-(4|4-turbo|3\.5-turbo)$/, "gpt-4", [], null, "always", 16_000, []),
  row(/^gpt-(4o|4\.1)(-mini|-nano)?$/, "gpt-4", [], null, "always", 128_000, []),
  row(/^gpt-5(\.\d)?-chat-latest$/, "gpt-4", [], null, "always", 128_000, []),
  row(/^(o1|o3|o3-mini|o4-mini)$/, "gpt-4", span("low", "high"), "medium", "never", 200_000, ["auto", "detailed"]),
  row(/^gpt-5(-mini|-nano)?$/, "gpt-5", span("minimal", "high"), "medium", "never", 400_000),
  row(/^gpt-5-codex$/, "gpt-5", span("low", "high"), "medium", "never", 400_000),
  row(/^gpt-5-pro$/, "gpt-5", ["high"], "high", "never", 400_000),
  row(/^gpt-5\.1-codex-max$/, "gpt-5.1", span("none", "xhigh"), "none", "at-none", 400_000),
  row(/^gpt-5\.1(-codex|-mini|-codex-mini)?$/, "gpt-5.1", span("none", "high"), "none", "at-none", 400_000),
  row(/^gpt-5\.2(-pro|-codex)?$/, "gpt-5.1", span("none", "xhigh"), "none", "at-none", 400_000),
  row(/^gpt-5\.3-codex$/, "gpt-5.3-codex", span("none", "xhigh"), "medium", "at-none", 400_000),
  row(/^gpt-5\.4(-mini|-nano|-pro)?$/, "gpt-5.4", span("none", "xhigh"), "none", "at-none", 400_000),
  row(/^gpt-5\.5(-pro)?$/, "gpt-5.4", span("none", "xhigh"), "medium", "at-none", 400_000),
  row(/^gpt-5\.6(-sol|-terra|-luna)?$/, "gpt-5.6", span("none", "max"), "medium", "at-none", 400_000),
  row(/^gpt-6(\.\d)?-(astra|sol|terra|luna)$/, "gpt-6", span("low", "max"), "medium", "never", 1_000_000),
];

const DATE_SUFFIX = /-\d{4}-\d{2}-\d{2}$/;

const factsOf = (family: string, facts: Row): ModelFacts => {
  const since = (era: Era) => eras.indexOf(facts.era) >= eras.indexOf(era);
  return {
    family,
    efforts: facts.efforts,
    defaultEffort: facts.defaultEffort,
    sampling: facts.sampling,
    summaries: facts.summaries,
    verbosity: since("gpt-5"),
    phases: since("gpt-5.3-codex"),
    toolSearch: since("gpt-5.4"),
    cacheBreakpoints: since("gpt-5.6"),
    configurationUpdates: since("gpt-6"),
    contextWindow: facts.contextWindow,
  };
};

/** Facts about a model id, dated or not; undefined for a model that does not exist. */
export const modelFacts = (id: string): ModelFacts | undefined => {
  const family = id.replace(DATE_SUFFIX, "");
  const found = rows.find(({ match }) => match.test(family));
  return found && factsOf(family, found);
};

/** Model ids that `GET /v1/models` lists. */
export const listedModels: readonly string[] = [
  "gpt-4o",
  "gpt-4o-mini",
  "gpt-4.1",
  "o4-mini",
  "gpt-5",
  "gpt-5-mini",
  "gpt-5.1",
  "gpt-5.2",
  "gpt-5.3-codex",
  "gpt-5.4",
  "gpt-5.4-mini",
  "gpt-5.5",
  "gpt-5.6-sol",
  "gpt-5.6-terra",
  "gpt-5.6-luna",
  "gpt-6-astra",
  "gpt-6-sol",
];
