import { type TextBlockParam, textBlock } from "../anthropic/content.js";
import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import { addText } from "./content-blocks.js";
import type { PlacedItem } from "./input-items.js";
import { Parts } from "./parts.js";
import { instructions } from "./system-messages.js";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { check } from "./validate.js";

const attribution = "x-anthropic-billing-header:";
const known = knownKeysOf(textBlock);

/**
 * The system prompt as one leading instruction message with one part a block: `instructions` is a plain string and
 * would lose borders and cache breakpoints. Source: mapping A6, A6a, K8.
 */
export function translateSystem(system: MessagesRequest["system"], t: Translation): PlacedItem | null {
  const parts = new Parts();
  if (typeof system === "string") {
    addText({ type: "text", text: withoutAttribution(system, "system", t) }, "system", parts, t);
  } else {
    system?.forEach((value: unknown, index) => {
      const path = `system.${index}`;
      checkSystemBlock(value, path, t);
      const text = index === 0 ? withoutAttribution(value.text, path, t) : value.text;
      if (text !== "" || value.text === "") addText({ ...value, text }, path, parts, t);
    });
  }
  return parts.parts.length === 0 ? null : { item: instructions(parts, t), path: parts.paths };
}

function checkSystemBlock(value: unknown, path: string, t: Translation): asserts value is TextBlockParam {
  if (!isObject(value)) throw invalidRequest(path, "Input should be a valid dictionary");
  check(textBlock, value, path);
  noteUnknownFields(value, known, path, t.ledger);
}

/** Claude Code's attribution line changes with each request and would defeat the prompt cache (F33). */
function withoutAttribution(text: string, path: string, t: Translation): string {
  if (!text.startsWith(attribution)) return text;
  t.ledger.add("billing_header_removed", path);
  const end = text.indexOf("\n");
  return end < 0 ? "" : text.slice(end + 1);
}
