import type { WebSearchResultLocation } from "../anthropic/message.js";
import { type JsonObject, stringAt } from "../json.js";

/**
 * The web citations among a part's annotations (mapping B.2); others are told to `onFileCitation` and left out.
 * `cited_text` is cut from the part's own text by UTF-16 offsets.
 */
export function citationsOf(
  annotations: readonly JsonObject[],
  text: string,
  onFileCitation: () => void,
): WebSearchResultLocation[] {
  const citations: WebSearchResultLocation[] = [];
  for (const annotation of annotations) {
    if (annotation.type === "url_citation") citations.push(webCitation(annotation, text));
    else onFileCitation();
  }
  return citations;
}

function webCitation(annotation: JsonObject, text: string): WebSearchResultLocation {
  const { start_index: start, end_index: end, title } = annotation;
  const quoted = typeof start === "number" && typeof end === "number" ? quote(text, start, end) : "";
  return {
    type: "web_search_result_location",
    url: stringAt(annotation, "url"),
    title: typeof title === "string" ? title : null,
    cited_text: quoted,
    encrypted_index: `tr1.${start ?? ""}-${end ?? ""}`,
  };
}

/** As much as Anthropic quotes, in UTF-16 units; without a bound, many citations of one text would multiply it. */
const maxQuote = 150;

/** The beginning of a piece of a text, with no character cut in half at its borders. */
function quote(text: string, start: number, end: number): string {
  const from = startsInside(text, start) ? start - 1 : Math.max(0, start);
  const to = Math.min(Math.max(0, end), from + maxQuote);
  return text.slice(from, startsInside(text, to) ? to + 1 : to);
}

/** Whether a UTF-16 offset falls between the halves of a surrogate pair. */
function startsInside(text: string, offset: number): boolean {
  const point = text.codePointAt(offset - 1);
  return point !== undefined && point > 0xffff;
}
