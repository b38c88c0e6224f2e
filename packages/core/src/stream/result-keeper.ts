import type { ContentBlock, Diagnostics, Message } from "../anthropic/message.js";
import type { StreamEvent } from "../anthropic/stream-events.js";
import { TranspondError } from "../errors/transpond-error.js";
import type { Loss } from "../ledger/loss.js";
import { observer } from "../ledger/observer.js";
import { type BlockAccumulator, MessageAccumulator } from "./accumulate.js";

/** How much of an answer is kept for a `result` that is asked for late, in UTF-16 units. */
const maxKeptLength = 1024 * 1024;

/** Keeps the message that `result` gives: whole when it was asked for early, up to a bound until then. */
export class ResultKeeper {
  readonly #tell: (block: ContentBlock, index: number) => void;
  /** Whether somebody wants blocks even where nobody wants the message. */
  readonly #told: boolean;
  /** Once too much has come and nobody asked, only blocks are built, and only where somebody wants them. */
  #message: MessageAccumulator | undefined = new MessageAccumulator();
  #block: BlockAccumulator | undefined;
  #blocks = 0;
  #asked = false;
  #resolve: (result: { message: Message; losses: Loss[] }) => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  readonly #result = new Promise<{ message: Message; losses: Loss[] }>((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  constructor(onContentBlock: ((block: ContentBlock, index: number) => void) | undefined) {
    this.#tell = observer(onContentBlock);
    this.#told = onContentBlock !== undefined;
    // Whoever does not ask does not care.
    this.#result.catch(() => {});
  }

  ask(): Promise<{ message: Message; losses: Loss[] }> {
    this.#asked = true;
    return this.#result;
  }

  keep(events: readonly StreamEvent[]): void {
    for (const event of events) {
      const block = (this.#message ?? this.#block)?.accept(event);
      if (block) this.#tell(block, this.#blocks++);
    }
    if (this.#message && !this.#asked && this.#message.length > maxKeptLength) {
      if (this.#told) this.#block = this.#message.block;
      this.#message = undefined;
    }
  }

  resolve(losses: readonly Loss[], diagnostics: Diagnostics | null): void {
    const message = this.#message?.message;
    if (message) this.#resolve({ message: { ...message, diagnostics }, losses: [...losses] });
    else this.#reject(askedTooLate());
  }

  reject(reason: unknown): void {
    this.#reject(reason);
  }
}

function askedTooLate(): TranspondError {
  const message = "The message is too long to be kept unasked: ask for `result` before the stream is read.";
  return new TranspondError({ status: 500, type: "api_error", message });
}
