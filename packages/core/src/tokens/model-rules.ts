import type { ImageDetail } from "../openai/request.js";
import { RENDERINGS, type Rendering, type RenderingRules } from "./rules.js";

/** Image costs: patches of 32 pixels times a factor, and the tokens around the image; or 512-pixel tiles. */
export type ImageRules =
  | { by: "patches"; factor: number; around: number; largest: Readonly<Record<ImageDetail, number>> }
  | { by: "tiles"; base: number; tile: number };

/** How earlier calls are shown. */
export type CallRules = {
  /** Which calls cost the `namedCall` of their rendering: all, those with an item id, or those of them that stand alone. */
  named: "all" | "with_item_id" | "with_item_id_alone";
  /** Whether blanks in arguments are left out. */
  minified: boolean;
  /** Whether calls that went out together are shown as one call of a wrapping tool. */
  wrapped: boolean;
};

export type ModelRules = {
  rendering: Rendering;
  image: ImageRules;
  /** Whether reasoning of earlier turns stays in the prompt where the request does not say. */
  keepsReasoning: boolean;
  calls: CallRules;
};

/** Rules of one model, with the marks of its rendering. */
export type BilledModel = ModelRules & {
  marks: RenderingRules;
  /** Whether the model is one that the table names; another counts as the newest kind. */
  known: boolean;
};

type Largest = { high: number; original?: number; auto?: number };

const patches = (factor: number, around: number, { high, original = high, auto = high }: Largest): ImageRules => ({
  by: "patches",
  factor,
  around,
  largest: { low: 256, high, original, auto },
});
const tiles = (base: number, tile: number): ImageRules => ({ by: "tiles", base, tile });

const SMALL = { high: 1536 };
const LARGE = { high: 2500, original: 10_000 };

const chatml = (image: ImageRules): ModelRules => ({
  rendering: "chatml",
  image,
  keepsReasoning: false,
  calls: { named: "with_item_id_alone", minified: false, wrapped: false },
});
/** Models up to gpt-5.2. */
const earlier = (image: ImageRules): ModelRules => ({
  rendering: "harmony",
  image,
  keepsReasoning: false,
  calls: { named: "with_item_id", minified: false, wrapped: false },
});
const later = (image: ImageRules, keepsReasoning: boolean): ModelRules => ({
  rendering: "harmony",
  image,
  keepsReasoning,
  calls: { named: "all", minified: true, wrapped: true },
});

/** gpt-5.5 and later, and a model that is not known yet. For them `auto` means `original`. */
const NEWEST = later(patches(1.2, 2, { ...LARGE, auto: 10_000 }), true);

/** The first prefix that fits decides. */
const MODELS: readonly (readonly [prefix: string, rules: ModelRules])[] = [
  ["gpt-4o-mini", chatml(tiles(2833, 5667))],
  ["gpt-4.1-mini", chatml(patches(1.62, 2, SMALL))],
  ["gpt-4.1-nano", chatml(patches(2.46, 2, SMALL))],
  ["gpt-4", chatml(tiles(85, 170))],
  ["chatgpt-4o", chatml(tiles(85, 170))],
  ["gpt-3", chatml(tiles(85, 170))],
  ["gpt-5-chat", chatml(tiles(70, 140))],
  ["o4-mini", earlier(patches(1.72, 3, SMALL))],
  ["codex-mini", earlier(patches(1.72, 3, SMALL))],
  ["o1", earlier(tiles(75, 150))],
  ["o3", earlier(tiles(75, 150))],
  ["computer-use", earlier(tiles(65, 129))],
  ["gpt-5-mini", earlier(patches(1.2, 5, SMALL))],
  ["gpt-5-nano", earlier(patches(1.5, 3, SMALL))],
  ["gpt-5.1", earlier(tiles(70, 140))],
  ["gpt-5.2", earlier(patches(1.2, 5, SMALL))],
  ["gpt-5.3", later(patches(1.2, 5, SMALL), false)],
  ["gpt-5.4-mini", later(patches(1.2, 5, LARGE), false)],
  ["gpt-5.4-nano", later(patches(1.2, 5, LARGE), false)],
  ["gpt-5.4", later(patches(1.2, 5, LARGE), true)],
  ["gpt-5.", NEWEST],
  ["gpt-5", earlier(tiles(70, 140))],
];

/** Rules of a model by its id; the owner's prefix of a fine-tuned one (`ft:`) and a provider's (`openai/`) are passed over. */
export function modelRules(model: string): BilledModel {
  const id = model.replace(/^ft:/, "").replace(/^.*\//, "").toLowerCase();
  const known = MODELS.find(([prefix]) => id.startsWith(prefix))?.[1];
  const rules = known ?? NEWEST;
  return { ...rules, marks: RENDERINGS[rules.rendering], known: known !== undefined };
}
