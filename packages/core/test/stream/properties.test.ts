import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import { isObject, type JsonObject, objectsAt } from "../../src/json.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { createTranslator } from "../../src/stream/create-translator.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import type { Rule } from "../../src/stream/grammar.js";
import { streamTranslator } from "../../src/stream/stream-translator.js";
import { arbitraryResponse } from "../support/arbitrary-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { hostileBytes, hostileEvents } from "../support/hostile.js";
import { officialBetaMessage, officialMessage } from "../support/official-accumulator.js";
import { propertyOptions } from "../support/property-options.js";
import { hasSchema, streamEventJudge } from "../support/schema.js";
import { encodeUpstream, reads, translate } from "../support/translate.js";
import { visibleText } from "../support/upstream-recording.js";

const strict = (events: readonly StreamEvent[]) => checkMessageStream(events, { profile: "strict" });
const last = (events: readonly StreamEvent[]) => events.at(-1)?.type;

/** What a client may have asked for that changes the answer. */
const arbitraryContext: fc.Arbitrary<TranslationContext> = fc
  .record({
    format: fc.boolean(),
    showThinking: fc.boolean(),
    serverTools: fc.constantFrom<string[]>([], ["web_search"]),
    betas: fc.constantFrom<TranslationContext["betas"]>([], ["thinking-token-count"], ["mcp-tool-listing"]),
    omittableArguments: fc.constantFrom<TranslationContext["omittableArguments"]>(
      {},
      { Read: { pages: ["null", "empty_string"], path: ["null"] }, Bash: { n: ["null"] } },
    ),
  })
  .map(testContext);

const stopSequences = fc.array(fc.constantFrom("END", " world", "\n\n", "l", "🙂", "é"), {
  minLength: 1,
  maxLength: 3,
});

/** Whether the last call ends in the middle of its arguments: the SDK shows what of them was complete, we show none (K30). */
const isCutCall = ({ status, output }: JsonObject) => {
  const item = Array.isArray(output) ? output.at(-1) : undefined;
  return status === "incomplete" && isObject(item) && item.type === "function_call" && item.status === "incomplete";
};

/** Half of a surrogate pair. */
const half = /\p{Surrogate}/u;

describe("valid answers", () => {
  it("give the same events whatever the pieces and the framing", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryResponse,
        arbitraryContext,
        fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 3_000 })),
        async ({ events }, context, size) => {
          const parsed = await translate(events, context);
          const bytes = encodeUpstream(events);
          const text = new TextDecoder().decode(bytes);
          const bare = new TextEncoder().encode(
            `${text.replaceAll(/^event: .*\n/gm, "").replaceAll("\n", "\r\n")}: comment\r\n\r\ndata: [DONE]\r\n\r\n`,
          );
          for (const body of [bytes, bare]) {
            expect(await translate(reads(body, size), context)).toEqual(parsed);
          }
          const translator = createTranslator(context);
          expect([...events.flatMap((event) => translator.push(event)), ...translator.end()]).toEqual(parsed);
        },
      ),
      propertyOptions,
    );
  });

  it("follow the strict grammar and end as the upstream did", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResponse, arbitraryContext, async ({ events }, context) => {
        const translated = await translate(events, context);
        expect(strict(translated)).toEqual([]);
        expect(last(translated)).toBe("message_stop");
        for (const event of translated) {
          if (event.type !== "content_block_delta") continue;
          for (const value of Object.values(
            event.delta.type === "citations_delta" ? event.delta.citation : event.delta,
          )) {
            expect(String(value)).not.toMatch(half);
          }
        }
      }),
      propertyOptions,
    );
  });

  it("accumulate to one message: official SDK, `result`, the final Response", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResponse, arbitraryContext, async ({ events, final }, context) => {
        const { message, losses } = fromOpenAIResponse(final, context);
        const result = await streamTranslator(events, context).result;
        expect(result.message).toEqual(message);
        const called = objectsAt(final, "output").some(({ type }) => type === "mcp_call");
        const accumulated = called ? officialBetaMessage : officialMessage;
        const official = await accumulated(encodeServerSentEvents(streamTranslator(events, context)));
        const cut = isCutCall(final);
        expect(comparable(official, cut)).toEqual(comparable(message, cut));
        for (const loss of losses) expect(result.losses).toContainEqual(loss);
      }),
      propertyOptions,
    );
  });

  it("stop at the same place with stop sequences, streamed or not", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResponse, stopSequences, fc.boolean(), async ({ events, final }, sequences, format) => {
        const context = testContext({ stopSequences: sequences, format });
        const translated = await translate(events, context);
        expect(strict(translated)).toEqual([]);
        const { usage, ...streamed } = (await streamTranslator(events, context).result).message;
        const { usage: ignored, ...whole } = fromOpenAIResponse(final, context).message;
        expect(streamed).toEqual(whole);
        const text = streamed.content.map((block) => (block.type === "text" ? block.text : "\u0000")).join("\u0000");
        for (const sequence of sequences) expect(text).not.toContain(sequence);
        if (format) return;
        const said = visibleText(objectsAt(final, "output"));
        const shown = text.replaceAll("\u0000", "");
        expect(streamed.stop_reason === "stop_sequence" ? said.slice(0, shown.length) : said).toBe(shown);
      }),
      propertyOptions,
    );
  });
});

