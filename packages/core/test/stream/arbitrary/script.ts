import type { JsonObject } from "../../../src/json.js";

/** One output item as a stream tells of it: its events but `output_index`, and its final form. */
export type Script = { added: JsonObject; between: JsonObject[]; done: JsonObject };

/** Names of one item; an answer gives every item its own, in a form of its server. */
export type Names = { id(prefix: string): string; callId: string };

/** Makes an item once its names are known. */
export type ItemMaker = (names: Names) => Script[];

/** A Responses stream as a server may send it, and the Response object that the same server gives without streaming. */
export type UpstreamAnswer = {
  events: JsonObject[];
  final: JsonObject;
  /** Whether the stream begins with `response.created`, so that the id is known from the start. */
  isNamed: boolean;
};
