import type { JsonObject } from "../json.js";

/** Tells, once, that the numbers of events leave one out (mapping C.3). Servers that number nothing leave out nothing. */
export class SequenceGaps {
  /** Nothing lies above it: the first number follows none. */
  #last = Number.POSITIVE_INFINITY;
  #told = false;

  /** Whether this event is the first behind a gap. */
  isFirst({ sequence_number: number }: JsonObject): boolean {
    if (this.#told || typeof number !== "number") return false;
    this.#told = number > this.#last + 1;
    this.#last = number;
    return this.#told;
  }
}
