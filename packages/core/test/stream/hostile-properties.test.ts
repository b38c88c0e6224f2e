import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject } from "../../src/json.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { propertyOptions } from "../support/property-options.js";
import { messageDeltaOf } from "../support/stream-readings.js";
import { translate } from "../support/translate.js";
import { translateNow } from "../support/translate-now.js";
import { verdictOf } from "../support/verdict.js";
import { hostileBytes } from "./arbitrary/bytes.js";
import { arbitraryContext, stopSequences } from "./arbitrary/contexts.js";
import { hostileEvents } from "./arbitrary/damage.js";

const isChunk = (event: unknown): event is object => typeof event === "object" && event !== null;

/** The two ways in which an answer may end well although the upstream did not say so (law 3). */
function endsOnItsOwn(
  events: readonly StreamEvent[],
  upstream: readonly unknown[],
  context: TranslationContext,
): boolean {
  const reason = messageDeltaOf(events)?.delta.stop_reason;
  if (reason === "stop_sequence") return context.stopSequences.length > 0;
  return reason === "refusal" && /policy/.test(JSON.stringify(upstream));
}

function expectLawful(events: readonly StreamEvent[]): void {
  expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
  expect(["message_stop", "error"]).toContain(events.at(-1)?.type);
}

function expectHonest(events: readonly StreamEvent[], upstream: readonly unknown[], context: TranslationContext): void {
  expectLawful(events);
  if (verdictOf(upstream) === "success" || endsOnItsOwn(events, upstream, context)) return;
  expect(events.at(-1)?.type).toBe("error");
}

const anyContext = fc
  .tuple(arbitraryContext, fc.option(stopSequences, { nil: [], freq: 3 }))
  .map(([context, stopSequences]) => ({ ...context, stopSequences }));

describe("hostile answers", () => {
  it("keep the grammar, throw nothing, and end well only where the upstream said so", () => {
    fc.assert(
      fc.property(hostileEvents, anyContext, (events, context) => {
        const objects = events.filter(isChunk);
        expectHonest(translateNow(objects, context).events, objects, context);
      }),
      propertyOptions,
    );
  });

  it("keep it with a queue that is nearly full", () => {
    fc.assert(
      fc.property(hostileEvents, anyContext, fc.nat({ max: 400 }), (events, context, maxQueuedLength) => {
        const objects = events.filter(isChunk);
        expectHonest(translateNow(objects, context, { maxQueuedLength }).events, objects, context);
      }),
      propertyOptions,
    );
  });

  it("keep it as bytes, some of which are wrong, whatever the reads", () => {
    fc.assert(
      fc.property(hostileBytes, fc.integer({ min: 1, max: 500 }), (bytes, size) => {
        const whole = translateNow([bytes]).events;
        expectLawful(whole);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        expect(translateNow(pieces).events).toEqual(whole);
      }),
      propertyOptions,
    );
  });

  it("throw nothing out of the iterator, also where the source throws", async () => {
    await fc.assert(
      fc.asyncProperty(hostileEvents, anyContext, fc.nat({ max: 30 }), async (events, context, position) => {
        const before = events.filter(isChunk).slice(0, position);
        const source = async function* () {
          yield* before;
          throw new Error("reset");
        };
        expectHonest(await translate(source(), context), before, context);
      }),
      propertyOptions,
    );
  });

  it("are a message or a TranspondError without streaming", () => {
    fc.assert(
      fc.property(hostileEvents, anyContext, (events, context) => {
        const event = events.findLast(isChunk) ?? {};
        const response = "response" in event && isObject(event.response) ? event.response : event;
        try {
          const { message } = fromOpenAIResponse(response, context);
          expect(message.stop_reason).not.toBeNull();
        } catch (error) {
          if (!(error instanceof TranspondError)) throw error;
        }
      }),
      propertyOptions,
    );
  });
});
