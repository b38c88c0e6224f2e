import type { Bill } from "./bill.js";
import type { BytePairEncoder } from "./byte-pair.js";

/** Units of text between two pauses, where texts are too short to be paused within. */
const pauseAfter = 16_384;

/** Lets others run after every few milliseconds of work; one for a whole count, however many parts it has. */
export class Pacer {
  readonly #pause: (() => Promise<void>) | undefined;
  #sincePause = 0;

  /** @param pause awaited now and then; without it, the work is done in one go */
  constructor(pause: (() => Promise<void>) | undefined) {
    this.#pause = pause;
  }

  /** Tokens of a part: its marks, and its texts. */
  async count(bill: Bill, encoder: BytePairEncoder): Promise<number> {
    let { tokens } = bill;
    for (const text of bill.texts) {
      tokens += this.#pause ? await this.#countText(text, encoder, this.#pause) : encoder.count(text);
    }
    return tokens;
  }

  async #countText(text: string, encoder: BytePairEncoder, pause: () => Promise<void>): Promise<number> {
    const slices = encoder.countInSlices(text);
    let slice = slices.next();
    for (; !slice.done; slice = slices.next()) await this.#rest(pause);
    this.#sincePause += text.length;
    if (this.#sincePause > pauseAfter) await this.#rest(pause);
    return slice.value;
  }

  #rest(pause: () => Promise<void>): Promise<void> {
    this.#sincePause = 0;
    return pause();
  }
}
