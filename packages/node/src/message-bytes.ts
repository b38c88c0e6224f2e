import type { Readable } from "node:stream";

export type MessageBytesOptions = {
  /** What reading fails with where the message breaks off; it is given Node's error, if there is one. */
  failure: (error: Error | null) => unknown;
  /** Nobody wants the rest. */
  onReturn: () => void;
};

type Result = IteratorResult<Uint8Array, undefined>;
type Waiting = { resolve: (result: Result) => void; reject: (reason: unknown) => void };

/** What a message of Node's carries, read at the speed of its consumer. */
export class MessageBytes implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #message: Readable;
  readonly #options: MessageBytesOptions;
  #waiting: Waiting | undefined;
  #isOver = false;
  #isBegun = false;

  constructor(message: Readable, options: MessageBytesOptions) {
    this.#message = message;
    this.#options = options;
    message.on("end", this.#look).on("error", this.#look).on("close", this.#look);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** One at a time. */
  next(): Promise<Result> {
    // Not before: who listens has begun to read, and Node throws away only what nobody has begun.
    if (!this.#isBegun) this.#message.on("readable", this.#look);
    this.#isBegun = true;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#look();
    });
  }

  async return(): Promise<Result> {
    if (!this.#isOver) {
      this.#isOver = true;
      // While somebody listens for it, the message would wait to be read.
      this.#message.off("readable", this.#look);
      this.#options.onReturn();
      this.#look();
    }
    return { done: true, value: undefined };
  }

  /** Takes what has come since, for who waits for it. */
  readonly #look = (): void => {
    const waiting = this.#waiting;
    if (!waiting) return;
    const message = this.#message;
    const value: Uint8Array | null = this.#isOver ? null : message.read();
    if (value !== null) waiting.resolve({ done: false, value });
    else if (this.#isOver || message.readableEnded) waiting.resolve({ done: true, value: undefined });
    // `close` comes last, behind what is still to be read.
    else if (message.closed) waiting.reject(this.#options.failure(message.errored));
    else return;
    this.#waiting = undefined;
  };
}
