import type { ImageBlockParam } from "../anthropic/content.js";
import { TranspondError } from "../errors/transpond-error.js";
import { imageSize, type Size } from "../image-size.js";

/**
 * The largest image that Claude sees as it is: its longest side, and its patches of 28 × 28 pixels. Source: Anthropic's
 * page “Vision”, models from 4.7 on; OpenAI's `detail: "original"` holds more.
 */
const maxSide = 2576;
const maxPatches = 4784;
const patch = 28;

type Oversized = { path: string; size: Size; fits: Size };

/** Images that must not be scaled down: all that are too large are told in one refusal. Source: mapping B2t. */
export class OversizedImages {
  readonly #found: Oversized[] = [];

  /** @returns whether the size of the image is known; a larger one than fits is kept in mind */
  check(source: ImageBlockParam["source"], path: string): boolean {
    if (source.type !== "base64") return false;
    const size = imageSize({ mediaType: source.media_type, url: source.data, start: 0 });
    if (size === null) return false;
    const fits = largestThatFits(size);
    if (fits.width < size.width || fits.height < size.height) this.#found.push({ path, size, fits });
    return true;
  }

  /**
   * To be called when all blocks were walked.
   *
   * @throws TranspondError 400 that names the size of the first image that is too large, and the places of all of them
   */
  finish(): void {
    const [first] = this.#found;
    if (first === undefined) return;
    const { size, fits } = first;
    throw new TranspondError({
      status: 400,
      type: "invalid_request_error",
      path: `${first.path}.image.source.base64.data`,
      message: `the image of ${written(size)} pixels would be scaled down; at most ${written(fits)} pixels fit`,
      details: {
        error_code: "image_dimensions_too_large",
        max_side_length_pixels: Math.min(...this.#found.map(({ fits }) => Math.max(fits.width, fits.height))),
        paths: this.#found.map(({ path }) => path),
      },
    });
  }
}

const written = ({ width, height }: Size): string => `${width}x${height}`;

/** The image as it is, or the largest one of its proportions that is not scaled down. */
function largestThatFits(size: Size): Size {
  const { width, height } = size;
  const longest = Math.max(width, height);
  // Patches are whole: the area says how many there are about, so the search ends after a few steps.
  const byArea = longest * Math.sqrt((maxPatches * patch * patch) / (width * height));
  let side = Math.min(longest, maxSide, Math.ceil(byArea));
  while (side > 1 && patchesOf(scaled(size, side)) > maxPatches) side--;
  return scaled(size, side);
}

function scaled({ width, height }: Size, longest: number): Size {
  const scale = longest / Math.max(width, height);
  if (scale >= 1) return { width, height };
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

const patchesOf = ({ width, height }: Size): number => Math.ceil(width / patch) * Math.ceil(height / patch);
