import type { JsonObject } from "../json.js";

/** What two events of one number have in common, if the number means anything. */
const compared = ["type", "output_index", "delta"];

/**
 * Tells an event that was sent twice by its number (mapping C.3). Some servers number nothing, or everything alike: once
 * a different event bears the same number, numbers mean nothing.
 */
export class RepeatedEvents {
  #last: JsonObject = {};
  #meaningful = true;

  isRepeat(event: JsonObject): boolean {
    const last = this.#last;
    this.#last = event;
    const { sequence_number } = event;
    if (!this.#meaningful || typeof sequence_number !== "number" || sequence_number !== last.sequence_number)
      return false;
    this.#meaningful = compared.every((key) => event[key] === last[key]);
    return this.#meaningful;
  }
}
