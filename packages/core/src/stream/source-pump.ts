import type { StreamEvent } from "../anthropic/stream-events.js";
import type { Translator } from "./create-translator.js";
import { readRest } from "./rest-of-source.js";
import type { Chunk, Reader } from "./source.js";
import type { StreamOptions } from "./stream-translator.js";
import type { Ending } from "./watch-end.js";

/** Reads a source through a translator, one piece at a time and only when it is asked to. */
export class SourcePump {
  readonly #source: Reader;
  readonly #translator: Translator;
  readonly #ending: Ending;
  readonly #options: Pick<StreamOptions, "signal" | "watchRead">;
  readonly #deliver: (events: StreamEvent[]) => void;
  #reading = false;
  #closed = false;
  #cancelled = false;
  #waiting: (() => void)[] = [];
  #endWatch: ((nothing: undefined) => void) | undefined;

  constructor(
    source: Reader,
    translator: Translator,
    ending: Ending,
    options: Pick<StreamOptions, "signal" | "watchRead">,
    deliver: (events: StreamEvent[]) => void,
  ) {
    this.#source = source;
    this.#translator = translator;
    this.#ending = ending;
    this.#options = options;
    this.#deliver = deliver;
  }

  /** No more events will come, because the answer is complete or nobody wants it. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when there may be more events, or none ever. */
  more(): Promise<void> {
    const more = new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    if (!this.#reading) void this.#read();
    return more;
  }

  /** Begins the message before the source has said anything. */
  start(): void {
    if (!this.#closed) this.#take(this.#translator.start());
  }

  /** Nobody wants more: the source is told at once, also while a read is pending. */
  readonly cancel = (): void => {
    this.#closed = true;
    this.#endWatch?.(undefined);
    this.#wake();
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#options.signal?.removeEventListener("abort", this.cancel);
    this.#source.cancel();
  };

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
    this.#take(events);
  }

  /** A read that the host limits; its watch ends with it, or when nobody wants it any more. */
  #watched(read: Promise<Chunk | undefined>): Promise<Chunk | undefined> {
    const { watchRead } = this.#options;
    if (!watchRead) return read;
    const watched = new Promise<Chunk | undefined>((resolve, reject) => {
      this.#endWatch = resolve;
      read.then(resolve, reject);
    });
    return watchRead(watched);
  }

  #take(events: StreamEvent[]): void {
    // A callback of the host may have left meanwhile.
    if (this.#closed) return;
    this.#closed = this.#translator.ended;
    // Whoever waits for the message has it before the source is cancelled: that is somebody else's code.
    this.#deliver(events);
    this.#wake();
    if (!this.#closed || this.#cancelled) return;
    const { message } = this.#ending;
    // A matched stop sequence ends the message while the upstream is still at work.
    if (message && message.stopReason !== "stop_sequence") void this.#readRest();
    else this.cancel();
  }

  /** Nobody waits for the rest; whoever gave the signal may still end it. */
  async #readRest(): Promise<void> {
    this.#options.signal?.addEventListener("abort", this.cancel, { once: true });
    const read = () => this.#watched(this.#source.read());
    await readRest(read, () => this.#cancelled);
    this.cancel();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