/** Whether the upstream said that it was done, in any way that counts. */
const saysDone = (events: readonly unknown[]) =>
  events.some(
    (event) =>
      isObject(event) &&
      (event.type === "response.completed" ||
        event.type === "response.incomplete" ||
        (Array.isArray(event.output) && typeof event.type !== "string")),
  );

const judge = hasSchema ? streamEventJudge() : () => [];

/** One call that comes under two indices and two ids is two calls for all that can be known. */
const cannotHold: Rule[] = ["tool_id"];
const lawful = (events: readonly StreamEvent[]) => strict(events).filter(({ rule }) => !cannotHold.includes(rule));

function expectLawful(translated: readonly StreamEvent[], upstream: readonly unknown[] | undefined): void {
  expect(lawful(translated)).toEqual([]);
  if (upstream && !saysDone(upstream)) expect(last(translated)).toBe("error");
  for (const event of translated) expect(judge(event), JSON.stringify(event)).toEqual([]);
}

/** Damage is of many kinds and a run of it is cheap. */
const hostileOptions = { ...propertyOptions, numRuns: propertyOptions.numRuns * 5 };

describe("hostile answers", () => {
  it("keep the grammar, never throw, and never succeed on their own", async () => {
    await fc.assert(
      fc.asyncProperty(hostileEvents, arbitraryContext, async (events, context) => {
        const objects = events.filter((event) => typeof event === "object" && event !== null);
        expectLawful(await translate(objects, context), objects);
      }),
      hostileOptions,
    );
  });

  it("keep it as bytes, too, with some of them wrong", async () => {
    await fc.assert(
      fc.asyncProperty(hostileBytes, fc.integer({ min: 1, max: 500 }), async (bytes, size) => {
        const translated = await translate(reads(bytes, size));
        expectLawful(translated, undefined);
        expect(translated).toEqual(await translate(reads(bytes, bytes.length + 1)));
      }),
      propertyOptions,
    );
  });

  it("keep it with stop sequences and a queue that is nearly full", async () => {
    await fc.assert(
      fc.asyncProperty(
        hostileEvents,
        stopSequences,
        fc.nat({ max: 60 }),
        async (events, sequences, maxQueuedLength) => {
          const objects = events.filter((event) => typeof event === "object" && event !== null);
          const context = testContext({ stopSequences: sequences });
          expect(lawful(await translate(objects, context, { maxQueuedLength }))).toEqual([]);
        },
      ),
      hostileOptions,
    );
  });

  it("keep it when the source throws", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResponse, fc.nat({ max: 30 }), async ({ events }, position) => {
        const source = async function* () {
          yield* events.slice(0, position);
          throw new Error("reset");
        };
        const translated = await translate(source());
        expect(strict(translated)).toEqual([]);
        expect(last(translated)).toBe(position < events.length ? "error" : "message_stop");
      }),
      hostileOptions,
    );
  });

  it("give a message or a TranspondError without streaming", () => {
    fc.assert(
      fc.property(hostileEvents, arbitraryContext, (events, context) => {
        for (const event of events) {
          if (typeof event !== "object" || event === null) continue;
          const response = "response" in event && isObject(event.response) ? event.response : event;
          try {
            const { message } = fromOpenAIResponse(response, context);
            expect(message.stop_reason).not.toBeNull();
          } catch (error) {
            expect(error).toHaveProperty("name", "TranspondError");
          }
        }
      }),
      hostileOptions,
    );
  });
});

