import { type JsonObject, parseJson } from "../json.js";
import type { CallStep } from "../reply/steps.js";
import { chunksOf } from "./chunks.js";
import type { ItemPlace, ItemScript } from "./item-events.js";
import type { Turn } from "./turn.js";

/** A function call: argument deltas, then the whole arguments once more. Its `id` is never its `call_id`. */
export const callEvents = (step: CallStep, turn: Turn, place: ItemPlace): ItemScript => {
  const id = turn.mint.id("fc");
  const callId = step.callId ?? turn.mint.callId();
  const cutShort = place.truncated && parseJson(step.arguments) === undefined;
  const item = (status: string, args: string): JsonObject => ({
    id,
    type: "function_call",
    status,
    arguments: args,
    call_id: callId,
    name: step.name,
    ...(step.namespace === undefined ? {} : { namespace: step.namespace }),
  });
  return {
    added: item("in_progress", ""),
    between: [
      ...chunksOf(step.arguments, step.chunks).map((delta) => ({
        type: "response.function_call_arguments.delta",
        delta,
        item_id: id,
      })),
      { type: "response.function_call_arguments.done", arguments: step.arguments, item_id: id },
    ],
    done: item(step.status ?? (cutShort ? "incomplete" : "completed"), step.arguments),
  };
};
