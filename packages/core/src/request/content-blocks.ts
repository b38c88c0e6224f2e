import {
  documentBlock,
  type ImageBlockParam,
  imageBlock,
  searchResultBlock,
  type TextBlockParam,
  textBlock,
} from "../anthropic/content.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { ImageDetail } from "../openai/request.js";
import { type BlockHandler, block } from "./block-table.js";
import { addDocument, noteCitations } from "./documents.js";
import type { Parts } from "./parts.js";
import type { Translation } from "./translation.js";
import { at, unknownTagMessage } from "./validate.js";

/** Blocks that become content parts, in user messages and in tool results alike. Source: mapping B1 to B4. */
export type PartHandler = BlockHandler<Parts>;

const text = block("text", textBlock, (value, path, parts: Parts, t) => {
  addText(value, path, parts, t);
});

const image = block("image", imageBlock, (value, path, parts: Parts, t) => {
  addImage(value, path, parts, t);
});

const document = block("document", documentBlock, (value, path, parts: Parts, t) => {
  const start = parts.parts.length;
  addDocument(value, path, parts, t, addNested);
  t.cache.place(value.cache_control, parts.parts.slice(start), at(path, "cache_control"));
});

const searchResult = block("search_result", searchResultBlock, (value, path, parts: Parts, t) => {
  const start = parts.parts.length;
  t.ledger.add("search_result_flattened", path);
  noteCitations(value.citations, path, t);
  parts.text(`Search result: ${value.title}\nSource: ${value.source}`, path);
  value.content.forEach((nested, index) => {
    addNested(nested, `${path}.content.${index}`, parts, t);
  });
  t.cache.place(value.cache_control, parts.parts.slice(start), at(path, "cache_control"));
});

export const partHandlers: ReadonlyMap<unknown, PartHandler> = new Map<unknown, PartHandler>([
  text,
  image,
  document,
  searchResult,
]);

const nestedHandlers: ReadonlyMap<unknown, PartHandler> = new Map<unknown, PartHandler>([text, image]);

/** A text or image inside a document or search result. */
function addNested(value: unknown, path: string, parts: Parts, t: Translation): void {
  dispatch(nestedHandlers, value, path, parts, t);
}

/**
 * Hands a block to the row of its `type`.
 *
 * @throws TranspondError 400 for a type that may not stand here
 */
export function dispatch<Target>(
  handlers: ReadonlyMap<unknown, BlockHandler<Target>>,
  value: unknown,
  path: string,
  target: Target,
  t: Translation,
): void {
  if (!isObject(value)) throw invalidRequest(path, "Input should be a valid dictionary");
  if (value.type === undefined) throw invalidRequest(at(path, "type"), "Field required");
  const handler = handlers.get(value.type);
  if (handler === undefined) {
    throw invalidRequest(path, unknownTagMessage(value.type, [...handlers.keys()].map(String)));
  }
  handler(value, path, target, t);
}

/** A row for a known block that may not stand here. */
export function refused<Target>(type: string, message: string): [string, BlockHandler<Target>] {
  return [
    type,
    (_block, path) => {
      throw invalidRequest(path, message);
    },
  ];
}

/** A row for a known block of the other role. */
export function onlyIn<Target>(role: "user" | "assistant" | "system", type: string): [string, BlockHandler<Target>] {
  return refused(type, `\`${type}\` blocks can only be in \`${role}\` messages`);
}

/** Text of a user or system block; empty text is left out (M18). */
export function addText(value: TextBlockParam, path: string, parts: Parts, t: Translation): void {
  if (value.citations && value.citations.length > 0) {
    // 2026-10-21 takes no citations on text that the user writes; before, they were taken and ignored.
    if (t.version === "2026-10-21") throw invalidRequest(at(path, "citations"), "Extra inputs are not permitted");
    t.ledger.add("citations_dropped", at(path, "citations"));
  }
  if (value.text === "") {
    t.ledger.add("empty_text_dropped", path);
    t.cache.place(value.cache_control, [], at(path, "cache_control"));
    return;
  }
  parts.text(value.text, path);
  t.cache.place(value.cache_control, parts.parts.slice(-1), at(path, "cache_control"));
}

function addImage(value: ImageBlockParam, path: string, parts: Parts, t: Translation): void {
  const { source } = value;
  if (source.type === "file") throw invalidRequest(`${path}.image.source.file.file_id`, "file not found");
  const detail = value.transformations?.oversized_image === "error" ? unscaled(source, path, t) : t.imageDetail;
  const url = source.type === "url" ? source.url : `data:${source.media_type};base64,${source.data}`;
  parts.add({ type: "input_image", image_url: url, detail }, path);
  t.cache.place(value.cache_control, parts.parts.slice(-1), at(path, "cache_control"));
}

/** The detail of an image that must not be scaled down, which models know that are given images at `high` (B2t). */
function unscaled(source: ImageBlockParam["source"], path: string, t: Translation): ImageDetail {
  const detail = t.imageDetail === "high" && t.capabilities.imageDetail === "high" ? "original" : t.imageDetail;
  if (!t.oversizedImages.check(source, path) || detail !== "original") {
    t.ledger.add("image_may_be_scaled", at(path, "transformations.oversized_image"));
  }
  return detail;
}
