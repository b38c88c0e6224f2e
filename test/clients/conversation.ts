import { call, parallel, reasoning, type Step, text, usage } from "@transpond/testkit";
import { expect } from "vitest";
import { type Gateway, lossCodes, sentTo, violationsIn } from "./gateway.js";
import { reasoningOf, resultsFor, type Said, saidBy } from "./said.js";

/** What OpenAI bills for each of the three answers, and what that is for a client. */
export const billed = { input: 1200, cached: 200, output: 40 };

const bill = usage({
  input_tokens: billed.input,
  input_tokens_details: { cached_tokens: billed.cached },
  output_tokens: billed.output,
  output_tokens_details: { reasoning_tokens: 10 },
  total_tokens: billed.input + billed.output,
});

export const question = "What should I wear in Oslo and in Rome?";
export const answer = "A coat in Oslo – and a T-shirt in Rome ☀️.";
export const weather: Readonly<Record<string, string>> = { Oslo: "4 °C, sleet", Rome: "31 °C, sun" };
export const timeIn = (city: string): string => `noon in ${city}`;

/** Three answers: a thought, a text and two calls at once; a thought and a call; a text. */
const answers: readonly (readonly Step[])[] = [
  [
    reasoning("**Plan**\n\nAsk for both cities.", { chunks: 5 }),
    text("Let me look.", { chunks: 3 }),
    ...parallel(call("weather", { city: "Oslo" }, { chunks: 6 }), call("weather", { city: "Rome" }, { chunks: 6 })),
    bill,
  ],
  [reasoning("**Hour**\n\nIs it day there?", { chunks: 5 }), call("time", { city: "Rome" }, { chunks: 2 }), bill],
  [text(answer, { chunks: 4 }), bill],
];

/** Has the upstream answer so. @example play(gate.upstream) */
export const play = ({ upstream }: Gateway): void => {
  for (const steps of answers) upstream.script(...steps);
};

/** The conversation, held over a client, is the one that the upstream held; nothing of it was lost on the way. */
export const expectHeld = (gate: Gateway, heard: readonly Said[], { thinking = true } = {}): void => {
  expect(sentTo(gate).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(gate.upstream.pending()).toBe(0);
  expect(violationsIn(gate)).toEqual([]);
  expect(heard).toEqual(saidBy(gate));
  expect(heard.map(({ thoughts, texts, calls }) => [thoughts.length, texts.length, calls.length])).toEqual([
    [thinking ? 1 : 0, 1, 2],
    [thinking ? 1 : 0, 0, 1],
    [0, 1, 0],
  ]);
  expect(resultsFor(gate)).toEqual([
    { name: "weather", output: weather.Oslo },
    { name: "weather", output: weather.Rome },
    { name: "time", output: timeIn("Rome") },
  ]);
  const { given, returned } = reasoningOf(gate);
  expect(given).toHaveLength(2);
  if (thinking) expect(returned).toEqual(given);
  expect(lossCodes(gate, "dropped")).toEqual([]);
};
