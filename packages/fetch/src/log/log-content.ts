import type { ContentBlock, MessagesRequest } from "@transpond/core";
import { type PseudonymOptions, placeholderLabels, type RedactOptions, redact } from "@transpond/core/redact";

/** Content as it may stand in a log, and how often something of each class was taken out of it. */
export type LoggedContent = { content: unknown; redactions: Record<string, number> };

/** Makes content loggable. Pseudonyms are those of the caller's tenant. */
export type ContentLog = {
  request: (body: MessagesRequest, length: number, pseudonyms: PseudonymOptions | undefined) => LoggedContent;
  answer: (blocks: readonly ContentBlock[], pseudonyms: PseudonymOptions | undefined) => LoggedContent;
};

/** What an entry may hold: texts of so many characters, lists of so many items, so many levels. */
const limits = { maxLength: 16_384, maxItems: 256, maxDepth: 24 };

/** More characters are not read, for that would hold up other requests; some 50 ms at most. */
const longest = 1024 * 1024;

/**
 * Redacts whole blocks, once. What the detectors do not know, such as names, stays: that is why a host has to ask for
 * content. What is too long to be read, or cannot be, is not shown at all.
 */
export function contentLog(options: RedactOptions): ContentLog {
  const safely = (value: unknown, length: number, pseudonyms: PseudonymOptions | undefined): LoggedContent => {
    if (length > longest) return unscanned(length);
    try {
      const content = redact(value, { ...options, ...limits, ...(pseudonyms && { pseudonyms }) });
      return { content, redactions: countPlaceholders(JSON.stringify(content), placeholderLabels(options)) };
    } catch {
      // Such as a recogniser that is none: fails closed.
      return unscanned(length);
    }
  };
  return {
    request: ({ system, messages }, length, pseudonyms) =>
      safely({ ...(system !== undefined && { system }), messages }, length, pseudonyms),
    answer: (blocks, pseudonyms) => safely(blocks, lengthOf(blocks), pseudonyms),
  };
}

const unscanned = (length: number): LoggedContent => ({ content: `[UNSCANNED ${length} chars]`, redactions: {} });

/** Of what cannot be written, as too long. */
function lengthOf(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Counts by class; what merely looks like a placeholder, `[TODO]`, is none. */
function countPlaceholders(text: string, labels: ReadonlySet<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, label = ""] of text.matchAll(/\[([A-Z][A-Z0-9_]{1,40}?)(?:_[A-Z2-7]{16})?\]/g)) {
    if (labels.has(label)) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
