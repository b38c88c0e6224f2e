import type { ModelCapabilities } from "./models.js";
import type { Effort, ImageDetail } from "./request.js";

/** One family of models. The first row whose pattern fits an id, with or without its date, decides. */
export type ModelRow = {
  /** What people call it. */
  name: string;
  pattern: RegExp;
  /**
   * Where the facts come from. “Model page”, “guide”: developers.openai.com, as of the month given. “SDK types”: the
   * `openai` package 7.57.0. “Recorded”: traffic with OpenAI. Where they disagree, a value stands only if all of them
   * have it: a level too few costs a reported loss, one too many a refused request.
   */
  source: string;
  /** No source names these ids; they are taken for members of the family whose name they begin with. */
  assumed?: true;
  capabilities: ModelCapabilities;
};

const lowToHigh: readonly Effort[] = ["low", "medium", "high"];
const lowToXhigh: readonly Effort[] = [...lowToHigh, "xhigh"];
const mediumToXhigh: readonly Effort[] = ["medium", "high", "xhigh"];
const lowToMax: readonly Effort[] = [...lowToXhigh, "max"];

const details: readonly ImageDetail[] = ["auto", "low", "high"];
const detailsAndOriginal: readonly ImageDetail[] = [...details, "original"];

/** Everything that later families added, switched off. */
const plain: ModelCapabilities = {
  efforts: [],
  defaultEffort: null,
  conciseSummary: false,
  sampling: "always",
  instructionRole: "system",
  parallelToolCalls: true,
  structuredOutputs: true,
  cacheBreakpoints: false,
  prewarm: false,
  comparisonIds: false,
  phase: false,
  toolSearch: false,
  namespaces: false,
  additionalTools: false,
  configurationUpdate: false,
  imageDetail: "auto",
  imageDetails: details,
  contextWindow: 128_000,
  maxOutputTokens: 16_384,
};

const gpt4: ModelCapabilities = { ...plain, structuredOutputs: false, maxOutputTokens: 4_096 };
const gpt41: ModelCapabilities = { ...plain, contextWindow: 1_047_576, maxOutputTokens: 32_768 };

const oSeries: ModelCapabilities = {
  ...plain,
  efforts: lowToHigh,
  defaultEffort: "medium",
  sampling: "never",
  instructionRole: "developer",
  contextWindow: 200_000,
  maxOutputTokens: 100_000,
};

const gpt5: ModelCapabilities = {
  ...oSeries,
  efforts: ["minimal", ...lowToHigh],
  conciseSummary: true,
  additionalTools: true,
  contextWindow: 400_000,
  maxOutputTokens: 128_000,
};

/** Models of ChatGPT that reason, at one level only. */
const thinkingChat: ModelCapabilities = {
  ...oSeries,
  efforts: ["medium"],
  conciseSummary: true,
  contextWindow: 128_000,
  maxOutputTokens: 16_384,
};

const gpt51: ModelCapabilities = {
  ...gpt5,
  efforts: ["none", ...lowToHigh],
  defaultEffort: "none",
  sampling: "effort_none",
};
const gpt51codex: ModelCapabilities = { ...gpt51, efforts: lowToHigh, defaultEffort: null, sampling: "never" };

const gpt52: ModelCapabilities = { ...gpt51, efforts: ["none", ...lowToXhigh] };
const gpt52codex: ModelCapabilities = { ...gpt51codex, efforts: lowToXhigh };
const gpt53codex: ModelCapabilities = { ...gpt52codex, phase: true, namespaces: true };

const gpt54: ModelCapabilities = {
  ...gpt52,
  phase: true,
  toolSearch: true,
  namespaces: true,
  imageDetail: "high",
  imageDetails: detailsAndOriginal,
  contextWindow: 1_050_000,
};
const gpt55: ModelCapabilities = { ...gpt54, defaultEffort: "medium" };

/** Models that think longer under an id of their own. */
const pro = { efforts: mediumToXhigh, defaultEffort: null, sampling: "never" } as const;

