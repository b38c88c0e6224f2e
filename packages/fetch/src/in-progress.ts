import { TranspondError } from "@transpond/core";

/** Seconds after which a client that was turned away may come again. */
const retryAfter = "1";

const turnedAway = (message: string) =>
  new TranspondError({
    status: 529,
    type: "overloaded_error",
    message,
    headers: { "retry-after": retryAfter, "x-should-retry": "true" },
  });

const shuttingDown = () => turnedAway("The server is shutting down");

/** One message's place among those in progress. */
export class Place {
  readonly #left: (place: Place) => void;
  readonly #calls: ((reason: TranspondError) => void)[] = [];
  #reason: TranspondError | undefined;

  constructor(left: (place: Place) => void) {
    this.#left = left;
  }

  /** Calls back when the message must end now, with what it ends in. */
  onStop(call: (reason: TranspondError) => void): void {
    if (this.#reason) call(this.#reason);
    else this.#calls.push(call);
  }

  /** The message must end now. */
  stop(reason: TranspondError): void {
    this.#reason = reason;
    for (const call of this.#calls.splice(0)) call(reason);
  }

  /** The message has ended. */
  readonly leave = (): void => this.#left(this);
}

/** The messages that a handler is working on: how many there may be at once, and when the last has ended. */
export class InProgress {
  readonly #limit: number;
  readonly #places = new Set<Place>();
  readonly #waiting: (() => void)[] = [];
  #closing = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#places.size;
  }

  /** Whether no more are taken. */
  get closing(): boolean {
    return this.#closing;
  }

  /** @throws TranspondError 529 with `retry-after` where there are too many, or no more are taken */
  checkRoom(): void {
    if (this.#closing) throw shuttingDown();
    if (this.#places.size >= this.#limit) throw turnedAway("Too many requests are in progress");
  }

  /** Begins a message. @throws TranspondError 529 with `retry-after` where there are too many, or no more are taken */
  enter(): Place {
    this.checkRoom();
    const place = new Place((left) => this.#leave(left));
    this.#places.add(place);
    return place;
  }

  /** Takes no more, and resolves when the last has ended. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Ends those that are left, and waits for none of them: a client that reads no more would never let its own end. */
  stop(): void {
    for (const place of [...this.#places]) {
      place.stop(shuttingDown());
      place.leave();
    }
  }

  #leave(place: Place): void {
    this.#places.delete(place);
    if (this.count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
