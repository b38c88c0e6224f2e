import { expect } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { fromOpenAIResponse, type Loss } from "../../src/index.js";
import { type JsonObject, objectsAt, stringAt } from "../../src/json.js";
import { testContext } from "./context.js";
import { accumulated } from "./stream-readings.js";
import { translateNow } from "./translate-now.js";
import { created, done, type UpstreamEvent } from "./upstream-events.js";

export type BothWays = { message: Message; losses: readonly Loss[]; error: undefined };
export type Failed = { message: undefined; losses: readonly Loss[]; error: TranspondError };

export const codesOf = (losses: readonly Loss[]) => losses.map(({ code, path }) => `${code}@${path}`);

const ends = new Set(["completed", "incomplete", "failed", "cancelled"]);

/** A response as its server streams it: each item when it is done, then the whole. */
export function eventsOf(response: JsonObject): UpstreamEvent[] {
  const { service_tier, created_at } = response;
  const status = stringAt(response, "status");
  const output = objectsAt(response, "output");
  return [
    created({ service_tier, created_at }),
    ...output.map((item, index) => done(index, item)),
    { type: `response.${ends.has(status) ? status : "completed"}`, response },
  ];
}

/** Translates a response as a whole and as a stream, and sees to it that both say the same. */
export function bothWays(response: JsonObject, changes: Partial<TranslationContext> = {}): BothWays | Failed {
  const context = testContext(changes);
  const { events: out, losses } = translateNow(eventsOf({ id: "resp_1", ...response }), context);
  try {
    const whole = fromOpenAIResponse({ id: "resp_1", ...response }, context);
    expect(accumulated(out)).toEqual(whole.message);
    expect(codesOf(losses)).toEqual(codesOf(whole.losses));
    return { ...whole, error: undefined };
  } catch (error) {
    if (!(error instanceof TranspondError)) throw error;
    expect(out.at(-1)).toEqual(error.toBody());
    return { message: undefined, losses, error };
  }
}

/** The message of a response that is a success, in both ways. */
export function answered(response: JsonObject, changes: Partial<TranslationContext> = {}): BothWays {
  const answer = bothWays(response, changes);
  if (answer.error) throw answer.error;
  return answer;
}