const gpt56: ModelCapabilities = {
  ...gpt55,
  efforts: ["none", ...lowToMax],
  cacheBreakpoints: true,
  prewarm: true,
  comparisonIds: true,
};
/** Sampling parameters are gone since gpt-6, also for models of it that may leave out thinking. */
const gpt6: ModelCapabilities = { ...gpt56, sampling: "never", configurationUpdate: true };
const gpt6Astra: ModelCapabilities = { ...gpt6, efforts: lowToMax, defaultEffort: null };

/** What every model since gpt-5.6 takes. */
const sinceGpt56: ModelCapabilities = { ...gpt6Astra, configurationUpdate: false };

const variantsOf = (name: string, start: string, capabilities: ModelCapabilities): ModelRow => ({
  name: `${name}, other variants`,
  pattern: new RegExp(`^${start.replaceAll(".", "\\.")}-`),
  source: `assumed: as \`${start}\``,
  assumed: true,
  capabilities,
});

export const modelRows: readonly ModelRow[] = [
  {
    name: "GPT-3.5 Turbo",
    pattern: /^gpt-3\.5-turbo(-|$)/,
    source: "Model page, 2026-07; SDK types: shut down from 2024-09 to 2026-10",
    capabilities: { ...gpt4, imageDetails: [], contextWindow: 16_385 },
  },
  {
    name: "GPT-4",
    pattern: /^gpt-4$/,
    source: "Model page, 2026-07; recorded: gpt-4-0613 answers without reasoning",
    capabilities: { ...gpt4, imageDetails: [], contextWindow: 8_192, maxOutputTokens: 8_192 },
  },
  {
    name: "GPT-4 32K",
    pattern: /^gpt-4-32k$/,
    source: "SDK types: shut down 2025-06-06",
    capabilities: { ...gpt4, imageDetails: [], contextWindow: 32_768, maxOutputTokens: null },
  },
  {
    name: "GPT-4 Turbo",
    pattern: /^gpt-4-(turbo|1106|0125|vision)(-|$)/,
    source: "Model page, 2026-07",
    capabilities: gpt4,
  },
  {
    name: "Audio models",
    pattern: /^gpt-(audio|realtime|live)|^gpt-4o-(mini-)?(audio|realtime|transcribe|tts)|^(whisper|tts)-/,
    source: "SDK types: they answer at other endpoints only; the upstream's own refusal tells the client",
    capabilities: gpt4,
  },
  {
    name: "Image, video, embedding and moderation models",
    pattern: /^(gpt-image|chatgpt-image|dall-e|sora|text-embedding|omni-moderation|text-moderation)(-|$)/,
    source: "SDK types: they answer at other endpoints only; the upstream's own refusal tells the client",
    capabilities: gpt4,
  },
  {
    name: "Search models",
    pattern: /^gpt-4o-(mini-)?search-preview|^gpt-5-search-api/,
    source: "SDK types: Chat Completions only, shut down 2026-07-23; they take no sampling parameters",
    capabilities: { ...plain, sampling: "never" },
  },
  {
    name: "GPT-4o of May 2024",
    pattern: /^gpt-4o-2024-05-13$/,
    source: "Structured outputs guide, 2026-07: from gpt-4o-2024-08-06; model page: 4,096 tokens of output",
    capabilities: gpt4,
  },
  {
    name: "GPT-4o",
    pattern: /^gpt-4o(-mini)?$|^chatgpt-4o$/,
    source: "Model pages, 2026-07; recorded: 252 requests, 49 of them with sampling parameters",
    capabilities: plain,
  },
  {
    name: "GPT-4.1 nano",
    pattern: /^gpt-4\.1-nano$/,
    source: "Function calling guide, 2026-07: parallel calls go wrong on this model; model page",
    capabilities: { ...gpt41, parallelToolCalls: false },
  },
  {
    name: "GPT-4.1",
    pattern: /^gpt-4\.1(-mini)?$/,
    source: "Model pages, 2026-07; recorded: sampling parameters taken",
    capabilities: gpt41,
  },
  {
    name: "GPT-5 chat",
    pattern: /^gpt-5-chat$/,
    source: "Model page, 2025-11; recorded: billed like a model without reasoning",
    capabilities: plain,
  },
  {
    name: "GPT-5.1 and GPT-5.2 chat",
    pattern: /^gpt-5\.[12]-chat$/,
    source: "OpenAI's refusals in Laisky/one-api issues 266 and 285: medium is the only effort; models.dev, 2026-07",
    capabilities: thinkingChat,
  },
  {
    name: "GPT-5.3 chat",
    pattern: /^gpt-5\.3-chat$/,
    source: "models.dev, 2026-07: no reasoning, sampling parameters taken",
    capabilities: plain,
  },
  {
    name: "Newest chat model",
    pattern: /^chat-latest$/,
    source: "Deprecations guide, 2026-07: a moving alias; nothing that only some of its models take",
    capabilities: { ...plain, sampling: "never" },
  },
  {
    name: "o1-mini, o1-preview",
    pattern: /^o1-(mini|preview)$/,
    source: "SDK types: shut down 2025-07-28 and 2025-10-27; they took no effort",
    capabilities: { ...gpt4, sampling: "never", imageDetails: [], maxOutputTokens: 32_768 },
  },
  {
    name: "o3-mini",
    pattern: /^o3-mini$/,
    source: "Model page, 2026-07: no images; recorded: low, medium, high, default medium",
    capabilities: { ...oSeries, imageDetails: [] },
  },
  {
    name: "o1, o3, o4-mini",
    pattern: /^(o1|o3|o4-mini)$|^o[13]-pro$/,
    source: "Model pages, 2026-07; recorded on o3 and o4-mini: low, medium, high, default medium",
    capabilities: oSeries,
  },
  {
    name: "Deep research",
    pattern: /^o(3|4-mini)-deep-research$/,
    source: "models.dev, 2026-07: medium only; deep research guide: needs a search tool",
    capabilities: { ...oSeries, efforts: ["medium"], structuredOutputs: false },
  },
  {
    name: "Computer use preview",
    pattern: /^computer-use-preview$/,
    source: "Model page, 2026-07; SDK types: concise summaries; recorded: no effort",
    capabilities: {
      ...gpt4,
      conciseSummary: true,
      sampling: "never",
      instructionRole: "developer",
      contextWindow: 8_192,
      maxOutputTokens: 1_024,
    },
  },
  {
    name: "codex-mini",
    pattern: /^codex-mini$/,
    source: "Model page, 2025-11: made from o4-mini; SDK types: shut down 2026-02-12",
    capabilities: oSeries,
  },
  {
    name: "gpt-oss",
    pattern: /^gpt-oss-/,
    source: "models.dev, 2026-07; recorded on Bedrock: reasons, sampling parameters taken",
    capabilities: {
      ...plain,
      efforts: lowToHigh,
      defaultEffort: "medium",
      imageDetails: [],
      contextWindow: 131_072,
      maxOutputTokens: 32_768,
    },
  },
  {
    name: "GPT-5 pro",
    pattern: /^gpt-5-pro$/,
    source: "Model page, 2026-07: high only; recorded: default high",
    capabilities: { ...gpt5, efforts: ["high"], defaultEffort: "high", maxOutputTokens: 272_000 },
  },
  {
    name: "GPT-5 Codex",
    pattern: /^gpt-5-codex(-mini)?$/,
    source: "OpenAI's refusal in CherryHQ/cherry-studio issue 10430: low, medium, high; recorded: default medium",
    capabilities: { ...gpt5, efforts: lowToHigh },
  },
  {
    name: "GPT-5",
    pattern: /^gpt-5(-mini|-nano)?$/,
    source:
      "Guide “Using GPT-5”, 2026-07; recorded: minimal to high, default medium, concise summaries, additional_tools",
    capabilities: gpt5,
  },
  variantsOf("GPT-5", "gpt-5", { ...gpt5, efforts: lowToHigh }),
  {
    name: "GPT-5.1 Codex Max",
    pattern: /^gpt-5\.1-codex-max$/,
    source: "models.dev, 2026-07: low to xhigh; other sources add none",
    capabilities: gpt52codex,
  },
  {
    name: "GPT-5.1 Codex",
    pattern: /^gpt-5\.1-codex(-mini)?$/,
    source: "OpenAI's refusal in openai/codex issue 6647: low, medium, high",
    capabilities: gpt51codex,
  },
  {
    name: "GPT-5.1",
    pattern: /^gpt-5\.1(-mini)?$/,
    source: "Guide “Using GPT-5.1”, 2026-07; recorded: default none; SDK types: gpt-5.1-mini was never served",
    capabilities: gpt51,
  },
  variantsOf("GPT-5.1", "gpt-5.1", gpt51codex),
  {
    name: "GPT-5.2 pro",
    pattern: /^gpt-5\.2-pro$/,
    source: "Live check in withceleste/celeste-python PR 394, 2026-09; model page: no structured outputs",
    capabilities: { ...gpt52, ...pro, structuredOutputs: false },
  },
  {
    name: "GPT-5.2 Codex",
    pattern: /^gpt-5\.2-codex$/,
    source: "models.dev, 2026-07: low to xhigh; recorded: low",
    capabilities: gpt52codex,
  },
  {
    name: "GPT-5.2",
    pattern: /^gpt-5\.2$/,
    source: "Guide “Using GPT-5.2”, 2026-07: sampling at none only; recorded: default none",
    capabilities: gpt52,
  },
  variantsOf("GPT-5.2", "gpt-5.2", gpt52codex),
  {
    name: "GPT-5.3 Codex Spark",
    pattern: /^gpt-5\.3-codex-spark$/,
    source: "models.dev, 2026-07",
    capabilities: { ...gpt53codex, contextWindow: 128_000, maxOutputTokens: 32_000 },
  },
  {
    name: "GPT-5.3 Codex",
    pattern: /^gpt-5\.3(-codex)?$/,
    source: "Guide “Using GPT-5.3-Codex”, 2026-07: low to xhigh, phase; recorded: phase, namespaces",
    capabilities: gpt53codex,
  },
  variantsOf("GPT-5.3", "gpt-5.3", gpt53codex),
  {
    name: "GPT-5.4 pro",
    pattern: /^gpt-5\.4-pro$/,
    source: "Live check in withceleste/celeste-python PR 394, 2026-09; model page: no structured outputs",
    capabilities: { ...gpt54, ...pro, structuredOutputs: false },
  },
  {
    name: "GPT-5.4 mini and nano",
    pattern: /^gpt-5\.4-(mini|nano)$/,
    source:
      "Images guide, 2026-07: no detail original; live check as above; recorded: default none, phase, tool search",
    capabilities: { ...gpt54, imageDetails: details, contextWindow: 400_000 },
  },
  {
    name: "GPT-5.4",
    pattern: /^gpt-5\.4$/,
    source: "Guide “Using GPT-5.4”, tool search and images guides, 2026-07; recorded: default none, phase, namespaces",
    capabilities: gpt54,
  },
  variantsOf("GPT-5.4", "gpt-5.4", gpt54),
  {
    name: "GPT-5.5 pro",
    pattern: /^gpt-5\.5-pro$/,
    source: "models.dev, 2026-07: medium to xhigh",
    capabilities: { ...gpt55, ...pro },
  },
  {
    name: "GPT-5.5",
    pattern: /^gpt-5\.5$/,
    source: "Guide “Using GPT-5.5”, 2026-07; recorded: default medium, phase",
    capabilities: gpt55,
  },
  variantsOf("GPT-5.5", "gpt-5.5", gpt55),
  {
    name: "GPT-5.6",
    pattern: /^gpt-5\.6(-sol|-terra|-luna)?$/,
    source:
      "Guides “Using GPT-5.6”, “Prompt caching”, 2026-07; models page, 2026-09; recorded: default medium, temperature at none, max, breakpoints, additional_tools",
    capabilities: gpt56,
  },
  {
    name: "GPT-5.6 Cyber",
    pattern: /^gpt-5\.6-cyber$/,
    source: "Models page, 2026-09, names it; no page of its own: what every model since gpt-5.6 takes",
    capabilities: sinceGpt56,
  },
  variantsOf("GPT-5.6", "gpt-5.6", gpt56),
  {
    name: "Daybreak",
    pattern: /^gpt-daybreak-(blue|red)$/,
    source: "Models page, 2026-09: moving aliases of flagship and cyber models: what every model since gpt-5.6 takes",
    capabilities: sinceGpt56,
  },
  {
    name: "GPT Rosalind Research",
    pattern: /^gpt-rosalind-research$/,
    source: "Models page, 2026-09, names life sciences models; generation and limits are not published",
    capabilities: { ...oSeries, defaultEffort: null, contextWindow: null, maxOutputTokens: null },
  },
  {
    name: "GPT-6 under ids for pro mode",
    pattern: /^gpt-6(\.\d+)?-[a-z]+-pro$/,
    source: "OpenRouter's GPT-6 Astra guide, 2026-09: OpenAI refuses configuration updates in pro mode",
    capabilities: sinceGpt56,
  },
  {
    name: "GPT-6 Astra",
    pattern: /^gpt-6(\.2)?-astra$/,
    source: "Models page, 2026-09: low to max, 1,050,000 and 128,000 tokens; deployment checklist, 2026-11: sampling",
    capabilities: gpt6Astra,
  },
  {
    name: "GPT-6 Sol and Luna",
    pattern: /^gpt-6-(sol|luna)$/,
    source: "Model page of gpt-6-sol, 2026-10: none to max, default medium; LiteLLM's notes on luna; vercel/ai 4.0.78",
    capabilities: gpt6,
  },
  {
    name: "GPT-6.1 Terra",
    pattern: /^gpt-6\.1-terra$/,
    source: "Venice's model page, 2026-10: none to max; AWS model card: 1,050,000 and 128,000 tokens",
    capabilities: { ...gpt6, defaultEffort: null },
  },
  {
    name: "GPT-6.1 Sol",
    pattern: /^gpt-6\.1-sol$/,
    source: "Guide “Using GPT-6”, 2026-10: no none; default medium; 1,050,000 and 128,000 tokens",
    capabilities: { ...gpt6Astra, defaultEffort: "medium" },
  },
  {
    name: "GPT-6.2 Sol",
    pattern: /^gpt-6\.2-sol$/,
    source: "Announcements of 2026-11-17: 1,050,000 and 128,000 tokens; efforts as the Sol before it",
    capabilities: gpt6Astra,
  },
  {
    name: "GPT-6 Cyber, GPT-6 Rosalind",
    pattern: /^gpt-6-(cyber|rosalind)$/,
    source: "SDK types name them; no page: what every model since gpt-5.6 takes",
    capabilities: sinceGpt56,
  },
  {
    name: "GPT-6, other variants",
    pattern: /^gpt-6(\.\d+)?(-|$)/,
    source: "assumed: what every model since gpt-5.6 takes",
    assumed: true,
    capabilities: sinceGpt56,
  },
];

/**
 * For ids that no row knows. Most are an Azure deployment, the next OpenAI model, or a model behind another server. So:
 * what nearly all of them take. Role `system` is taken by OpenAI for every model and by open-weight servers, some of
 * which refuse `developer`. Efforts from low to high stand in every table of reasoning models, and a refusal is answered
 * by one retry. Sampling parameters are refused by all newer models of OpenAI: leaving them out is a reported loss,
 * sending them a refused request. Everything that came after gpt-5 is off.
 */
export const unknownModel: ModelCapabilities = {
  ...plain,
  efforts: lowToHigh,
  sampling: "never",
  contextWindow: null,
  maxOutputTokens: null,
};
