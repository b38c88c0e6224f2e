import type { JsonObject } from "../json.js";
import type { ErrorBody, OutputStep, Step } from "../reply/steps.js";
import { type RenderedItem, renderItem } from "./item-events.js";
import { type Outcome, responseObject } from "./response-object.js";
import type { Turn, WireEvent } from "./turn.js";

/** One thing that happens on the connection. */
export type Action =
  | { readonly do: "event"; readonly event: WireEvent }
  | { readonly do: "raw"; readonly data: string | Uint8Array }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "stall" }
  | { readonly do: "cut"; readonly how: "reset" | "end" };

/** An answer while it is being worked out, step by step. */
export interface Draft {
  readonly turn: Turn;
  readonly steps: readonly Step[];
  readonly responseId: string;
  readonly actions: Action[];
  readonly output: JsonObject[];
  readonly headers: Record<string, string>;
  started: boolean;
  reasoningTokens: number;
  before: { readonly status: number; readonly error: JsonObject } | undefined;
  usage: JsonObject | null | undefined;
  /** The last event; `none` where the stream just ends. */
  terminal: "response.completed" | "response.incomplete" | "response.failed" | "none";
  ending: Partial<Outcome>;
  cutting: { readonly after: number; readonly how: "reset" | "end" } | undefined;
}

export const newDraft = (turn: Turn, steps: readonly Step[]): Draft => ({
  turn,
  steps,
  responseId: turn.mint.id("resp"),
  actions: [],
  output: [],
  headers: {},
  started: false,
  reasoningTokens: 0,
  before: undefined,
  usage: undefined,
  terminal: "response.completed",
  ending: { status: "completed" },
  cutting: undefined,
});

/** Puts an event on the wire; the first one brings `response.created` and `response.in_progress` before it. */
export const send = (draft: Draft, event: WireEvent): void => {
  start(draft);
  draft.actions.push({ do: "event", event });
};

/** Sends the two opening events, once. */
export const start = (draft: Draft): void => {
  if (draft.started) return;
  draft.started = true;
  const response = responseObject(draft.turn, { id: draft.responseId, status: "in_progress", output: [], usage: null });
  send(draft, { type: "response.created", response });
  send(draft, { type: "response.in_progress", response });
};

/** Takes one event of each item in turn, until all are used up. */
const alternate = (items: readonly RenderedItem[]): readonly WireEvent[] => {
  const longest = Math.max(0, ...items.map(({ events }) => events.length));
  return Array.from({ length: longest }, (_, row) => items.flatMap(({ events }) => events.slice(row, row + 1))).flat();
};

const reasoningTokensOf = (step: OutputStep): number =>
  step.kind === "reasoning" ? (step.tokens ?? Math.max(64, Math.ceil(step.summary.join("").length / 4))) : 0;

/** Adds output items whose events alternate; one item alone simply streams. `at` is their step's place in the reply. */
export const addItems = (draft: Draft, items: readonly OutputStep[], at: number): void => {
  const rest = draft.steps.slice(at + 1);
  const rendered = items.map((step, index) =>
    renderItem(step, draft.output.length + index, draft.turn, {
      beforeCall: [...items.slice(index + 1), ...rest].some(({ kind }) => kind === "call"),
      truncated: index === items.length - 1 && rest[0]?.kind === "incomplete",
    }),
  );
  for (const event of alternate(rendered)) send(draft, event);
  draft.output.push(...rendered.map(({ final }) => final));
  draft.reasoningTokens += items.reduce((sum, step) => sum + reasoningTokensOf(step), 0);
};

/** The error object as OpenAI writes it, every key present. */
export const errorBody = ({ message, type, code, param }: ErrorBody, fallbackType: string): JsonObject => ({
  message,
  type: type ?? fallbackType,
  param: param ?? null,
  code: code ?? null,
});
