import type { WebSearchResultLocation } from "../anthropic/message.js";
import { type JsonObject, stringAt } from "../json.js";
import { type Span, spanReader } from "./cited-span.js";

/** What a web citation says of itself, as far as it is used. */
export type WebMark = { url: string; title: string | null; start: number | null; end: number | null };

/** A citation of a text and where it stands there; `null` where it does not say. */
export type PlacedCitation = { citation: WebSearchResultLocation; span: Span | null };

/** Reads an annotation of a text (mapping B.2); `undefined` where it cites no page of the web. */
export function webMark(annotation: JsonObject): WebMark | undefined {
  const { title } = annotation;
  const url = stringAt(annotation, "url");
  if (annotation.type !== "url_citation" || url === "") return undefined;
  return {
    url,
    title: typeof title === "string" ? title : null,
    start: offsetAt(annotation, "start_index"),
    end: offsetAt(annotation, "end_index"),
  };
}

/** The citations of a part's text, in the order in which they stand there; those that stand nowhere come last. */
export function citationsOf(marks: readonly WebMark[], text: string): PlacedCitation[] {
  if (marks.length === 0) return [];
  const spanOf = spanReader(text);
  const placeOf = ({ start }: WebMark) => start ?? Number.MAX_VALUE;
  return marks
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ url, title, start, end }) => {
      const span = start === null || end === null ? null : spanOf(start, end);
      const cited_text = span === null ? "" : quote(text, span);
      const encrypted_index = `tr1.${start ?? ""}-${end ?? ""}`;
      return { citation: { type: "web_search_result_location", url, title, cited_text, encrypted_index }, span };
    });
}

function offsetAt(annotation: JsonObject, key: string): number | null {
  const value = annotation[key];
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/** As much as Anthropic quotes, in UTF-16 units; without a bound, many citations of one text would multiply it. */
const maxQuote = 150;

/** The beginning of a piece of a text, with no character cut in half at its borders. */
function quote(text: string, { start, end }: Span): string {
  const from = startsInside(text, start) ? start - 1 : Math.max(0, start);
  const to = Math.min(Math.max(0, end), from + maxQuote);
  return text.slice(from, startsInside(text, to) ? to + 1 : to);
}

/** Whether a UTF-16 offset falls between the halves of a surrogate pair. */
function startsInside(text: string, offset: number): boolean {
  const point = text.codePointAt(offset - 1);
  return point !== undefined && point > 0xffff;
}
