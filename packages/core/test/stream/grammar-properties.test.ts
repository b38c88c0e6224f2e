import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { toAnthropicError } from "../../src/index.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { propertyOptions } from "../support/property-options.js";
import { anthropicJudge, hasSchema, streamEventJudge } from "../support/schema.js";
import { messageDeltaOf } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { arbitraryContext } from "./arbitrary/contexts.js";
import { arbitraryFailure } from "./arbitrary/failures.js";

/** Half of a surrogate pair. */
const half = /\p{Surrogate}/u;

describe("valid answers", () => {
  it("follow the strict grammar, end well, and cut no character in half", () => {
    fc.assert(
      fc.property(arbitraryAnswer, arbitraryContext, ({ events }, context) => {
        const translated = translateNow(events, context).events;
        expect(checkMessageStream(translated, { profile: "strict" })).toEqual([]);
        expect(translated.at(-1)?.type).toBe("message_stop");
        for (const event of translated) {
          if (event.type !== "content_block_delta" || event.delta.type === "input_json_delta") continue;
          const { delta } = event;
          const values = Object.values(delta.type === "citations_delta" ? delta.citation : delta);
          for (const value of values) expect(String(value)).not.toMatch(half);
        }
      }),
      propertyOptions,
    );
  });

  const judgeEvent = hasSchema ? streamEventJudge() : () => [];
  const judgeMessage = hasSchema ? anthropicJudge("Message") : () => [];

  it.skipIf(!hasSchema)("are events of Anthropic's schema, and messages of it", () => {
    fc.assert(
      fc.property(arbitraryAnswer, arbitraryContext, ({ events, final }, context) => {
        for (const event of translateNow(events, context).events)
          expect(judgeEvent(event), JSON.stringify(event)).toEqual([]);
        const { message } = fromOpenAIResponse(final, context);
        expect(judgeMessage(JSON.parse(JSON.stringify(message)))).toEqual([]);
      }),
      propertyOptions,
    );
  });
});

describe("answers that fail", () => {
  it("end in one error that says what the upstream said, or in a refusal where its policy declined", () => {
    fc.assert(
      fc.property(arbitraryFailure, arbitraryContext, ({ events, failure, says, isDeclined }, context) => {
        const translated = translateNow(events, context).events;
        expect(checkMessageStream(translated, { profile: "strict" })).toEqual([]);
        expect(translated.filter(({ type }) => type === "error").length).toBe(isDeclined ? 0 : 1);
        if (isDeclined) expect(messageDeltaOf(translated)?.delta.stop_reason).toBe("refusal");
        else if (says) expect(translated.at(-1)).toEqual(toAnthropicError(failure, { context }).body);
        else expect(translated.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
      }),
      propertyOptions,
    );
  });

  it("fail in the same way without streaming", () => {
    fc.assert(
      fc.property(arbitraryFailure, arbitraryContext, ({ failure, isDeclined }, context) => {
        const outcome = () => fromOpenAIResponse(failure, context);
        if (!isDeclined) expect(outcome).toThrow(TranspondError);
        else if (Array.isArray(failure.output)) expect(outcome().message.stop_reason).toBe("refusal");
      }),
      propertyOptions,
    );
  });
});
