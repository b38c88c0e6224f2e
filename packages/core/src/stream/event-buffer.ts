import type { StreamEvent } from "../anthropic/stream-events.js";

/** Events that came and were not taken yet. Adding and taking cost the same however many there are. */
export class EventBuffer {
  #events: StreamEvent[] = [];
  #cursor = 0;

  get isEmpty(): boolean {
    return this.#cursor === this.#events.length;
  }

  /** The list is kept where nothing else waits: whoever gives it away does not change it any more. */
  add(events: StreamEvent[]): void {
    if (this.isEmpty) {
      this.#events = events;
      this.#cursor = 0;
    } else for (const event of events) this.#events.push(event);
  }

  take(): StreamEvent | undefined {
    const event = this.#events[this.#cursor];
    if (event !== undefined) this.#cursor++;
    return event;
  }

  takeAll(): StreamEvent[] {
    const events = this.#cursor === 0 ? this.#events : this.#events.slice(this.#cursor);
    this.clear();
    return events;
  }

  clear(): void {
    this.#events = [];
    this.#cursor = 0;
  }
}
