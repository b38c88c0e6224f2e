import type { Bill } from "./bill.js";
import { billFile } from "./files.js";
import { imageUrlTokens } from "./images.js";
import { isObject, type JsonObject, textAt } from "./read.js";
import type { Surroundings } from "./surroundings.js";

const TEXT_PARTS: Readonly<Record<string, string>> = {
  input_text: "text",
  output_text: "text",
  summary_text: "text",
  text: "text",
  refusal: "refusal",
};

/** Text or content parts. Neighbouring texts are one text: tokens merge across the seam. */
export function billContent(bill: Bill, content: unknown, { rules }: Pick<Surroundings, "rules">): void {
  if (typeof content === "string") {
    bill.addText(content);
    return;
  }
  let text = "";
  for (const part of Array.isArray(content) ? content.filter(isObject) : []) {
    const key = TEXT_PARTS[textAt(part, "type")];
    if (key !== undefined) {
      text += textAt(part, key);
      continue;
    }
    bill.addText(text);
    text = "";
    if (part.type === "input_image") {
      bill.images.estimate(imageUrlTokens(rules.image, textAt(part, "image_url"), textAt(part, "detail")), "image");
    } else if (part.type === "input_file") billFile(bill, part);
    else billUnmeasured(bill, part);
  }
  bill.addText(text);
}

/** What was never measured counts as its JSON. */
export function billUnmeasured(bill: Bill, value: JsonObject): void {
  bill.estimate(0, "unmeasured_item");
  bill.addText(JSON.stringify(value));
}
