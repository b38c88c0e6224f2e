import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, objectsAt, stringAt } from "../../src/json.js";
import { spanReader } from "../../src/response/cited-span.js";
import { dataOf, hasCorpus, needsCorpus, recordings } from "../support/corpus.js";

type Cited = { text: string; start: number; end: number };

/** Every citation of a page that stands anywhere in a recording, with the text that it cites; once each. */
function citedIn(value: unknown, found = new Map<string, Cited>()): Map<string, Cited> {
  if (Array.isArray(value)) for (const entry of value) citedIn(entry, found);
  if (!isObject(value)) return found;
  if (value.type === "output_text")
    for (const annotation of objectsAt(value, "annotations")) note(value, annotation, found);
  for (const entry of Object.values(value)) citedIn(entry, found);
  return found;
}

function note(part: JsonObject, annotation: JsonObject, found: Map<string, Cited>): void {
  const { type, start_index: start, end_index: end } = annotation;
  const text = stringAt(part, "text");
  if (type !== "url_citation" || typeof start !== "number" || typeof end !== "number" || end > text.length) return;
  found.set(`${start}-${end}-${text}`, { text, start, end });
}

const all = ["responses-streams", "responses-json"].flatMap((folder) =>
  recordings(folder).flatMap(({ text }) => {
    if (!text.includes("url_citation")) return [];
    return [...citedIn(folder === "responses-json" ? JSON.parse(text) : dataOf(text)).values()];
  }),
);
const isLink = /^\(?\[.+\]\(https?:\S*\)$/;

describe.skipIf(!hasCorpus)(`recorded citations${needsCorpus}`, () => {
  it("span a Markdown link, counted in characters", () => {
    expect(all.length).toBeGreaterThan(50);
    const read = all
      .map(({ text, start, end }) => spanReader(text)(start, end))
      .map((span, at) => ({ ...all[at], ...span }));
    expect(read.filter(({ text = "", start, end }) => !isLink.test(text.slice(start, end)))).toEqual([]);
  });

  it("are not counted in bytes", () => {
    const bytes = (text: string, start: number, end: number) =>
      new TextDecoder().decode(new TextEncoder().encode(text).subarray(start, end));
    const shifted = all.filter(({ text, start }) => /[^\0-\x7f]/.test(text.slice(0, start)));
    expect(shifted.length).toBeGreaterThan(20);
    expect(shifted.filter(({ text, start, end }) => isLink.test(bytes(text, start, end)))).toEqual([]);
  });
});
