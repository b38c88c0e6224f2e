import { createParser } from "eventsource-parser";
import { upstreamFault } from "../errors/transpond-error.js";

/** UTF-16 units of one event; the longest is the last, which repeats the whole answer. */
const maxFrameLength = 64 * 1024 * 1024;

/**
 * Reads the events of a Responses stream out of server-sent event bytes, in pieces of any size. Only `data` counts:
 * some servers send no `event:` lines. `[DONE]`, comments and empty frames are passed over.
 */
export class FrameReader {
  readonly #utf8 = new TextDecoder();
  readonly #parser;
  #events: unknown[] = [];

  constructor() {
    this.#parser = createParser({
      maxBufferSize: maxFrameLength,
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded")
          this.#events.push(upstreamFault("The upstream sent an event that is too long."));
      },
      onEvent: ({ data }) => {
        if (data !== "" && data !== "[DONE]") this.#events.push(parse(data));
      },
    });
  }

  /** Takes bytes, or text that is decoded already; returns the events that they complete. Data that is not JSON gives a `TranspondError` in its place. */
  push(chunk: Uint8Array | string): unknown[] {
    const text = typeof chunk === "string" ? chunk : this.#utf8.decode(chunk, { stream: true });
    if (text !== "") this.#parser.feed(text);
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  /** The events of a last frame that lacks its blank line. */
  end(): unknown[] {
    this.#parser.feed(`${this.#utf8.decode()}\n\n`);
    return this.#events;
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return upstreamFault("The upstream sent an event that is not JSON.");
  }
}
