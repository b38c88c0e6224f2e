import type { ModelCapabilities } from "./models.js";
import type { Effort } from "./request.js";

/** One family of models. The first row whose pattern fits decides. */
type ModelRow = {
  pattern: RegExp;
  /** Where the facts come from; "A.6" is the table of docs/mapping.md. */
  source: string;
  capabilities: ModelCapabilities;
};

const lowToHigh: readonly Effort[] = ["low", "medium", "high"];
const lowToMax: readonly Effort[] = [...lowToHigh, "xhigh", "max"];
const noneToHigh: readonly Effort[] = ["none", ...lowToHigh];
const noneToXhigh: readonly Effort[] = [...noneToHigh, "xhigh"];
const noneToMax: readonly Effort[] = ["none", ...lowToMax];

/** Everything that later families added, switched off. */
const plain: ModelCapabilities = {
  efforts: [],
  defaultEffort: null,
  conciseSummary: false,
  sampling: "always",
  instructionRole: "system",
  parallelToolCalls: true,
  cacheBreakpoints: false,
  phase: false,
  toolSearch: false,
  configurationUpdate: false,
  imageDetail: "auto",
  contextWindow: 128_000,
  maxOutputTokens: 16_384,
};

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
  contextWindow: 400_000,
  maxOutputTokens: 128_000,
};

const gpt51: ModelCapabilities = {
  ...gpt5,
  efforts: noneToHigh,
  defaultEffort: "none",
  conciseSummary: true,
  sampling: "effort_none",
};

const gpt52: ModelCapabilities = { ...gpt51, efforts: noneToXhigh };
const gpt53codex: ModelCapabilities = { ...gpt52, defaultEffort: "medium", phase: true };

const gpt54: ModelCapabilities = {
  ...gpt52,
  phase: true,
  toolSearch: true,
  imageDetail: "high",
  contextWindow: 1_050_000,
};

const gpt55: ModelCapabilities = { ...gpt54, defaultEffort: "medium" };
const gpt56: ModelCapabilities = { ...gpt55, efforts: noneToMax, cacheBreakpoints: true };
const gpt6: ModelCapabilities = { ...gpt56, efforts: lowToMax, defaultEffort: null, sampling: "never" };

export const modelRows: readonly ModelRow[] = [
  {
    pattern: /^gpt-5(\.\d+)?-chat(-latest)?$|^chat-latest$|^chatgpt-/,
    source: "A.6; model pages",
    capabilities: plain,
  },
  {
    pattern: /^gpt-4\.1-nano/,
    source: "A.5: parallel calls go wrong on this model; model page",
    capabilities: { ...gpt41, parallelToolCalls: false },
  },
  { pattern: /^gpt-4\.1/, source: "A.6; model page", capabilities: gpt41 },
  { pattern: /^gpt-4o/, source: "A.6; model page", capabilities: plain },
  { pattern: /^o[134](-|$)/, source: "A.6; model pages of o1, o3, o4-mini", capabilities: oSeries },
  {
    pattern: /^gpt-5-pro/,
    source: "A.6; model page",
    capabilities: { ...gpt5, efforts: ["high"], defaultEffort: "high", maxOutputTokens: 272_000 },
  },
  { pattern: /^gpt-5-codex/, source: "A.6", capabilities: { ...gpt5, efforts: lowToHigh } },
  { pattern: /^gpt-5(-mini|-nano)?$/, source: "A.6; model page", capabilities: gpt5 },
  { pattern: /^gpt-5\.1-codex-max/, source: "A.6", capabilities: gpt52 },
  { pattern: /^gpt-5\.1(-|$)/, source: "A.6; model page", capabilities: gpt51 },
  {
    pattern: /^gpt-5\.2-pro/,
    source: "model page",
    capabilities: { ...gpt52, efforts: ["medium", "high", "xhigh"], defaultEffort: "medium", sampling: "never" },
  },
  { pattern: /^gpt-5\.2(-|$)/, source: "A.6; model page", capabilities: gpt52 },
  { pattern: /^gpt-5\.3(-|$)/, source: "A.6, M4 (phase)", capabilities: gpt53codex },
  {
    pattern: /^gpt-5\.4-(mini|nano)/,
    source: "A.6; model pages: 400,000 tokens",
    capabilities: { ...gpt54, contextWindow: 400_000 },
  },
  { pattern: /^gpt-5\.4(-|$)/, source: "A.6, T1d (tool search); model page: 1,050,000 tokens", capabilities: gpt54 },
  { pattern: /^gpt-5\.5(-|$)/, source: "A.6; page “Compare models”", capabilities: gpt55 },
  { pattern: /^gpt-5\.6(-|$)/, source: "A.6, A.8 (breakpoints); page “Compare models”", capabilities: gpt56 },
  {
    pattern: /^gpt-6(\.\d+)?-astra/,
    source: "A.6, M10 (configuration updates); model page: 1,050,000 tokens",
    capabilities: { ...gpt6, configurationUpdate: true },
  },
  { pattern: /^gpt-6(\.\d+)?(-|$)/, source: "A.6; model pages", capabilities: gpt6 },
];

/**
 * For ids that no row knows. Most are either the next OpenAI model, which reasons and refuses sampling parameters, or an
 * open-weight model behind another server, which refuses new fields. So: what both take; sampling parameters are left
 * out and reported, since a refused request is worse than a reported loss.
 */
export const unknownModel: ModelCapabilities = {
  ...plain,
  efforts: lowToHigh,
  sampling: "never",
  contextWindow: null,
  maxOutputTokens: null,
};
