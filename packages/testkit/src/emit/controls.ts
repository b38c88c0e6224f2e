import type { ControlStep, ControlSteps } from "../reply/steps.js";
import { addItems, type Draft, errorBody, send, start } from "./draft.js";

type Controls = {
  readonly [K in keyof ControlSteps]: (draft: Draft, step: ControlStep<K>, at: number) => void;
};

/** What each step other than an output item does to the answer. */
const controls: Controls = {
  interleaved: (draft, step, at) => addItems(draft, step.steps, at),
  incomplete: (draft, { reason }) => {
    draft.terminal = "response.incomplete";
    draft.ending = { status: "incomplete", incompleteReason: reason };
  },
  fail_before: (draft, { status, error, headers }) => {
    draft.before = { status, error: errorBody(error, "invalid_request_error") };
    Object.assign(draft.headers, headers);
  },
  fail_inside: (draft, { error }) => {
    const code = error.code ?? "server_error";
    send(draft, { type: "error", error: errorBody({ ...error, code }, code) });
    draft.terminal = "response.failed";
    draft.ending = { status: "failed", error: { code, message: error.message } };
  },
  flat_error: (draft, { error }) => {
    send(draft, { type: "error", code: error.code ?? null, message: error.message, param: error.param ?? null });
    draft.terminal = "none";
  },
  cut: (draft, { how, after }) => {
    if (after !== undefined) draft.cutting = { after, how };
    else {
      start(draft);
      draft.actions.push({ do: "cut", how });
    }
  },
  delay: (draft, { ms }) => void draft.actions.push({ do: "wait", ms }),
  stall: (draft) => {
    start(draft);
    draft.actions.push({ do: "stall" });
  },
  keepalive: (draft) => send(draft, { type: "keepalive" }),
  event: (draft, { event }) => send(draft, { type: "unknown", ...event }),
  raw: (draft, { data }) => void draft.actions.push({ do: "raw", data }),
  headers: (draft, { headers }) => void Object.assign(draft.headers, headers),
  usage: (draft, { usage }) => {
    draft.usage = usage;
  },
};

/** Carries out a step that is not an output item. */
export const control = <K extends keyof ControlSteps>(draft: Draft, step: ControlStep<K>, at: number): void =>
  controls[step.kind](draft, step, at);

/** True for the kinds that the table above names. */
export const isControl = (step: { readonly kind: string }): step is ControlStep => Object.hasOwn(controls, step.kind);
