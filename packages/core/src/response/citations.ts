import type { WebSearchResultLocation } from "../anthropic/message.js";
import { type JsonObject, stringAt } from "../openai/response.js";

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
  const quoted =
    typeof start === "number" && typeof end === "number" ? text.slice(Math.max(0, start), Math.max(0, end)) : "";
  return {
    type: "web_search_result_location",
    url: stringAt(annotation, "url"),
    title: typeof title === "string" ? title : null,
    cited_text: quoted,
    encrypted_index: `tr1.${start ?? ""}-${end ?? ""}`,
  };
}
