import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";
import { keptLength } from "./kept-length.js";

/** Deltas that are nothing but a piece of text, by their type. */
const textDeltas = {
  text_delta: (text: string): BetaContentBlockDelta => ({ type: "text_delta", text }),
  input_json_delta: (partial_json: string): BetaContentBlockDelta => ({ type: "input_json_delta", partial_json }),
};

type TextDelta = keyof typeof textDeltas;

type Operation = { open: BetaContentBlock } | { delta: BetaContentBlockDelta } | "close";
/** An operation, or the text of a delta; `texts` says of which type those behind it are. */
type Step = Exclude<Operation, string> | { close: true } | { texts: TextDelta } | string;

/** So many short deltas in a row become one: alone, each costs more than its text. */
const batch = 64;

/**
 * What an item wrote while it was not its turn. Most of it are deltas of a few letters, and many clients may wait at the
 * same time: of such deltas only the texts are kept, and of many in a row one.
 */
export class WaitingBlocks {
  readonly #steps: Step[] = [];
  /** Of which type the last texts are, and how many of them stand in a row that were not joined. */
  #texts: TextDelta | undefined;
  #row = 0;

  /** Keeps an operation; returns what it costs, in UTF-16 units. */
  keep(operation: Operation): number {
    if (operation === "close") this.#push({ close: true });
    else if ("open" in operation) this.#push(operation);
    else if (operation.delta.type === "text_delta") this.#keepText("text_delta", operation.delta.text);
    else if (operation.delta.type === "input_json_delta") {
      this.#keepText("input_json_delta", operation.delta.partial_json);
    } else this.#push(operation);
    return keptLength(operation);
  }

  /** Writes everything, in order. */
  writeTo(sink: BlockSink): void {
    let make = textDeltas.text_delta;
    for (const step of this.#steps) {
      if (typeof step === "string") sink.delta(make(step));
      else if ("texts" in step) make = textDeltas[step.texts];
      else if ("open" in step) sink.open(step.open);
      else if ("delta" in step) sink.delta(step.delta);
      else sink.close();
    }
  }

  #push(step: Exclude<Step, string>): void {
    this.#row = 0;
    this.#steps.push(step);
  }

  #keepText(type: TextDelta, text: string): void {
    if (type !== this.#texts) this.#push({ texts: type });
    this.#texts = type;
    this.#steps.push(text);
    if (++this.#row < batch) return;
    this.#row = 0;
    this.#steps.push(this.#steps.splice(-batch).join(""));
  }
}
