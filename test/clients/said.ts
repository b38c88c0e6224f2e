import type { RecordedRequest } from "@transpond/testkit";
import { type Gateway, sentTo } from "./gateway.js";
import { objectsOf, parseObject } from "./json.js";

/** One answer of the model, in nobody's format: what every client must have understood. */
export interface Said {
  readonly thoughts: readonly string[];
  readonly texts: readonly string[];
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
}

const strings = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === "string");

const saidIn = ({ output }: RecordedRequest): Said => {
  const ofType = (type: string) => output.filter((item) => item.type === type);
  return {
    thoughts: strings(ofType("reasoning").flatMap(({ summary }) => objectsOf(summary).map(({ text }) => text))),
    texts: strings(ofType("message").flatMap(({ content }) => objectsOf(content).map(({ text }) => text))),
    calls: ofType("function_call").map((item) => ({
      name: String(item.name),
      input: parseObject(String(item.arguments)),
    })),
  };
};

/** What the upstream said, answer by answer. */
export const saidBy = (gate: Gateway): Said[] => sentTo(gate).map(saidIn);

/** By call id: the name of each call that the upstream made, and what it was told in return. */
export const resultsFor = (gate: Gateway): { readonly name: unknown; readonly output: unknown }[] => {
  const sent = sentTo(gate);
  const last = objectsOf(sent.at(-1)?.body.input).filter(({ type }) => type === "function_call_output");
  return sent
    .flatMap(({ output }) => output.filter(({ type }) => type === "function_call"))
    .map(({ name, call_id }) => ({ name, output: last.find((result) => result.call_id === call_id)?.output }));
};

/** The encrypted reasoning that the upstream gave in all answers but the last, and what came back to it in the last request. */
export const reasoningOf = (gate: Gateway): { readonly given: unknown[]; readonly returned: unknown[] } => {
  const sent = sentTo(gate);
  const states = (items: unknown) =>
    objectsOf(items)
      .filter(({ type }) => type === "reasoning")
      .map(({ encrypted_content }) => encrypted_content);
  return {
    given: sent.slice(0, -1).flatMap(({ output }) => states(output)),
    returned: states(sent.at(-1)?.body.input),
  };
};
