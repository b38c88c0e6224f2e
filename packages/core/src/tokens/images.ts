import { parseDataUrl } from "../base64.js";
import { imageSize, type Size } from "../image-size.js";
import type { ImageDetail } from "../openai/request.js";
import { ESTIMATES } from "./estimates.js";
import type { ImageRules } from "./model-rules.js";

const PATCH = 32;
const TILE = 512;

const patchesOf = ({ width, height }: Size): number => Math.ceil(width / PATCH) * Math.ceil(height / PATCH);

const isDetail = (detail: string): detail is ImageDetail => ["low", "high", "original", "auto"].includes(detail);

/** The image made smaller until it has at most that many patches: by area first, then to whole patches. */
function shrunkPatches({ width, height }: Size, largest: number): number {
  const byArea = Math.sqrt((PATCH * PATCH * largest) / (width * height));
  const across = (width * byArea) / PATCH;
  const down = (height * byArea) / PATCH;
  const scale = byArea * Math.min(Math.floor(across) / across, Math.floor(down) / down);
  const shrunk = patchesOf({ width: Math.floor(width * scale), height: Math.floor(height * scale) });
  return Math.min(largest, Math.max(1, shrunk));
}

/** The image fitted into 2048 × 2048, then to 768 on its shorter side, in 512-pixel tiles. */
function tilesOf({ width, height }: Size): number {
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
  return Math.ceil(Math.floor(width * scale) / TILE) * Math.ceil(Math.floor(height * scale) / TILE);
}

/**
 * Tokens of one image.
 *
 * @param size in pixels
 * @param detail as sent; none, or an unknown one, is `auto`
 * Source: measured within three tokens for small images on patch models; the shrinking and the tile models are the
 * published formulas.
 */
export function imageTokens(rules: ImageRules, size: Size, detail: string): number {
  if (rules.by === "tiles") return detail === "low" ? rules.base : rules.base + rules.tile * tilesOf(size);
  const largest = rules.largest[isDetail(detail) ? detail : "auto"];
  const patches = patchesOf(size) <= largest ? patchesOf(size) : shrunkPatches(size, largest);
  return Math.floor(patches * rules.factor) + rules.around;
}

/** Tokens of an image by its URL: a data URL by its header, another one as an image of ordinary size. */
export function imageUrlTokens(rules: ImageRules, url: string, detail: string): number {
  const data = parseDataUrl(url);
  return imageTokens(rules, (data && imageSize(data)) ?? ESTIMATES.unknownImage, detail);
}
