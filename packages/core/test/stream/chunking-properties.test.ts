import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyOptions } from "../support/property-options.js";
import { translate } from "../support/translate.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { cutBytes, frame, framing, reads } from "./arbitrary/bytes.js";
import { arbitraryContext } from "./arbitrary/contexts.js";
import { arbitraryFailure } from "./arbitrary/failures.js";

const anyAnswer = fc.oneof({ arbitrary: arbitraryAnswer, weight: 5 }, { arbitrary: arbitraryFailure, weight: 1 });

describe("the way in which an answer arrives does not matter", () => {
  it("bytes in any framing, cut anywhere", () => {
    fc.assert(
      fc.property(anyAnswer, arbitraryContext, framing, reads, ({ events }, context, how, size) => {
        const chunks = cutBytes(frame(events, how), size);
        expect(translateNow(chunks, context).events).toEqual(translateNow(events, context).events);
      }),
      propertyOptions,
    );
  });

  it("pushed, iterated, or read from a stream", async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, arbitraryContext, framing, fc.nat(), async ({ events }, context, how, cut) => {
        const pushed = translateNow(events, context).events;
        expect(await translate(events, context)).toEqual(pushed);
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            for (const chunk of cutBytes(frame(events, how), { ends: [cut] })) controller.enqueue(chunk);
            controller.close();
          },
        });
        expect(await translate(body, context)).toEqual(pushed);
      }),
      propertyOptions,
    );
  });
});
