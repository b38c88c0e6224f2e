import type { TranslationContext } from "../../../src/context.js";
import type { JsonObject } from "../../../src/json.js";
import { usage } from "../../support/upstream-events.js";
import type { AnswerSample } from "../answer-sample.js";

export type AnswerWitnesses = Readonly<Record<string, readonly AnswerSample[]>>;

/** A response that was completed, of these items. */
export const whole = (output: readonly object[], context: Partial<TranslationContext> = {}): AnswerSample =>
  ended({ output }, context);

/** A response that was completed, with these fields. */
export const ended = (fields: JsonObject, context: Partial<TranslationContext> = {}): AnswerSample => ({
  response: { id: "resp_1", model: "gpt-test", status: "completed", output: [], usage, ...fields },
  context,
});

/** One that was not. */
export const cut = (fields: JsonObject, context: Partial<TranslationContext> = {}): AnswerSample =>
  ended({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, ...fields }, context);

/** A stream. */
export const events = (...list: object[]): AnswerSample => ({ events: list.map((event) => ({ ...event })) });

/** The same witnesses for several names, made from each. */
export function forEach(names: readonly string[], make: (name: string) => readonly AnswerSample[]): AnswerWitnesses {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
