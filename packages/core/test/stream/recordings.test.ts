import { describe, expect, it } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { testContext } from "../support/context.js";
import { needsCorpus, type Recording } from "../support/corpus.js";
import { recordedStreams, successOf, type Translated, translated } from "../support/recorded-translation.js";
import { anthropicJudge, hasSchema, streamEventJudge } from "../support/schema.js";
import { accumulated } from "../support/stream-readings.js";
import { reads, translate } from "../support/translate.js";

/** One read a byte is slow: by default it is left to the smaller files. `TRANSPOND_FULL=1` reads all of them so. */
const isFull = process.env.TRANSPOND_FULL === "1";
const smallFile = 50_000;

/** Other things that a client may have asked for. */
const otherContexts: Record<string, Partial<TranslationContext>> = {
  "with thinking hidden": { showThinking: false },
  "with structured output": { format: true },
  "with stop sequences": { stopSequences: ["the ", "\n\n", "e", "weather"] },
  "with server tools and a beta": { serverTools: ["web_search"], betas: ["thinking-token-count"] },
  "with tool search": { serverTools: ["tool_search_tool_bm25", "code_execution"] },
  "with compaction": { compaction: true, contextManagement: null },
  "with listings of MCP servers": { betas: ["mcp-tool-listing"] },
};

const each = (title: string, check: (translated: Translated, recording: Recording) => void | Promise<void>) =>
  describe(title, () => {
    for (const recording of recordedStreams) {
      it(recording.name, async () => check(await translated(recording), recording));
    }
  });

describe.skipIf(recordedStreams.length === 0)(`recorded Responses streams${needsCorpus}`, () => {
  it("are all there", () => expect(recordedStreams.length).toBeGreaterThanOrEqual(328));

  each("give the same events whatever the size of the reads", async ({ events }, { bytes }) => {
    for (const size of [1, 7, 64]) {
      if (size === 1 && bytes.length > smallFile && !isFull) continue;
      expect(await translate(reads(bytes, size)), `reads of ${size}`).toEqual(events);
    }
  });

  each("follow the strict grammar", ({ events }) => {
    expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
  });

  for (const [title, changes] of Object.entries(otherContexts)) {
    each(`follow the strict grammar ${title}`, async (_, { bytes }) => {
      const events = await translate(reads(bytes, 4096), testContext(changes));
      expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
    });
  }

  describe.skipIf(!hasSchema)("are valid against Anthropic's schema", () => {
    const judgeEvent = hasSchema ? streamEventJudge() : () => [];
    const judgeMessage = hasSchema ? anthropicJudge("Message") : () => [];
    each("every event, and the message", ({ events, upstream }) => {
      for (const event of events) expect(judgeEvent(event), JSON.stringify(event)).toEqual([]);
      if (successOf(upstream)) expect(judgeMessage(JSON.parse(JSON.stringify(accumulated(events))))).toEqual([]);
    });
  });

  each("end well where the recording does, and elsewhere in one error", ({ events, upstream }) => {
    const errors = events.filter(({ type }) => type === "error").length;
    const isSuccess = successOf(upstream) !== undefined;
    expect([events.at(-1)?.type, errors]).toEqual(isSuccess ? ["message_stop", 0] : ["error", 1]);
  });
});