describe("single cases that random ones have found", () => {
  const done = (item: JsonObject, output_index = 0) => ({ type: "response.output_item.done", output_index, item });
  const message = (id: string, text: string, annotations: JsonObject[] = []) => ({
    type: "message",
    id,
    content: [{ type: "output_text", text, annotations }],
  });
  const search = (id: string) => ({
    type: "web_search_call",
    id,
    status: "completed",
    action: { type: "search", query: "q" },
  });
  const call = { type: "function_call", id: "fc_1", call_id: "call_1", name: "Read", arguments: "{}" };
  const completed = (output: JsonObject[] = [], usage: JsonObject = {}) => ({
    type: "response.completed",
    response: { status: "completed", output, usage },
  });
  const textOf = (events: readonly StreamEvent[]) =>
    events
      .map((event) =>
        event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : "",
      )
      .join("");
  const stopReason = (events: readonly StreamEvent[]) =>
    events.flatMap((event) => (event.type === "message_delta" ? [event.delta.stop_reason] : []))[0];

  it("a call whose deltas are no JSON object fails, whatever its final form says", async () => {
    const delta = { type: "response.function_call_arguments.delta", output_index: 0, item_id: "fc_1", delta: '{"a' };
    const events = await translate([delta, done(call), completed([call])]);
    expect(strict(events)).toEqual([]);
    expect(last(events)).toBe("error");
  });

  it("a call whose deltas are another JSON object than its final form stands as streamed", async () => {
    const delta = {
      type: "response.function_call_arguments.delta",
      output_index: 0,
      item_id: "fc_1",
      delta: '{"a":1}',
    };
    const events = await translate([delta, done(call), completed([call])]);
    expect(strict(events)).toEqual([]);
    expect(stopReason(events)).toBe("tool_use");
  });

  it("a stop sequence in a text that comes whole", async () => {
    const context = testContext({ stopSequences: ["END"] });
    const item = message("msg_1", "one END two");
    const events = await translate([done(item), completed([item, call])], context);
    expect([stopReason(events), textOf(events)]).toEqual(["stop_sequence", "one "]);
    const { message: whole } = fromOpenAIResponse(completed([item, call]).response, context);
    expect([whole.stop_reason, whole.content.length]).toEqual(["stop_sequence", 1]);
  });

  it("a stop sequence behind a call that was cut does not make the call whole", async () => {
    const cut = { ...call, arguments: '{"a', status: "incomplete" };
    const output = [cut, message("msg_1", "END")];
    const incomplete = { type: "response.incomplete", response: { status: "incomplete", output, usage: {} } };
    const events = await translate([incomplete], testContext({ stopSequences: ["END"] }));
    expect(strict(events)).toEqual([]);
  });

  it("ids of searches that Anthropic would not take back", async () => {
    for (const id of ["", "ws_a-b", "ws_ä", "x".repeat(200)]) {
      expect(strict(await translate([done(search(id)), completed()])), id).toEqual([]);
    }
  });

  it("an item that stands at another place in the final Response is shown once", async () => {
    const items = [message("msg_1", "one"), message("msg_2", "two")];
    const events = await translate([
      done(message("msg_1", "one"), 0),
      done(message("msg_2", "two"), 2),
      completed(items),
    ]);
    expect(textOf(events)).toBe("onetwo");
  });

  it("an event with an `output` list is no Response", async () => {
    const event = { type: "response.shell_call_output_content.done", output_index: 0, output: [] };
    expect(last(await translate([event]))).toBe("error");
  });

  it("usage that is no whole number", async () => {
    const usage = { input_tokens: 9.5, input_tokens_details: { cached_tokens: 0.5 }, output_tokens: 1e300 };
    expect(strict(await translate([completed([], usage)]))).toEqual([]);
  });

  it("a citation that begins or ends within a surrogate pair", () => {
    const annotation = { type: "url_citation", url: "https://example.com", start_index: 1, end_index: 3 };
    const { content } = fromOpenAIResponse(
      completed([message("msg_1", "🙂🙂", [annotation])]).response,
      testContext(),
    ).message;
    expect(JSON.stringify(content)).not.toMatch(/\\ud[89a-f]/);
  });

  it("an item that begins late, before one that has shown nothing yet, comes first", async () => {
    const added = (output_index: number) => ({
      type: "response.output_item.added",
      output_index,
      item: { ...message(`msg_${output_index}`, ""), content: [] },
    });
    const items = [message("msg_0", "one "), message("msg_1", "two")];
    const events = await translate([
      added(1),
      added(0),
      ...items.map((item, index) => done(item, index)),
      completed(items),
    ]);
    expect(textOf(events)).toBe("one two");
  });

  it("refusals that overlap are told in the order of their items", async () => {
    const part = (text: string, output_index: number) => ({
      type: "response.refusal.delta",
      output_index,
      content_index: 0,
      delta: text,
    });
    const refusal = (id: string, text: string) => ({
      type: "message",
      id,
      content: [{ type: "refusal", refusal: text }],
    });
    const output = [refusal("msg_1", "one "), refusal("msg_2", "two")];
    const added = output.map((item, output_index) => ({
      type: "response.output_item.added",
      output_index,
      item: { ...item, content: [] },
    }));
    const events = await translate([...added, part("two", 1), part("one ", 0), completed(output)]);
    const delta = events.find((event) => event.type === "message_delta");
    expect(delta).toMatchObject({ delta: { stop_details: { explanation: "one two" } } });
  });
});
