import type { Message } from "../anthropic/message.js";
import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import type { Loss } from "../ledger/loss.js";
import { createTranslator, type Translator } from "./create-translator.js";
import { nextBatch, presentBatch } from "./event-batches.js";
import { EventBuffer } from "./event-buffer.js";
import { ResultKeeper } from "./result-keeper.js";
import type { Reader } from "./source.js";
import { SourcePump } from "./source-pump.js";
import { AbortedError, readForResult } from "./stream-errors.js";
import type { MessageStream, StreamOptions } from "./stream-translator.js";
import { type Ending, watchEnd } from "./watch-end.js";

const done = { done: true, value: undefined } as const;

/** The iterator behind `streamTranslator`: written by hand, so that `return()` takes effect while a read is pending. */
export class TranslatedStream implements MessageStream {
  readonly #options: StreamOptions & { throwOnError?: boolean };
  readonly #translator: Translator;
  readonly #ending: Ending;
  readonly #keeper: ResultKeeper;
  readonly #pump: SourcePump;
  readonly #events = new EventBuffer();
  #left = false;
  /**
   * Who has the events: an iterator, `result`, or a hand that takes single ones with `next()` and may never come back.
   * What one of them has begun to read, the other gets no part of.
   */
  #owner: "nobody" | "hand" | "iterator" | "result" = "nobody";

  constructor(source: Reader, context: TranslationContext, options: StreamOptions & { throwOnError?: boolean }) {
    const { signal } = options;
    const watching = watchEnd(options);
    this.#options = options;
    this.#ending = watching.ending;
    this.#keeper = new ResultKeeper(options.onContentBlock);
    this.#translator = createTranslator(context, watching.options);
    this.#pump = new SourcePump(source, this.#translator, this.#ending, options, (events) => this.#accept(events));
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  [Symbol.asyncIterator](): this {
    this.#claim("iterator");
    return this;
  }

  next(): Promise<IteratorResult<StreamEvent, undefined>> {
    this.#claim("hand");
    const event = this.#options.throwOnError ? undefined : this.#events.take();
    return event === undefined ? this.#wait() : Promise.resolve({ done: false, value: event });
  }

  [presentBatch](): readonly StreamEvent[] {
    this.#claim("iterator");
    return this.#events.takeAll();
  }

  /** All events that are there, or the next ones that come; `undefined` at the end. */
  async [nextBatch](): Promise<StreamEvent[] | undefined> {
    this.#claim("iterator");
    while (this.#events.isEmpty) {
      if (this.#isOver) return this.#letGo().value;
      await this.#pump.more();
    }
    return this.#events.takeAll();
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
    this.#pump.start();
  }

  get result(): Promise<{ message: Message; losses: Loss[] }> {
    if (this.#owner === "nobody") void this.#readForResult();
    else if (this.#owner === "hand") void this.#readAhead();
    return this.#keeper.ask();
  }

  /** An iterator that was begun is never read for `result`: it would get the end only. */
  #claim(owner: "hand" | "iterator"): void {
    if (this.#owner === "nobody" || (this.#owner === "hand" && owner === "iterator")) this.#owner = owner;
  }

  /** What the hand left is kept for it. */
  async #readAhead(): Promise<void> {
    while (this.#owner === "hand" && !this.#pump.closed) await this.#pump.more();
  }

  async #readForResult(): Promise<void> {
    // Whoever iterates in the same turn has claimed by the next microtask.
    await undefined;
    if (this.#owner !== "nobody" || this.#pump.closed) return;
    this.#owner = "result";
    this.#events.clear();
    this.#events.add([readForResult().toBody(this.#options.requestId ?? null)]);
    while (!this.#pump.closed) await this.#pump.more();
    this.#letGo();
  }

  async #wait(): Promise<IteratorResult<StreamEvent, undefined>> {
    for (;;) {
      const event = this.#events.take();
      if (event === undefined) {
        if (this.#isOver) return this.#letGo();
        await this.#pump.more();
      } else if (!this.#options.throwOnError) return { done: false, value: event };
      else if (event.type === "error") {
        this.#letGo();
        throw this.#owner === "result" ? readForResult() : this.#ending.failure;
      } else if (event.type !== "ping") return { done: false, value: event };
    }
  }

  /** Whether no event will come for who iterates. */
  get #isOver(): boolean {
    return this.#pump.closed || this.#owner === "result";
  }

  #accept(events: StreamEvent[]): void {
    this.#keeper.keep(events);
    if (this.#left) return;
    if (events.length > 0 && this.#owner !== "result") this.#events.add(events);
    if (!this.#translator.ended) return;
    const { failure, message } = this.#ending;
    if (failure) this.#keeper.reject(failure);
    else this.#keeper.resolve(this.#translator.losses, message?.diagnostics ?? null);
  }

  /** The last was taken: the signal, which may live longer, has nothing to take back any more. */
  #letGo(): typeof done {
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    return done;
  }

  /** Nobody wants the rest: what was not taken is thrown away. */
  #leave(reason: unknown): void {
    this.#left = true;
    this.#events.clear();
    this.#letGo();
    this.#keeper.reject(reason);
    this.#pump.cancel();
  }

  readonly #onAbort = () => {
    this.#leave(new AbortedError(this.#options.signal?.reason));
  };
}
