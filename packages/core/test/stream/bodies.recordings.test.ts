import { describe, expect, it } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { toAnthropicError } from "../../src/index.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../../src/json.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { testContext } from "../support/context.js";
import { needsCorpus, recordings } from "../support/corpus.js";
import { expectedStop } from "../support/expected-stop.js";
import { expectedWords, wordsOf } from "../support/expected-words.js";
import { asksForApproval } from "../support/recorded-translation.js";
import { anthropicJudge, hasSchema } from "../support/schema.js";

const unfinished = ["queued", "in_progress", "failed", "cancelled"];
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

const bodies = recordings("responses-json").map(({ name, text }) => {
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new Error(`${name} is not an object.`);
  const isFinished = Array.isArray(body.output) && !unfinished.includes(stringAt(body, "status"));
  return { name, body, isFinished, isSuccess: isFinished && !asksForApproval(body) };
});

describe.skipIf(bodies.length === 0)(`recorded Responses bodies${needsCorpus}`, () => {
  const judgeMessage = hasSchema ? anthropicJudge("Message") : () => [];
  const judgeError = hasSchema ? anthropicJudge("ErrorResponse") : () => [];

  it("are all there", () => expect(bodies.length).toBeGreaterThanOrEqual(536));

  const cases = (isSuccess: boolean) =>
    bodies.filter((body) => body.isSuccess === isSuccess).map((body) => [body.name, body] as const);

  it.each(cases(true))("a message: %s", (_, { body }) => {
    const context = testContext();
    const { message } = fromOpenAIResponse(body, context);
    expect(judgeMessage(plain(message))).toEqual([]);
    expect(message.stop_reason).toBe(expectedStop(body, context));
    const calls = new Map(message.content.entries());
    const said = wordsOf(message.content, (index) => JSON.stringify(Object(calls.get(index)).input));
    expect(said).toEqual(expectedWords(body, context).map(parsedCall));
    expectUsage(body, message.usage);
  });

  it.each(cases(false))("an error: %s", (_, { body, isFinished }) => {
    expect(() => fromOpenAIResponse(body, testContext())).toThrow(TranspondError);
    if (isFinished) return;
    const { status, body: answer } = toAnthropicError(body);
    expect(judgeError(plain(answer))).toEqual([]);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

/** Without streaming, arguments come parsed; ones that were cut, or that are not there, are an empty object. */
function parsedCall([type, words]: readonly [string, string]): readonly [string, string] {
  if (type !== "tool_use") return [type, words];
  try {
    return [type, JSON.stringify(JSON.parse(words))];
  } catch {
    return [type, "{}"];
  }
}

type Usage = ReturnType<typeof fromOpenAIResponse>["message"]["usage"];

function expectUsage(body: JsonObject, usage: Usage): void {
  if (!isObject(body.usage)) return;
  const { input_tokens, output_tokens } = objectAt(body, "usage");
  const sum = usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens;
  expect([sum, usage.output_tokens]).toEqual([input_tokens ?? 0, Math.max(0, Number(output_tokens ?? 0))]);
}
