import { TranspondError } from "../errors/transpond-error.js";
import type { Answer } from "../response/answer.js";
import type { Stop } from "../response/stop-reason.js";

/** Why the answer has to end before its own end: set deep inside, acted upon after each event. The first reason counts. */
export class EarlyStop {
  readonly #answer: Answer;
  #demanded: Stop | TranspondError | undefined;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  /** Notes a reason. A stop sequence behind a call that was cut is none: the cut is what ended the answer. */
  demand(reason: Stop | TranspondError | undefined): void {
    if (reason instanceof TranspondError || !this.#answer.callTruncated) this.#demanded ??= reason;
  }

  /** Whether somebody demanded the end. */
  get isDemanded(): boolean {
    return this.#demanded !== undefined;
  }

  /** The reason: what was demanded, or what an item holds that ends the answer. */
  get reason(): Stop | TranspondError | undefined {
    return this.#demanded ?? this.#answer.fault;
  }
}
