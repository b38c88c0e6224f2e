import { describe, expect, it } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../src/json.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { needsCorpus, type Recording, recordings } from "../support/corpus.js";
import { officialBetaMessage, officialMessage } from "../support/official-accumulator.js";
import { anthropicJudge, hasSchema, streamEventJudge } from "../support/schema.js";
import { reads, translate } from "../support/translate.js";
import { readUpstream, type UpstreamRecording, visibleText } from "../support/upstream-recording.js";

const streams = recordings("responses-streams");
const bodies = recordings("responses-json");

/** One read a byte is slow: by default it is left to the smaller files. `TRANSPOND_FULL=1` reads all of them so. */
const isFull = process.env.TRANSPOND_FULL === "1";
const smallFile = 50_000;

/** Recordings whose final Response is not what was streamed, and why. */
const rewritten: Record<string, string> = {
  "ai__openai_github-copilot-id-rotation.1__bf33f7.sse": "the server gives every id anew in each event",
  "ai__openai_openai-phase.1__5ac4f6.sse":
    "edited: the item between the two messages was cut out of both, its index only out of one",
  "braintrust-sdk-javascript__flue-instrumentation___cassettes___flue-v0-8-latest.cassette__11__31bd57.sse":
    "the recorder shortened paths in the done events, not in the deltas",
  "braintrust-sdk-javascript__flue-instrumentation___cassettes___flue-v0-8-latest.cassette__12__601a94.sse":
    "the recorder shortened paths in the done events, not in the deltas",
  "braintrust-sdk-javascript__flue-instrumentation___cassettes___flue-v0-8-latest.cassette__13__c19e54.sse":
    "the recorder shortened paths in the done events, not in the deltas",
};

/** Other things that a client may have asked for. */
const otherContexts: Record<string, Partial<TranslationContext>> = {
  "with thinking hidden": { showThinking: false },
  "with structured output": { format: true },
  "with stop sequences": { stopSequences: ["the ", "\n\n", "e", "weather"] },
  "with server tools and a beta": { serverTools: ["web_search"], betas: ["thinking-token-count"] },
  "with listings of MCP servers": { betas: ["mcp-tool-listing"] },
};

type Translated = { events: StreamEvent[]; upstream: UpstreamRecording };
const cache = new Map<string, Promise<Translated>>();

/** Each recording is translated once for all that is asked of it. */
function translated(recording: Recording): Promise<Translated> {
  const known = cache.get(recording.name);
  if (known) return known;
  const fresh = translate(reads(recording.bytes, 4096)).then((events) => ({
    events,
    upstream: readUpstream(recording),
  }));
  cache.set(recording.name, fresh);
  return fresh;
}

const each = (title: string, check: (translated: Translated, recording: Recording) => void | Promise<void>) =>
  describe(title, () => {
    for (const recording of streams) {
      it(recording.name, async () => check(await translated(recording), recording));
    }
  });

const textOf = (events: readonly StreamEvent[]) =>
  events
    .map((event) => (event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : ""))
    .join("");

const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

