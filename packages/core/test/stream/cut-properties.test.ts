import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import { propertyOptions } from "../support/property-options.js";
import { translate } from "../support/translate.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { frame, framing, plain } from "./arbitrary/bytes.js";
import { arbitraryContext, stopSequences } from "./arbitrary/contexts.js";

/** What came before the cut, as it came without one, then one error; nothing more where all had come. */
function expectPrefix(cut: readonly StreamEvent[], whole: readonly StreamEvent[], isWhole: boolean): void {
  if (isWhole) return expect(cut).toEqual(whole);
  expect(cut.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
  expect(cut.slice(0, -1)).toEqual(whole.slice(0, cut.length - 1));
}

const answers = fc
  .tuple(arbitraryAnswer, arbitraryContext, fc.option(stopSequences, { nil: [], freq: 3 }))
  .map(([{ events }, context, stopSequences]) => ({ events, context: { ...context, stopSequences } }));

describe("a valid stream that breaks off", () => {
  it("gives the beginning of its events and one error, after any event", () => {
    fc.assert(
      fc.property(answers, fc.nat({ max: 200 }), ({ events, context }, position) => {
        const whole = translateNow(events, context).events;
        const length = position % (events.length + 1);
        const cut = translateNow(events.slice(0, length), context).events;
        // A stop sequence may have ended the answer before the cut.
        expectPrefix(cut, whole, length === events.length || cut.at(-1)?.type === "message_stop");
      }),
      propertyOptions,
    );
  });

  it("gives them after any byte", () => {
    fc.assert(
      fc.property(answers, framing, fc.nat(), ({ events, context }, how, position) => {
        const bytes = frame(events, how);
        const whole = translateNow([bytes], context).events;
        const cut = translateNow([bytes.subarray(0, position % (bytes.length + 1))], context).events;
        expectPrefix(cut, whole, cut.at(-1)?.type === "message_stop");
      }),
      propertyOptions,
    );
  });

  it("gives them where a frame is no JSON, though more frames follow", () => {
    fc.assert(
      fc.property(answers, fc.nat({ max: 200 }), ({ events, context }, position) => {
        const length = position % (events.length + 1);
        const text = (part: readonly object[]) => new TextDecoder().decode(frame(part, plain));
        const broken = `${text(events.slice(0, length))}data: {"type":"respo\n\n${text(events.slice(length))}`;
        const before = translateNow(events.slice(0, length), context).events;
        const cut = translateNow([broken], context).events;
        expectPrefix(cut, before, before.at(-1)?.type === "message_stop");
        expect(cut.length).toBe(before.length);
      }),
      propertyOptions,
    );
  });

  it("gives them when the source throws", async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.nat({ max: 200 }), async ({ events, context }, position) => {
        const length = position % (events.length + 1);
        const source = async function* () {
          yield* events.slice(0, length);
          throw new Error("reset");
        };
        const cut = await translate(source(), context);
        const whole = translateNow(events, context).events;
        expectPrefix(cut, whole, length === events.length || cut.at(-1)?.type === "message_stop");
      }),
      propertyOptions,
    );
  });
});
