import type { ModelCapabilities } from "../openai/models.js";
import type { ImageDetail } from "../openai/request.js";

/** The host's wish for images, else the model's default; `original` is `high` where the model lacks it. */
export function imageDetailFor(
  wanted: ImageDetail | undefined,
  { imageDetail, imageDetails }: Pick<ModelCapabilities, "imageDetail" | "imageDetails">,
): ImageDetail {
  if (wanted === "original" && !imageDetails.includes("original")) return "high";
  return wanted ?? imageDetail;
}
