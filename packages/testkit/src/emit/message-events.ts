import type { JsonObject } from "../json.js";
import type { Citation, RefusalStep, TextStep } from "../reply/steps.js";
import { chunksOf } from "./chunks.js";
import type { ItemPlace, ItemScript } from "./item-events.js";
import type { Turn, WireEvent } from "./turn.js";

const annotationsOf = (text: string, citations: readonly Citation[]): readonly JsonObject[] =>
  citations.map(({ url, title, on }) => {
    const start = text.indexOf(on);
    if (start < 0) throw new Error(`testkit: the cited words do not occur in the text: ${on}`);
    return { type: "url_citation", end_index: start + on.length, start_index: start, title, url };
  });

interface Part {
  readonly empty: JsonObject;
  readonly full: JsonObject;
  readonly deltas: readonly WireEvent[];
  readonly finished: WireEvent;
}

const textPart = (step: TextStep): Part => {
  const annotations = annotationsOf(step.text, step.citations ?? []);
  const part = { type: "output_text", annotations: [], logprobs: [], text: "" };
  return {
    empty: part,
    full: { ...part, annotations, text: step.text },
    deltas: [
      ...chunksOf(step.text, step.chunks).map((delta) => ({ type: "response.output_text.delta", delta, logprobs: [] })),
      ...annotations.map((annotation, index) => ({
        type: "response.output_text.annotation.added",
        annotation,
        annotation_index: index,
      })),
    ],
    finished: { type: "response.output_text.done", logprobs: [], text: step.text },
  };
};

const refusalPart = (step: RefusalStep): Part => ({
  empty: { type: "refusal", refusal: "" },
  full: { type: "refusal", refusal: step.text },
  deltas: chunksOf(step.text, step.chunks).map((delta) => ({ type: "response.refusal.delta", delta })),
  finished: { type: "response.refusal.done", refusal: step.text },
});

/** A message item with one part: part added, deltas, annotations, part done. */
export const messageEvents = (step: TextStep | RefusalStep, turn: Turn, place: ItemPlace): ItemScript => {
  const id = turn.mint.id("msg");
  const part = step.kind === "text" ? textPart(step) : refusalPart(step);
  const given = step.kind === "text" ? step : undefined;
  const phase = given?.phase ?? (place.beforeCall ? "commentary" : "final_answer");
  const status = given?.status ?? (place.truncated ? "incomplete" : "completed");
  const item = (state: string, content: readonly JsonObject[]): JsonObject => ({
    id,
    type: "message",
    status: state,
    content,
    ...(turn.model.phases ? { phase } : {}),
    role: "assistant",
  });
  const between: WireEvent[] = [
    { type: "response.content_part.added", part: part.empty },
    ...part.deltas,
    part.finished,
    { type: "response.content_part.done", part: part.full },
  ];
  return {
    added: item("in_progress", []),
    between: between.map((event) => ({ ...event, content_index: 0, item_id: id })),
    done: item(status, [part.full]),
  };
};
