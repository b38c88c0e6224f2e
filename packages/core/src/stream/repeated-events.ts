import { type JsonObject, stringAt } from "../json.js";

/** An end is never taken for a repetition: after it nothing is looked at, and to lose one could hide a failure. */
const ends: ReadonlySet<unknown> = new Set([
  "error",
  "response.completed",
  "response.incomplete",
  "response.failed",
  "response.cancelled",
]);

/** Numbers above this are not remembered: a byte for each is what a stream may cost. */
const maxNumber = 1 << 20;

/**
 * Tells an event that was sent twice by its number: right after the first, or much later, where a connection was taken up
 * again too early (mapping C.3). Some servers number everything alike or begin anew: once a different event bears a
 * number that was there before, numbers mean nothing.
 */
export class RepeatedEvents {
  /** By number, a mark of the event that bore it; 0 where none did. */
  #marks = new Uint8Array(64);
  #meaningful = true;

  isRepeat(event: JsonObject): boolean {
    const { sequence_number: number } = event;
    if (!this.#meaningful || !isCounted(number) || ends.has(event.type)) return false;
    const mark = markOf(event);
    const known = this.#marks[number] ?? 0;
    if (known === 0) this.#note(number, mark);
    else this.#meaningful = known === mark;
    return known === mark;
  }

  #note(number: number, mark: number): void {
    if (number >= this.#marks.length) {
      const longer = new Uint8Array(2 ** Math.ceil(Math.log2(number + 1)));
      longer.set(this.#marks);
      this.#marks = longer;
    }
    this.#marks[number] = mark;
  }
}

function isCounted(number: unknown): number is number {
  return Number.isInteger(number) && Number(number) >= 0 && Number(number) < maxNumber;
}

/** 1 to 255, from what two different events of one number would hardly have in common. */
function markOf(event: JsonObject): number {
  const type = stringAt(event, "type");
  const delta = stringAt(event, "delta");
  const place = typeof event.output_index === "number" ? event.output_index : 0;
  const name = type.length * 31 + (type.charCodeAt("response.".length) || 0) + 7 * type.charCodeAt(type.length - 1);
  const words = delta === "" ? 0 : delta.length * 131 + delta.charCodeAt(0) + 17 * delta.charCodeAt(delta.length - 1);
  return 1 + (((name + place * 13 + words) >>> 0) % 255);
}
