import { asArray, asObject, isObject, type JsonObject } from "../json.js";
import { inputItems } from "../reply/default-assistant.js";

/** Fixed costs where the length of a string says nothing about tokens. */
const FIXED: Readonly<Record<string, number>> = { image_url: 765, file_data: 1500, file_url: 1500, file_id: 765 };

const characters = (value: unknown): number => {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + characters(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, entry]) => {
    const fixed = typeof entry === "string" ? FIXED[key] : undefined;
    if (fixed !== undefined) return sum + fixed * 4;
    if (key === "encrypted_content" && typeof entry === "string") return sum + entry.length / 2;
    if (key === "prompt_cache_breakpoint") return sum;
    return sum + characters(entry);
  }, 0);
};

const tokens = (value: unknown): number => Math.ceil(characters(value) / 4);

const propertyNames = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + propertyNames(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, entry]) => sum + key.length / 4 + propertyNames(entry), 0);
};

/** Tokens of what stands before the input: instructions, tools, output format. */
export const prefixTokens = (body: JsonObject): number =>
  6 +
  tokens(body.instructions) +
  asArray(body.tools).reduce((sum: number, tool) => sum + 4 + tokens(tool) + Math.ceil(propertyNames(tool)), 0) +
  tokens(asObject(body.text).format);

/** Tokens of each input item, in order. */
export const itemTokens = (body: JsonObject): readonly number[] => inputItems(body).map((item) => 4 + tokens(item));

/**
 * The simulator's rough rule for input tokens: four characters of any string a token (property names count in tools
 * only), four more for each item and tool, six for the request, 765 for an image, 1,500 for a file, an eighth of a
 * token for each character of encrypted reasoning. Additive: appended items never change what stands before them.
 */
export const countInput = (body: JsonObject): number =>
  itemTokens(body).reduce((sum, item) => sum + item, prefixTokens(body));
