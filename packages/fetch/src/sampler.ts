/** Takes a share of what comes, evenly: of 0.25 each fourth, none of 0. */
export class Sampler {
  readonly #share: number;
  #due = 0;

  /** @param share from 0 to 1 */
  constructor(share: number) {
    this.#share = share;
  }

  takes(): boolean {
    this.#due += this.#share;
    if (this.#due < 1) return false;
    this.#due -= 1;
    return true;
  }
}
