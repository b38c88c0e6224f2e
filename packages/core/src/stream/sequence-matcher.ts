/**
 * Follows one sequence through a text, character by character, in linear time whatever the text repeats
 * (Knuth, Morris, Pratt).
 */
export class SequenceMatcher {
  readonly sequence: string;
  /** For each length of a partial match, the next shorter one that may still go on. */
  readonly #fallback: number[] = [0, 0];
  /** How much of the sequence the end of the text is, in UTF-16 units. */
  matched = 0;

  constructor(sequence: string) {
    this.sequence = sequence;
    for (let at = 1; at < sequence.length; at++) {
      this.advance(sequence.charCodeAt(at));
      this.#fallback.push(this.matched);
    }
    this.matched = 0;
  }

  /** Takes the next character; tells whether the sequence is complete. */
  advance(unit: number): boolean {
    const { sequence } = this;
    while (this.matched > 0 && sequence.charCodeAt(this.matched) !== unit) {
      this.matched = this.#fallback[this.matched] ?? 0;
    }
    if (sequence.charCodeAt(this.matched) === unit) this.matched++;
    return this.matched === sequence.length;
  }

  reset(): void {
    this.matched = 0;
  }
}
