import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import type { Loss } from "../../src/ledger/loss.js";
import { createTranslator } from "../../src/stream/create-translator.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { streamTranslator } from "../../src/stream/stream-translator.js";
import { comparable } from "../support/comparable.js";
import { isCutCall } from "../support/cut-call.js";
import { officialBetaMessage, officialMessage } from "../support/official-accumulator.js";
import { propertyOptions } from "../support/property-options.js";
import { answersOf, arbitraryAnswer } from "./arbitrary/answer.js";
import { arbitraryContext } from "./arbitrary/contexts.js";
import { message } from "./arbitrary/messages.js";
import { rawFirst } from "./arbitrary/reasoning.js";
import type { UpstreamAnswer } from "./arbitrary/script.js";

/** Losses of a stream alone: events are no part of a final Response, and a stream may begin without its id. */
const ofStreamsAlone: readonly Loss["code"][] = ["unknown_event"];

const lossesIn = (losses: readonly Loss[]) =>
  losses
    .filter(({ code }) => !ofStreamsAlone.includes(code))
    .map(({ code, path }) => `${code}@${path}`)
    .sort();

/** A stream that begins without `response.created` has sent its `message_start` before it knows its name. */
const named = <Value extends { id: string }>(message: Value, { isNamed }: UpstreamAnswer) =>
  isNamed ? message : { ...message, id: "" };

const answerAndContext: [fc.Arbitrary<UpstreamAnswer>, fc.Arbitrary<TranslationContext>] = [
  arbitraryAnswer,
  arbitraryContext,
];

describe("valid answers accumulate to one message (law 2)", () => {
  it("`result` of the stream, and the final Response", async () => {
    await fc.assert(
      fc.asyncProperty(...answerAndContext, async (answer, context) => {
        const { message, losses } = fromOpenAIResponse(answer.final, context);
        const result = await streamTranslator(answer.events, context).result;
        expect(named(result.message, answer)).toEqual(named(message, answer));
        expect(lossesIn(result.losses)).toEqual(lossesIn(losses));
      }),
      propertyOptions,
    );
  });

  it.each([
    ["stable", officialMessage],
    ["beta", officialBetaMessage],
  ] as const)("the official SDK's %s client, and the final Response", async (client, accumulate) => {
    await fc.assert(
      fc.asyncProperty(...answerAndContext, async (answer, context) => {
        const { message } = fromOpenAIResponse(answer.final, context);
        const translator = createTranslator(context);
        const events = answer.events.flatMap((event) => translator.push(event));
        const official = await accumulate(encodeServerSentEvents(events));
        const seenBy = { client, isCut: isCutCall(answer.final) };
        expect(comparable(named(official, answer), seenBy)).toEqual(comparable(named(message, answer), seenBy));
      }),
      propertyOptions,
    );
  });

  it("but for the words of a thought whose raw text came before its summary, which is told in both ways (R5)", async () => {
    const thoughtless = ({ content, ...message }: Message) => ({
      ...message,
      content: content.map((block) => (block.type === "thinking" ? { type: block.type } : block)),
    });
    await fc.assert(
      fc.asyncProperty(answersOf(fc.oneof(rawFirst, message)), arbitraryContext, async (answer, context) => {
        const { message, losses } = fromOpenAIResponse(answer.final, context);
        const result = await streamTranslator(answer.events, context).result;
        expect(named(thoughtless(result.message), answer)).toEqual(named(thoughtless(message), answer));
        expect(lossesIn(result.losses)).toEqual(lossesIn(losses));
      }),
      propertyOptions,
    );
  });
});
