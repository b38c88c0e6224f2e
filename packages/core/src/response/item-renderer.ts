import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { Answer } from "./answer.js";

/** Takes content blocks, one at a time: open, deltas, close. */
export interface BlockSink {
  open(block: BetaContentBlock): void;
  delta(delta: BetaContentBlockDelta): void;
  close(): void;
}

/** Where one item writes its blocks. */
export interface ItemSink extends BlockSink {
  /** Says that the item itself keeps so much more until its turn, in UTF-16 units; below zero, so much less. */
  keep(length: number): void;
}

/** What is known when an item's last block closes. */
export type Ending = {
  /** The item that follows, where there is one. */
  next: JsonObject | undefined;
  /** Whether the response ended before it was complete. */
  truncated: boolean;
};

/** Renders one output item into content blocks, from its events, from its final form, or from both. */
export interface ItemRenderer {
  /** An event of this item other than `added` and `done`. */
  event(type: string, event: JsonObject): void;
  /** What the item says of itself, said again or for the first time after events of it. */
  announced?(item: JsonObject): void;
  /** The item's final form, or `undefined` where the response ended without one. Emits whatever was not streamed. */
  finish(item: JsonObject | undefined): void;
  /** What has to be known before `close`. Asked after `finish`. */
  readonly closesWith: "nothing" | "next_item" | "end";
  /** Closes the last block; returns an error when the item cannot be shown as a success. */
  close(ending: Ending): TranspondError | undefined;
}

/**
 * Makes the renderer of an item; `item` is its first form, which may lack everything but its type, `at` its place among
 * the items.
 */
export type RendererFactory = (
  item: JsonObject,
  sink: ItemSink,
  answer: Answer,
  path: string,
  at: number,
) => ItemRenderer;
