import { describe, expect, it } from "vitest";
import { objectAt } from "../../src/json.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { needsCorpus, type Recording } from "../support/corpus.js";
import { expectedStop } from "../support/expected-stop.js";
import { expectedWords } from "../support/expected-words.js";
import { officialBetaMessage } from "../support/official-accumulator.js";
import {
  recordedStreams,
  successOf,
  type Translated,
  translated,
  withStreamedState,
} from "../support/recorded-translation.js";
import { messageDeltaOf, saidIn, startsOf, visibleTextOf } from "../support/stream-readings.js";
import { visibleText } from "../support/upstream-recording.js";

const cassette = "braintrust-sdk-javascript__flue-instrumentation___cassettes___flue-v0-8-latest.cassette";
const recorderShortened = Object.fromEntries(
  ["11__31bd57", "12__601a94", "13__c19e54"].map((part) => [
    `${cassette}__${part}.sse`,
    "the recorder shortened paths in the done events, not in the deltas",
  ]),
);

/** Recordings whose final form is not what was streamed, by what differs in them, and why. */
const rewritten: Record<"words" | "final", Record<string, string>> = {
  words: recorderShortened,
  final: {
    ...recorderShortened,
    "ai__openai_github-copilot-id-rotation.1__bf33f7.sse": "the server gives every id anew in each event",
  },
};

type Check = (translated: Translated, recording: Recording) => void | Promise<void>;

/** A check of every recording; one that is listed must fail it, so that the list has no entry that is not needed. */
function each(title: string, check: Check, exceptions: Record<string, string> = {}): void {
  describe(title, () => {
    for (const recording of recordedStreams) {
      const reason = exceptions[recording.name];
      it(`${recording.name}${reason === undefined ? "" : ` (not so: ${reason})`}`, async () => {
        const run = async () => check(await translated(recording), recording);
        if (reason === undefined) await run();
        else await expect(run()).rejects.toThrow();
      });
    }
    it("lists no exception that is not there", () => {
      const names = new Set(recordedStreams.map(({ name }) => name));
      expect(Object.keys(exceptions).filter((name) => !names.has(name))).toEqual([]);
    });
  });
}

describe.skipIf(recordedStreams.length === 0)(`what recorded Responses streams say${needsCorpus}`, () => {
  each("the visible text is the recording's, once", ({ events, upstream: { items } }) => {
    expect(visibleTextOf(events)).toBe(visibleText(items));
  });

  each(
    "texts, thoughts and arguments are the recording's, byte for byte",
    ({ events, upstream }) => {
      const final = successOf(upstream);
      if (!final) return;
      expect(saidIn(events)).toEqual(expectedWords({ ...final, output: upstream.items }, testContext()));
    },
    rewritten.words,
  );

  each("every call that the upstream ran by itself is shown, with its result", ({ events, upstream }) => {
    if (!successOf(upstream)) return;
    const shown = startsOf(events);
    const ran = (type: string) => upstream.items.filter((item) => item.type === type).length;
    const blocks = (type: string) => shown.filter((block) => String(block.type) === type).length;
    expect(blocks("code_execution_tool_result")).toBe(ran("code_interpreter_call"));
    expect([blocks("mcp_tool_use"), blocks("mcp_tool_result")]).toEqual([ran("mcp_call"), ran("mcp_call")]);
    const searches = upstream.items.filter(
      ({ type, status, action }) =>
        type === "web_search_call" && (status === "completed" || status === "searching") && !isPage(action),
    );
    expect(blocks("web_search_tool_result")).toBe(searches.length);
  });

  each("the stop reason is the table's", ({ events, upstream }) => {
    const final = successOf(upstream);
    if (final) expect(messageDeltaOf(events)?.delta.stop_reason).toBe(expectedStop(final, testContext()));
  });

  each("usage adds up to the upstream's", ({ events, upstream }) => {
    const final = successOf(upstream);
    const delta = messageDeltaOf(events);
    expect(delta !== undefined).toBe(final !== undefined);
    if (!final || !delta) return;
    const billed = objectAt(final, "usage");
    const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = delta.usage;
    expect(input_tokens + cache_creation_input_tokens + cache_read_input_tokens).toBe(billed.input_tokens);
    expect(output_tokens).toBe(Math.max(0, Number(billed.output_tokens)));
    expect(cache_read_input_tokens).toBe(objectAt(billed, "input_tokens_details").cached_tokens ?? 0);
  });

  each(
    "the official SDK accumulates the message of the final Response",
    async ({ events, upstream }) => {
      const final = successOf(upstream);
      if (!final) return;
      const official = await officialBetaMessage(encodeServerSentEvents(events));
      const { message } = fromOpenAIResponse(withStreamedState(final, upstream.items), testContext());
      expect(comparable(official)).toEqual(comparable(message));
    },
    rewritten.final,
  );
});

function isPage(action: unknown): boolean {
  return typeof action === "object" && action !== null && "type" in action && action.type !== "search";
}
