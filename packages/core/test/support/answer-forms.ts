import Anthropic from "@anthropic-ai/sdk";
import type { TranslationContext } from "../../src/context.js";
import { encodeServerSentEvents, fromOpenAIResponse, streamTranslator } from "../../src/index.js";
import { type JsonObject, objectAt } from "../../src/json.js";
import { testContext } from "./context.js";
import { translate } from "./translate.js";
import { added, created, done, messageItem, terminal, textDelta, type UpstreamEvent } from "./upstream-events.js";

/** The message that the official client's beta accumulator makes of a body. */
async function betaMessage(body: ReadableStream<Uint8Array>) {
  const client = new Anthropic({
    apiKey: "test",
    maxRetries: 0,
    fetch: async () => new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } }),
  });
  const params = { model: "claude-test", max_tokens: 16, messages: [{ role: "user" as const, content: "Hi" }] };
  return client.beta.messages.stream(params).finalMessage();
}

/** The answer in all its forms: events, what the client makes of them, the translated final object, `result`. */
export async function answerForms(events: readonly UpstreamEvent[], changes: Partial<TranslationContext>) {
  const context = testContext(changes);
  const last = objectAt(events.at(-1) ?? {}, "response");
  const stream = () => streamTranslator(iterate(events), context);
  const { message, losses } = fromOpenAIResponse(last, context);
  return {
    streamed: await translate(iterate(events), context),
    client: await betaMessage(encodeServerSentEvents(stream())),
    message,
    losses,
    result: (await stream().result).message,
  };
}

export async function* iterate(events: readonly UpstreamEvent[]) {
  yield* events;
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
