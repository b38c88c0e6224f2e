import type { TranslationContext } from "../../src/context.js";
import { encodeServerSentEvents, fromOpenAIResponse, streamTranslator } from "../../src/index.js";
import { type JsonObject, objectAt } from "../../src/json.js";
import { testContext } from "./context.js";
import { officialBetaMessage } from "./official-accumulator.js";
import { iterate } from "./sources.js";
import { translate } from "./translate.js";
import { added, created, done, messageItem, terminal, textDelta, type UpstreamEvent } from "./upstream-events.js";

/** The answer in all its forms: events, what the client makes of them, the translated final object, `result`. */
export async function answerForms(events: readonly UpstreamEvent[], changes: Partial<TranslationContext>) {
  const context = testContext(changes);
  const last = objectAt(events.at(-1) ?? {}, "response");
  const stream = () => streamTranslator(iterate(events), context);
  const { message, losses } = fromOpenAIResponse(last, context);
  return {
    streamed: await translate(iterate(events), context),
    client: await officialBetaMessage(encodeServerSentEvents(stream())),
    message,
    losses,
    result: (await stream().result).message,
  };
}

export const hello = messageItem("Hello");
/** A stream of one text, with what the first and the last event say besides. */
export const stream = (first: JsonObject = {}, final: JsonObject = {}) => [
  created(first),
  added(0, { ...hello, content: [] }),
  textDelta(0, "Hello"),
  done(0, hello),
  terminal([hello], final),
];
