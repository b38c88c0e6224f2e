import type { JsonObject } from "../json.js";
import { obfuscation } from "../mint/ids.js";
import type { OutputStep } from "../reply/steps.js";
import { callEvents } from "./call-events.js";
import { messageEvents } from "./message-events.js";
import { reasoningEvents } from "./reasoning-events.js";
import type { Turn, WireEvent } from "./turn.js";
import { webSearchEvents } from "./web-search-events.js";

/** What one output item puts on the wire, and how it stands in the final response. */
export interface RenderedItem {
  readonly events: readonly WireEvent[];
  readonly final: JsonObject;
}

/** Everything between `added` and `done` of one item, plus the item itself at its three moments. */
export interface ItemScript {
  readonly added: JsonObject;
  readonly between: readonly WireEvent[];
  readonly done: JsonObject;
  /** The item in the final response, where it differs from `done`. */
  readonly final?: JsonObject;
}

export interface ItemPlace {
  /** True when a function call follows in the same answer, which makes a text a commentary. */
  readonly beforeCall: boolean;
  /** True when the response ends as incomplete right after this item. */
  readonly truncated: boolean;
}

const script = (step: OutputStep, turn: Turn, place: ItemPlace): ItemScript => {
  switch (step.kind) {
    case "text":
    case "refusal":
      return messageEvents(step, turn, place);
    case "reasoning":
      return reasoningEvents(step, turn);
    case "call":
      return callEvents(step, turn, place);
    case "web_search":
      return webSearchEvents(step, turn);
    case "item": {
      const between = step.events.map((event) => ({ type: "unknown", ...event, item_id: step.item.id }));
      return { added: step.item, between, done: step.item };
    }
    default: {
      const never: never = step;
      return never;
    }
  }
};

/** Every delta is padded but a refusal's, as recorded. */
const pad = (turn: Turn, event: WireEvent): WireEvent =>
  turn.obfuscate && typeof event.delta === "string" && event.type !== "response.refusal.delta"
    ? { ...event, obfuscation: obfuscation(turn.mint, event.delta) }
    : event;

/** Renders one output item: `output_item.added`, its own events, `output_item.done`. */
export const renderItem = (step: OutputStep, outputIndex: number, turn: Turn, place: ItemPlace): RenderedItem => {
  const { added, between, done, final = done } = script(step, turn, place);
  const events: WireEvent[] = [
    { type: "response.output_item.added", item: added },
    ...between.map((event) => pad(turn, event)),
    { type: "response.output_item.done", item: done },
  ];
  return { events: events.map((event) => ({ ...event, output_index: outputIndex })), final };
};
