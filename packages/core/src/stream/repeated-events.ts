import type { JsonObject } from "../json.js";

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
    this.#meaningful = event.type === last.type && event.delta === last.delta;
    return this.#meaningful;
  }
}
