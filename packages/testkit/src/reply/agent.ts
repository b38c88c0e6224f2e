import type { JsonObject } from "../json.js";
import { text, webSearch } from "./builders.js";
import { functionTool, inputItems, textOf } from "./default-assistant.js";
import { declaresTool, formatSchema, sampleOf } from "./sample-json.js";
import type { CallStep, Reply, Respond } from "./steps.js";

export interface AgentOptions {
  /** Answers requests without function tools; default `answerSide`. */
  readonly side?: (body: JsonObject) => Reply;
  /** Reply once the steps are used up; default a short text. */
  readonly after?: Reply;
  /** Picks the step; default the number of answers that already stand in the conversation. */
  readonly stepOf?: (body: JsonObject) => number;
}

/** True for a request outside the agent's own loop, such as one for a title or a search: it declares no function. */
export const isSideRequest = (body: JsonObject): boolean => !declaresTool(body, "function");

/** Plain answers to side requests: a search where web search is declared, JSON where a format is set, else a text. */
export const answerSide = (body: JsonObject): Reply => {
  if (declaresTool(body, "web_search")) {
    const cited = { url: "https://example.com/", title: "Example", on: "an example" };
    return webSearch(lastUserText(body).slice(0, 80), [cited.url], text("Found an example.", { citations: [cited] }));
  }
  const schema = formatSchema(body);
  return text(schema ? JSON.stringify(sampleOf(schema)) : "Side request");
};

const fromAssistant = ({ type, role }: JsonObject): boolean =>
  role === "assistant" || type === "function_call" || type === "reasoning" || type === "web_search_call";

/** How many answers of the model stand in the conversation: uninterrupted runs of its items. */
export const turnsOf = (body: JsonObject): number => {
  const items = inputItems(body);
  return items.filter((item, at) => fromAssistant(item) && !fromAssistant(items[at - 1] ?? {})).length;
};

/** The last thing that the user said. */
export const lastUserText = (body: JsonObject): string => {
  const said = inputItems(body).findLast((item) => item.role === "user");
  return said ? textOf(said) : "";
};

/**
 * Drives a real agent: step i is the reply to a conversation that already holds i answers, so retries and side
 * requests in between do not matter.
 * @example startSimulatedOpenAI({ respond: agent([[text("Looking."), call("Bash", { command: "ls" })], text("Done.")]) })
 */
export const agent = (steps: readonly Reply[], options: AgentOptions = {}): Respond => {
  const { side = answerSide, after = text("Nothing more to do."), stepOf = turnsOf } = options;
  return (body) => (isSideRequest(body) ? side(body) : (steps[stepOf(body)] ?? after));
};

/** The call when the request declares such a function, else undefined; for scripts that must fit several clients. */
export const callIfDeclared = (body: JsonObject, step: CallStep): CallStep | undefined =>
  functionTool(body, step.name) && step;
