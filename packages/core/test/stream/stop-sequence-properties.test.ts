import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { streamTranslator } from "../../src/stream/stream-translator.js";
import { expectedWords } from "../support/expected-words.js";
import { propertyOptions } from "../support/property-options.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { answeredContext, stopSequences } from "./arbitrary/contexts.js";
import type { UpstreamAnswer } from "./arbitrary/script.js";

const answers = fc
  .tuple(arbitraryAnswer, answeredContext, stopSequences)
  .map(([answer, common, stopSequences]) => ({ ...answer, context: { ...common, stopSequences } }));

/** Where a text stops: at the sequence that is complete first, of several the first of the list. */
function firstStop(text: string, sequences: readonly string[]): { before: string; sequence: string } | undefined {
  const ends = sequences.map((sequence) => {
    const at = text.indexOf(sequence);
    return at < 0 ? Number.POSITIVE_INFINITY : at + sequence.length;
  });
  const end = Math.min(...ends);
  const sequence = sequences[ends.indexOf(end)];
  if (end === Number.POSITIVE_INFINITY || sequence === undefined) return undefined;
  return { before: text.slice(0, end - sequence.length), sequence };
}

/**
 * A message without what a stream that was left at the match has not been told; nor its name, where that comes last. Of
 * the usage, searches are counted here where the upstream does not count them.
 */
function sameEitherWay(
  { id, usage, diagnostics, input_transformations, container, ...rest }: Message,
  { isNamed, final }: Pick<UpstreamAnswer, "isNamed" | "final">,
) {
  const searches = final.tool_usage === undefined && { searches: usage.server_tool_use };
  return isNamed ? { ...rest, ...searches, container } : { ...rest, ...searches };
}

describe("answers with stop sequences", () => {
  it("follow the strict grammar, and stop at the same place streamed or not", async () => {
    await fc.assert(
      fc.asyncProperty(answers, async ({ events, final, isNamed, context }) => {
        expect(checkMessageStream(translateNow(events, context).events, { profile: "strict" })).toEqual([]);
        const streamed = (await streamTranslator(events, context).result).message;
        const whole = fromOpenAIResponse(final, context).message;
        expect(sameEitherWay(streamed, { isNamed, final })).toEqual(sameEitherWay(whole, { isNamed, final }));
      }),
      propertyOptions,
    );
  });

  it("show every text up to the first sequence, and none that holds one", () => {
    fc.assert(
      fc.property(answers, ({ final, context }) => {
        const { message } = fromOpenAIResponse(final, context);
        const said = expectedWords(final, context).flatMap(([type, words]) => (type === "text" ? [words] : []));
        const at = said.findIndex((text) => firstStop(text, context.stopSequences) !== undefined);
        const stop = firstStop(said[at] ?? "", context.stopSequences);
        const shown = message.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
        expect(message.stop_sequence).toBe(stop?.sequence ?? null);
        const before = stop === undefined || stop.before === "" ? [] : [stop.before];
        expect(shown).toEqual(stop ? [...said.slice(0, at), ...before] : said);
      }),
      propertyOptions,
    );
  });
});
