import type { Finding } from "../../src/redact/spans.js";
import type { Label, LabelledText } from "./texts.js";

/** What became of the labelled spans of one class; `nearly`: at least 90 % of the span, as libraries were measured. */
export type Tally = {
  spans: number;
  fully: number;
  partly: number;
  verbatim: number;
  nearly: number;
  wrongClass: number;
};

/** What was found that no label covers, and what was found at all. */
export type Precision = { found: number; unlabelled: number };

/** What became of harmless texts. */
export type Harmless = { documents: number; altered: number; characters: number; alteredCharacters: number };

export type Detect = (text: string) => readonly Finding[];

const overlap = (a: Label | Finding, b: Label | Finding) =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Classes of which there are easy and hard kinds: one row of the table for each. */
const tiered = new Set(["PHONE", "SECRET"]);

/** The row of the table that a labelled span belongs to. */
export const rowOf = ({ type }: Label, { tier }: LabelledText) =>
  tiered.has(type) ? `${type} ${tier ?? "free text"}` : type;

/** Counts what became of each labelled span, by the row of its class. */
export function measureRecall(texts: readonly LabelledText[], detect: Detect): Map<string, Tally> {
  const rows = new Map<string, Tally>();
  for (const text of texts) {
    const labels = text.spans.filter(({ scored }) => scored !== false);
    const findings = labels.length > 0 ? detect(text.text) : [];
    for (const label of labels) {
      const row = rowOf(label, text);
      const tally = rows.get(row) ?? { spans: 0, fully: 0, partly: 0, verbatim: 0, nearly: 0, wrongClass: 0 };
      rows.set(row, tally);
      const touching = findings.filter((finding) => overlap(finding, label) > 0);
      const covered = touching.reduce((sum, finding) => sum + overlap(finding, label), 0);
      tally.spans += 1;
      if (covered === 0) tally.verbatim += 1;
      else if (covered < label.end - label.start) tally.partly += 1;
      else tally.fully += 1;
      if (covered >= 0.9 * (label.end - label.start)) tally.nearly += 1;
      if (touching.length > 0 && touching.every(({ type }) => type !== label.type)) tally.wrongClass += 1;
    }
  }
  return new Map([...rows].sort(([a], [b]) => a.localeCompare(b)));
}

/** How much of what was found in labelled texts is labelled, as whatever. */
export function measurePrecision(texts: readonly LabelledText[], detect: Detect): Precision {
  let [found, unlabelled] = [0, 0];
  for (const { text, spans } of texts) {
    for (const finding of detect(text)) {
      found += 1;
      if (!spans.some((label) => overlap(finding, label) > 0)) unlabelled += 1;
    }
  }
  return { found, unlabelled };
}

/** The kind of a harmless text: the first part of its source, the second too where texts were generated. */
export const kindOf = ({ source }: LabelledText) =>
  source.startsWith("generated/") ? source.slice("generated/".length) : (source.split("/")[0] ?? source);

/** Counts by kind which harmless texts would be altered, and how much of them. */
export function measureHarmless(texts: readonly LabelledText[], detect: Detect): Map<string, Harmless> {
  const kinds = new Map<string, Harmless>();
  for (const text of texts) {
    const kind = kindOf(text);
    const count = kinds.get(kind) ?? { documents: 0, altered: 0, characters: 0, alteredCharacters: 0 };
    kinds.set(kind, count);
    const findings = detect(text.text);
    count.documents += 1;
    count.characters += text.text.length;
    if (findings.length > 0) count.altered += 1;
    count.alteredCharacters += findings.reduce((sum, { start, end }) => sum + end - start, 0);
  }
  return kinds;
}

/** How many texts are taken for what they are not. */
export function measureTyped(texts: readonly LabelledText[], detect: Detect): { texts: number; wrong: number } {
  const wrong = texts.filter(({ text, notTypes = [] }) => detect(text).some(({ type }) => notTypes.includes(type)));
  return { texts: texts.length, wrong: wrong.length };
}
