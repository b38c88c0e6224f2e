import type { Message } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import { createTranslator, fromOpenAIResponse, type Loss, type StreamEvent, TranspondError } from "../../src/index.js";
import { isObject, type JsonObject } from "../../src/json.js";
import type { TranslatorOptions } from "../../src/stream/translator-options.js";
import { testContext } from "../support/context.js";
import { accumulated } from "../support/stream-readings.js";
import { isUnder, placesOf, without } from "./places.js";

/** A whole response, or the events of a stream, and what the translation knows of the request. */
export type AnswerSample = {
  response?: JsonObject;
  events?: readonly JsonObject[];
  context?: Partial<TranslationContext>;
  options?: TranslatorOptions;
};

export type AnswerOutcome = {
  message: Message | undefined;
  events: readonly StreamEvent[];
  losses: readonly Loss[];
  error: string | null;
  /** What the host is told of the response. */
  told: unknown;
};

/** Translates a sample. An error is an outcome, like losses. */
export function runAnswer({ response, events, context, options }: AnswerSample): AnswerOutcome {
  const known = testContext(context);
  let told: unknown;
  const onResponse = (response: unknown) => {
    told = response;
  };
  if (events) {
    const translator = createTranslator(known, { ...options, onResponse });
    const out = [...events.flatMap((event) => translator.push(event)), ...translator.end()];
    const last = out.at(-1);
    const error = last?.type === "error" ? JSON.stringify(last) : null;
    return { message: accumulated(out), events: out, losses: translator.losses, error, told };
  }
  const losses: Loss[] = [];
  try {
    const onLoss = (loss: Loss) => losses.push(loss);
    const { message } = fromOpenAIResponse(response ?? {}, known, { ...options, onLoss, onResponse });
    return { message, events: [], losses, error: null, told };
  } catch (error) {
    if (!(error instanceof TranspondError)) throw error;
    return { message: undefined, events: [], losses, error: JSON.stringify(error.toBody()), told };
  }
}

/** Where a path of the ledger leads to in a sample. */
export function placesInAnswer(path: string, { response, events }: AnswerSample): string[] {
  return placesOf(path, { ...(response && { response }), ...(events && { events }) });
}

/** A sample without what stands at a place. */
export function withoutPlace(place: string, sample: AnswerSample): AnswerSample {
  const { response, events } = sample;
  const { response: less, events: fewer } = { ...without(place, { response, events }) } as JsonObject;
  return {
    ...sample,
    ...(isObject(less) && { response: less }),
    ...(Array.isArray(fewer) && { events: fewer.filter(isObject) }),
  };
}

/** The codes of the losses that a place is to blame for: those under it, and those that go when it is taken away. */
export function lossesAt(place: string, sample: AnswerSample, { losses }: AnswerOutcome): string[] {
  const own = place.replace(/^response\./, "");
  const left = runAnswer(withoutPlace(place, sample)).losses;
  const stays = (loss: Loss) => left.some(({ code, path }) => code === loss.code && path === loss.path);
  return losses.filter((loss) => isUnder(loss.path, own) || !stays(loss)).map(({ code }) => code);
}
