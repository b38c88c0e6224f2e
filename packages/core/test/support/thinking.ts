import { decodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { codesOf } from "./both-ways.js";
import { testContext } from "./context.js";
import { accumulated } from "./stream-readings.js";
import { translateNow } from "./translate-now.js";
import { created, done, terminal, type UpstreamEvent } from "./upstream-events.js";

/** Events of a reasoning item at index 0 beside the delta of its summary. */
const at = { output_index: 0 };
export const summaryDone = (text: string, summary_index = 0): UpstreamEvent => ({
  type: "response.reasoning_summary_text.done",
  ...at,
  summary_index,
  text,
});
export const summaryPart = (step: "added" | "done", summary_index: number, text = ""): UpstreamEvent => ({
  type: `response.reasoning_summary_part.${step}`,
  ...at,
  summary_index,
  part: { type: "summary_text", text },
});
export const rawDelta = (delta: unknown, content_index = 0): UpstreamEvent => ({
  type: "response.reasoning_text.delta",
  ...at,
  content_index,
  delta,
});
export const rawDone = (text: string, content_index = 0): UpstreamEvent => ({
  type: "response.reasoning_text.done",
  ...at,
  content_index,
  text,
});
/** The field of an item that holds raw reasoning. */
export const raw = (...texts: string[]) => ({ content: texts.map((text) => ({ type: "reasoning_text", text })) });

/** The thinking of a stream of one reasoning item, piece by piece, and what its signature says. */
export function thought(events: readonly UpstreamEvent[], changes = {}) {
  const { events: out, losses } = translateNow([created(), ...events], testContext(changes));
  const block = accumulated(out)?.content[0];
  const deltas = out.flatMap((event) =>
    event.type === "content_block_delta" && event.delta.type === "thinking_delta" ? [event.delta.thinking] : [],
  );
  const state = block?.type === "thinking" ? decodeReasoningEnvelope(block.signature) : null;
  return { block, deltas, state, losses: codesOf(losses), out };
}
/** The end of a response of this item alone. */
export const ended = (item: object) => [done(0, item), terminal([item])];
