import type { JsonObject } from "../json.js";
import { type OutputStep, type Reply, type Step, stepsOf } from "../reply/steps.js";
import { control, isControl } from "./controls.js";
import { type Action, addItems, type Draft, newDraft, send } from "./draft.js";
import { responseObject } from "./response-object.js";
import type { Turn } from "./turn.js";
import { usageOf } from "./usage.js";

/** A whole answer, decided before its first byte. */
export interface Plan {
  readonly before: { readonly status: number; readonly error: JsonObject } | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly actions: readonly Action[];
  /** The final Response object; what a request without `stream` gets. */
  readonly final: JsonObject;
}

const isOutput = (step: Step): step is OutputStep => !isControl(step);

/** Cuts a list of actions after so many events. */
const cutAfter = (actions: readonly Action[], events: number, how: "reset" | "end"): readonly Action[] => {
  let seen = 0;
  const end = actions.findIndex((action) => action.do === "event" && ++seen > events);
  return [...actions.slice(0, end < 0 ? undefined : end), { do: "cut", how }];
};

const finalOf = (draft: Draft): JsonObject => {
  const { turn, output, reasoningTokens, responseId: id, ending } = draft;
  const counted = draft.usage === undefined ? usageOf(turn, output, reasoningTokens) : draft.usage;
  const usage = draft.terminal === "response.failed" ? null : counted;
  return responseObject(turn, { id, status: "completed", output, usage, ...ending });
};

/** Steps that put no event on the wire: a reply of these alone is sent as it is, without any event around it. */
const bare = new Set<Step["kind"]>(["raw", "headers", "delay", "cut"]);

/** Works out an answer: all events in order, and the response object that they add up to. */
export const planAnswer = (reply: Reply, turn: Turn): Plan => {
  const steps = stepsOf(reply);
  const draft = newDraft(turn, steps);
  const onlyRaw = steps.some(({ kind }) => kind === "raw") && steps.every(({ kind }) => bare.has(kind));
  if (onlyRaw) draft.started = true;
  steps.forEach((step, at) => {
    if (isOutput(step)) addItems(draft, [step], at);
    else control(draft, step, at);
  });
  const final = finalOf(draft);
  if (!onlyRaw && draft.terminal !== "none") send(draft, { type: draft.terminal, response: final });
  const { before, headers, actions, cutting } = draft;
  return { before, headers, actions: cutting ? cutAfter(actions, cutting.after, cutting.how) : actions, final };
};
