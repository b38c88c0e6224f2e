import type { JsonObject } from "../json.js";
import type { Answer } from "./answer.js";
import type { BlockSink, RendererFactory } from "./item-renderer.js";

/** Where an item is shown, and where what is known of it is noted; `at` is its place among the items. */
export type ItemPlace = { sink: BlockSink; answer: Answer; path: string; at: number };

/** Shows an item by its final form, or tells that the response ended without one. */
export type WholeItem = (item: JsonObject | undefined, place: ItemPlace) => void;

/** The renderer of items that are shown whole, when they are done: none of their events is needed. */
export function wholeItem(show: WholeItem): RendererFactory {
  return (_item, sink, answer, path, at) => ({
    closesWith: "nothing",
    event() {},
    finish: (item) => show(item, { sink, answer, path, at }),
    close: () => undefined,
  });
}