describe.skipIf(streams.length === 0)(`recorded Responses streams${needsCorpus}`, () => {
  it("are all there", () => expect(streams.length).toBeGreaterThanOrEqual(328));

  each("give the same events whatever the size of the reads", async ({ events }, { bytes }) => {
    for (const size of [1, 7, 64]) {
      if (size === 1 && bytes.length > smallFile && !isFull) continue;
      expect(await translate(reads(bytes, size)), `reads of ${size}`).toEqual(events);
    }
  });

  each("follow the strict grammar", ({ events }) => {
    expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
  });

  describe.skipIf(!hasSchema)("are valid against Anthropic's schema", () => {
    const judge = hasSchema ? streamEventJudge() : () => [];
    each("every event", ({ events }) => {
      for (const event of events) expect(judge(event), JSON.stringify(event)).toEqual([]);
    });
  });

  for (const [title, changes] of Object.entries(otherContexts)) {
    each(`follow the strict grammar ${title}`, async (_, { bytes }) => {
      const events = await translate(reads(bytes, 4096), testContext(changes));
      expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
    });
  }

  each("succeed exactly where the recording does", ({ events, upstream: { final } }) => {
    expect(events.at(-1)?.type).toBe(final && !asksForApproval(final) ? "message_stop" : "error");
  });

  each("have the recording's whole text, once", ({ events, upstream: { text } }) => {
    expect(textOf(events)).toBe(text);
  });

  each("show every call that the upstream ran by itself, with its result", ({ events, upstream: { final, items } }) => {
    if (!final || asksForApproval(final)) return;
    const shown = events.flatMap((event) => (event.type === "content_block_start" ? [event.content_block] : []));
    const ran = (type: string) => items.filter((item) => item.type === type).length;
    const blocks = (type: string) => shown.filter((block) => String(block.type) === type).length;
    expect(blocks("code_execution_tool_result")).toBe(ran("code_interpreter_call"));
    expect([blocks("mcp_tool_use"), blocks("mcp_tool_result")]).toEqual([ran("mcp_call"), ran("mcp_call")]);
  });

  each("have usage that adds up", ({ events, upstream: { final } }) => {
    const delta = events.find((event) => event.type === "message_delta");
    if (!final || asksForApproval(final) || delta?.type !== "message_delta") return expect(delta).toBeUndefined();
    const billed = objectAt(final, "usage");
    const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = delta.usage;
    expect(input_tokens + cache_creation_input_tokens + cache_read_input_tokens).toBe(billed.input_tokens);
    expect(output_tokens).toBe(Math.max(0, Number(billed.output_tokens)));
    expect(cache_read_input_tokens).toBe(objectAt(billed, "input_tokens_details").cached_tokens ?? 0);
  });

  each(
    "accumulate, in the official SDK, to the message of the final Response",
    async ({ events, upstream }, { name }) => {
      const { final, items } = upstream;
      if (!final || asksForApproval(final)) return;
      const accumulated = items.some(({ type }) => type === "mcp_call") ? officialBetaMessage : officialMessage;
      const official = await accumulated(encodeServerSentEvents(events));
      if (rewritten[name]) return expect(official.stop_reason).not.toBeNull();
      const { message } = fromOpenAIResponse(withStreamedState(final, items), testContext());
      expect(comparable(official)).toEqual(comparable(message));
    },
  );
});

/** Recorded from requests that asked for approvals; ours never do, so that such an answer is an error (R16). */
function asksForApproval(response: JsonObject): boolean {
  return objectsAt(response, "output").some(({ type }) => type === "mcp_approval_request");
}

/** OpenAI encrypts reasoning anew for the final Response: two texts that mean the same. */
function withStreamedState(final: JsonObject, items: JsonObject[]): JsonObject {
  const streamed = new Map(items.map((item) => [item.id, item.encrypted_content]));
  const output = objectsAt(final, "output").map((item) =>
    item.type === "reasoning" && streamed.has(item.id) ? { ...item, encrypted_content: streamed.get(item.id) } : item,
  );
  return { ...final, output };
}

describe.skipIf(bodies.length === 0)(`recorded Responses bodies${needsCorpus}`, () => {
  const judgeMessage = hasSchema ? anthropicJudge("Message") : () => [];
  const judgeError = hasSchema ? anthropicJudge("ErrorResponse") : () => [];
  const unfinished = ["queued", "in_progress", "failed", "cancelled"];

  it("are all there", () => expect(bodies.length).toBeGreaterThanOrEqual(536));

  for (const { name, text } of bodies) {
    const body: unknown = JSON.parse(text);
    if (!isObject(body)) throw new Error(`${name} is not an object.`);
    const isFinished = Array.isArray(body.output) && !unfinished.includes(stringAt(body, "status"));
    const isSuccess = isFinished && !asksForApproval(body);
    it(`${isSuccess ? "a message" : "an error"}: ${name}`, () => {
      if (isSuccess) {
        const { message } = fromOpenAIResponse(body, testContext());
        expect(judgeMessage(plain(message))).toEqual([]);
        expect(message.stop_reason).not.toBeNull();
        expect(texts(message)).toBe(visibleText(objectsAt(body, "output")));
      } else {
        expect(() => fromOpenAIResponse(body, testContext())).toThrow(TranspondError);
        if (isFinished) return;
        const { status, body: answer } = toAnthropicError(body);
        expect(judgeError(plain(answer))).toEqual([]);
        expect(status).toBeGreaterThanOrEqual(400);
      }
    });
  }
});

const texts = ({ content }: Message) => content.map((block) => (block.type === "text" ? block.text : "")).join("");
