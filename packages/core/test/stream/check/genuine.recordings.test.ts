import { describe, expect, it } from "vitest";
import { dataOf, needsCorpus, recordings } from "../../support/corpus.js";
import { lenient } from "./check.js";

/** Genuine recordings that are no valid stream, and why. */
const exceptions: Record<string, [reason: string, ...rules: string[]]> = {
  "ai__anthropic_anthropic-tool-search-bm25.1__a69151.sse": ["two answers in one file", "after_end"],
  "ai__anthropic_anthropic-tool-search-deferred-bm25__887c82.sse": [
    "three answers in one file",
    "after_end",
    "after_end",
  ],
  "ai__anthropic_anthropic-tool-search-deferred-regex__002403.sse": [
    "three answers in one file",
    "after_end",
    "after_end",
  ],
  "ai__anthropic_anthropic-tool-search-regex.1__cdaf96.sse": ["two answers in one file", "after_end"],
  "ai__anthropic_duplicate-message-start__cc8c9c.sse": ["edited to hold a second message_start", "start_repeated"],
  "anthropic-sdk-python__streaming_incomplete_partial_json_response__e0e79e.sse": [
    "edited: the last content_block_stop was cut out",
    "block_open",
  ],
};

const genuine = recordings("anthropic-streams");

describe.skipIf(genuine.length === 0)(`Anthropic's own streams${needsCorpus}`, () => {
  it("are all there", () => expect(genuine.length).toBeGreaterThanOrEqual(191));

  for (const { name, text: recorded } of genuine) {
    it(name, () => {
      const [, ...expected] = exceptions[name] ?? [""];
      const events = dataOf(recorded);
      expect(events.length).toBeGreaterThan(1);
      expect(lenient(events)).toEqual(expected);
    });
  }
});
