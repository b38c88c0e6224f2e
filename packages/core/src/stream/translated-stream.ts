import type { Diagnostics, Message } from "../anthropic/message.js";
import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { Loss } from "../ledger/loss.js";
import { createTranslator, type Translator } from "./create-translator.js";
import { nextBatch } from "./event-batches.js";
import { ResultKeeper } from "./result-keeper.js";
import type { Chunk, Reader } from "./source.js";
import type { MessageStream, StreamOptions } from "./stream-translator.js";

const done = { done: true, value: undefined } as const;

/** The iterator behind `streamTranslator`: written by hand, so that `return()` takes effect while a read is pending. */
export class TranslatedStream implements MessageStream {
  readonly #source: Reader;
  readonly #translator: Translator;
  readonly #keeper: ResultKeeper;
  #diagnostics: Diagnostics | null = null;
  readonly #throwOnError: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #watchRead: StreamOptions["watchRead"];
  #endWatch: ((nothing: undefined) => void) | undefined;
  /** Events that came and were not taken yet: those of `#batch` from `#cursor` on. */
  #batch: StreamEvent[] = [];
  #cursor = 0;
  #failure: TranspondError | undefined;
  #reading = false;
  /** No more events will come, because the answer is complete or nobody wants it. */
  #closed = false;
  #iterated = false;
  /** Calls of `next` that are not answered yet. */
  #pending = 0;
  #waiting: (() => void)[] = [];

  constructor(source: Reader, context: TranslationContext, options: StreamOptions & { throwOnError?: boolean }) {
    this.#source = source;
    this.#throwOnError = options.throwOnError ?? false;
    this.#signal = options.signal;
    this.#watchRead = options.watchRead;
    this.#keeper = new ResultKeeper(options.onContentBlock);
    this.#translator = createTranslator(context, {
      ...options,
      // The keeper builds the blocks anyway.
      onContentBlock: undefined,
      onError: (error) => {
        this.#failure = error;
        options.onError?.(error);
      },
      onMessageEnd: (end) => {
        this.#diagnostics = end.diagnostics;
        options.onMessageEnd?.(end);
      },
    });
    if (this.#signal?.aborted) this.#onAbort();
    else this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<StreamEvent, undefined>> {
    this.#iterated = true;
    const event = this.#batch[this.#cursor];
    if (event === undefined || this.#throwOnError) return this.#wait();
    this.#cursor++;
    return Promise.resolve({ done: false, value: event });
  }

  /** All events that are there, or the next ones that come; `undefined` at the end. */
  async [nextBatch](): Promise<StreamEvent[] | undefined> {
    this.#iterated = true;
    while (this.#cursor === this.#batch.length) {
      if (this.#closed) return this.#end().value;
      this.#pending++;
      await this.#more();
      this.#pending--;
    }
    const batch = this.#cursor === 0 ? this.#batch : this.#batch.slice(this.#cursor);
    this.#batch = [];
    this.#cursor = 0;
    return batch;
  }

  async return(): Promise<IteratorResult<StreamEvent, undefined>> {
    this.#leave(new AbortedError());
    return done;
  }

  async throw(error?: unknown): Promise<IteratorResult<StreamEvent, undefined>> {
    this.#leave(error ?? new AbortedError());
    throw error;
  }

  start(): void {
    this.#deliver(this.#translator.start());
  }

  get result(): Promise<{ message: Message; losses: Loss[] }> {
    void this.#drain();
    return this.#keeper.ask();
  }

  /**
   * Reads to the end for `result`, unless somebody iterates: whoever does has called `next` before the next microtask.
   * What somebody who began to iterate has not taken yet is kept for them.
   */
  async #drain(): Promise<void> {
    await undefined;
    if (this.#pending > 0) return;
    while (!this.#closed) {
      if (!this.#iterated) this.#batch = [];
      await this.#more();
    }
    if (!this.#iterated) this.#end();
  }

  async #wait(): Promise<IteratorResult<StreamEvent, undefined>> {
    for (;;) {
      const event = this.#batch[this.#cursor];
      if (event === undefined) {
        if (this.#closed) return this.#end();
        this.#pending++;
        await this.#more();
        this.#pending--;
        continue;
      }
      this.#cursor++;
      if (!this.#throwOnError) return { done: false, value: event };
      if (event.type === "error") {
        this.#end();
        throw this.#failure;
      }
      if (event.type !== "ping") return { done: false, value: event };
    }
  }

  /** The last was taken: the signal, which may live longer, has nothing to stop any more. */
  #end(): typeof done {
    this.#signal?.removeEventListener("abort", this.#onAbort);
    return done;
  }

  /** Resolves when there may be more events, or none ever. */
  #more(): Promise<void> {
    const more = new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    if (!this.#reading) void this.#read();
    return more;
  }

  async #read(): Promise<void> {
    this.#reading = true;
    let events: StreamEvent[];
    try {
      const chunk = await this.#watched(this.#source.read());
      if (this.#closed) return;
      events = chunk === undefined ? this.#translator.end() : this.#translator.push(chunk);
    } catch (error) {
      if (this.#closed) return;
      events = this.#translator.fail(error);
    } finally {
      this.#reading = false;
    }
    this.#deliver(events);
  }

  /** A read that the host limits; its watch ends with it, or when nobody wants it any more. */
  #watched(read: Promise<Chunk | undefined>): Promise<Chunk | undefined> {
    if (!this.#watchRead) return read;
    const closing = new Promise<undefined>((resolve) => {
      this.#endWatch = resolve;
    });
    return this.#watchRead(Promise.race([read, closing]));
  }

  #deliver(events: StreamEvent[]): void {
    if (this.#closed) return;
    if (events.length > 0) {
      this.#keeper.keep(events);
      if (this.#cursor < this.#batch.length) for (const event of events) this.#batch.push(event);
      else {
        this.#batch = events;
        this.#cursor = 0;
      }
    }
    if (this.#translator.ended) {
      this.#close();
      if (this.#failure) this.#keeper.reject(this.#failure);
      else this.#keeper.resolve(this.#translator.losses, this.#diagnostics);
    } else this.#wake();
  }

  /** Nobody wants the rest: what was not taken is thrown away. */
  #leave(reason: unknown): void {
    this.#batch = [];
    this.#cursor = 0;
    this.#end();
    if (!this.#closed) this.#close();
    this.#keeper.reject(reason);
  }

  #close(): void {
    this.#closed = true;
    this.#endWatch?.(undefined);
    this.#wake();
    this.#source.cancel();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  readonly #onAbort = () => {
    this.#leave(new AbortedError(this.#signal?.reason));
  };
}

class AbortedError extends Error {
  override readonly name = "AbortError";

  constructor(reason?: unknown) {
    super("The stream was left before its end.", reason === undefined ? {} : { cause: reason });
  }
}
