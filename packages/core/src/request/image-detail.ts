import { isObject, stringAt } from "../json.js";
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

/** Names of the tools whose results are pictures of a screen, beside the members of toolsets, which all work on one. */
export function screenTools(tools: readonly unknown[] | null | undefined): ReadonlySet<string> {
  return new Set(
    (tools ?? [])
      .filter(isObject)
      .filter((tool) => /^computer_\d/.test(stringAt(tool, "type")))
      .map((tool) => stringAt(tool, "name")),
  );
}

/** Coordinates are those of the picture: one that is scaled down makes the model miss (B2). A host's own wish comes first. */
export function screenDetail(
  detail: ImageDetail,
  { imageDetail, imageDetails }: Pick<ModelCapabilities, "imageDetail" | "imageDetails">,
): ImageDetail {
  return detail === imageDetail && imageDetails.includes("original") ? "original" : detail;
}
