import type { ImageDetail } from "../openai/request.js";

/** How the upstream renders a request before it tokenises it: `harmony` for models that reason, `chatml` for the others. */
export type Rendering = "harmony" | "chatml";

/** Tokens of the marks around what a request holds. Measured on billed requests; the text inside comes on top. */
export type RenderingRules = {
  /** Start of the reply, once. */
  reply: number;
  /** A message of a user, a system or a developer, and `instructions`. */
  message: number;
  assistantMessage: number;
  /** The same with `phase: "commentary"`. */
  commentaryMessage: number;
  /** All function tools together, once. */
  tools: number;
  /** Instead of `tools`, where the first one has no description. */
  toolsWithoutDescription: number;
  /** An output schema: around its name and its JSON. */
  jsonSchema: number;
  functionCall: number;
  /** More for some calls (`ModelRules.namedCalls`). */
  namedCall: number;
  /** More for a call of a tool that is not declared. */
  undeclaredCall: number;
  functionCallOutput: number;
  /** `tool_choice: "required"`. */
  toolRequired: number;
  /** A forced tool, around its name. */
  toolForced: number;
  /** `parallel_tool_calls: false` with several tools. */
  oneToolAtATime: number;
  /** An `additional_tools` item, around its tools. */
  additionalTools: number;
};

const RENDERINGS: Record<Rendering, RenderingRules> = {
  harmony: {
    reply: 2,
    message: 4,
    assistantMessage: 6,
    commentaryMessage: 7,
    tools: 15,
    toolsWithoutDescription: 15,
    jsonSchema: 6,
    functionCall: 8,
    namedCall: 3,
    undeclaredCall: 3,
    functionCallOutput: 7,
    toolRequired: 0,
    toolForced: 0,
    oneToolAtATime: 78,
    additionalTools: 82,
  },
  chatml: {
    reply: 3,
    message: 4,
    assistantMessage: 4,
    commentaryMessage: 4,
    tools: 9,
    toolsWithoutDescription: 10,
    jsonSchema: 7,
    functionCall: 4,
    namedCall: 3,
    undeclaredCall: 0,
    functionCallOutput: 5,
    toolRequired: 9,
    toolForced: 7,
    oneToolAtATime: 0,
    additionalTools: 82,
  },
};

/** Image costs: patches of 32 pixels times a factor, or 512-pixel tiles. */
export type ImageRules =
  | { by: "patches"; factor: number; largest: Readonly<Record<ImageDetail, number>> }
  | { by: "tiles"; base: number; tile: number };

const patches = (factor: number, high: number, original = high, auto = high): ImageRules => ({
  by: "patches",
  factor,
  largest: { low: 256, high, original, auto },
});

export type ModelRules = {
  rendering: Rendering;
  image: ImageRules;
  /** Whether reasoning of earlier turns stays in the prompt where the request does not say. */
  keepsReasoning: boolean;
  /** Which calls cost the `namedCall` of their rendering: all, those with an item id, or those of them that stand alone. */
  namedCalls: "all" | "with_item_id" | "with_item_id_alone";
};

/** Rules of one model, with the marks of its rendering. */
export type BilledModel = ModelRules & { marks: RenderingRules };

const tiles = (base: number, tile: number): ImageRules => ({ by: "tiles", base, tile });
const chatml = (image: ImageRules): ModelRules => ({
  rendering: "chatml",
  image,
  keepsReasoning: false,
  namedCalls: "with_item_id_alone",
});
/** Models up to gpt-5.2, and the later ones. */
const earlier = (image: ImageRules): ModelRules => ({
  rendering: "harmony",
  image,
  keepsReasoning: false,
  namedCalls: "with_item_id",
});
const later = (image: ImageRules, keepsReasoning: boolean): ModelRules => ({
  rendering: "harmony",
  image,
  keepsReasoning,
  namedCalls: "all",
});

/** gpt-5.5 and later, and a model that is not known yet. For them `auto` means `original`. */
const NEWEST = later(patches(1.2, 2500, 10_000, 10_000), true);

/** The first prefix that fits decides. */
const MODELS: readonly (readonly [prefix: string, rules: ModelRules])[] = [
  ["gpt-4o-mini", chatml(tiles(2833, 5667))],
  ["gpt-4.1-mini", chatml(patches(1.62, 1536))],
  ["gpt-4.1-nano", chatml(patches(2.46, 1536))],
  ["gpt-4", chatml(tiles(85, 170))],
  ["chatgpt-4o", chatml(tiles(85, 170))],
  ["gpt-3", chatml(tiles(85, 170))],
  ["gpt-5-chat", chatml(tiles(70, 140))],
  ["o4-mini", earlier(patches(1.72, 1536))],
  ["o1", earlier(tiles(75, 150))],
  ["o3", earlier(tiles(75, 150))],
  ["computer-use", earlier(tiles(65, 129))],
  ["gpt-5-mini", earlier(patches(1.2, 1536))],
  ["gpt-5-nano", earlier(patches(1.5, 1536))],
  ["gpt-5.1", earlier(tiles(70, 140))],
  ["gpt-5.2", earlier(patches(1.2, 1536))],
  ["gpt-5.3", later(patches(1.2, 1536), false)],
  ["gpt-5.4-mini", later(patches(1.2, 2500, 10_000), false)],
  ["gpt-5.4-nano", later(patches(1.2, 2500, 10_000), false)],
  ["gpt-5.4", later(patches(1.2, 2500, 10_000), true)],
  ["gpt-5.", NEWEST],
  ["gpt-5", earlier(tiles(70, 140))],
];

/** Rules of a model by its id; the owner's prefix of a fine-tuned one (`ft:`) and a provider's (`openai/`) are passed over. */
export function modelRules(model: string): BilledModel {
  const id = model.replace(/^ft:/, "").replace(/^.*\//, "").toLowerCase();
  const rules = MODELS.find(([prefix]) => id.startsWith(prefix))?.[1] ?? NEWEST;
  return { ...rules, marks: RENDERINGS[rules.rendering] };
}

/**
 * Tokens that a hosted tool adds by being declared, on models that reason and on the others. What it finds is billed when
 * it runs and cannot be known before.
 */
export const HOSTED_TOOLS: Readonly<Record<string, Readonly<Record<Rendering, number>>>> = {
  web_search: { harmony: 6900, chatml: 294 },
  web_search_preview: { harmony: 6900, chatml: 294 },
  code_interpreter: { harmony: 581, chatml: 370 },
  image_generation: { harmony: 342, chatml: 342 },
  file_search: { harmony: 1100, chatml: 1100 },
  tool_search: { harmony: 160, chatml: 160 },
  apply_patch: { harmony: 623, chatml: 623 },
};
/** Estimate for a hosted tool that was never measured. */
export const OTHER_HOSTED_TOOL = 300;

/** Estimates for what is not in the request. Over rather than under: a low count makes a client compact too late. */
export const ESTIMATES = {
  /** Replayed reasoning: tokens a character of `encrypted_content`, less an offset. Fitted within 24 tokens an item. */
  reasoningPerCharacter: 0.141,
  reasoningOffset: 118,
  reasoningItem: 2,
  /** A page of a PDF: its text. */
  pdfPage: 800,
  /** Bytes of a PDF that stand for a page where its page tree cannot be read. */
  pdfBytesPerPage: 100_000,
  /** A file that is somewhere else. */
  remoteFile: 2000,
  /** An image whose size cannot be read is taken for one of this width and height. */
  unknownImage: { width: 1024, height: 1024 },
  /** Tokens of each image that the formula does not explain. */
  patchImage: 2,
} as const;
