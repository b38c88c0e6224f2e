import { createParser } from "eventsource-parser";
import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { TextParts } from "../response/text-parts.js";
import { Utf8Pieces } from "./utf8-pieces.js";

/** UTF-16 units of one event, or of a body that is JSON; the longest event is the last, which repeats the whole answer. */
const maxFrameLength = 64 * 1024 * 1024;

/** Takes the text of a body piece by piece and hands out what it holds. */
type BodyReader = {
  feed(text: string): void;
  end(): void;
};

/**
 * Reads the events of a Responses stream out of a body, in pieces of any size. What a body is shows in its first
 * character, whatever its headers say (F04): `{` begins a JSON body, `<` a web page, anything else server-sent events.
 * Of these only `data` counts: some servers send no `event:` lines. `[DONE]`, comments and empty frames are passed over.
 */
export class FrameReader {
  readonly #utf8 = new Utf8Pieces();
  readonly #maxLength: number;
  #body: BodyReader | undefined;
  #events: unknown[] = [];

  constructor(maxLength = maxFrameLength) {
    this.#maxLength = maxLength;
  }

  /**
   * Takes bytes, or text that is decoded already; returns the events that they complete. What no event can be made of,
   * such as data that is not JSON, gives a `TranspondError` in its place.
   */
  push(chunk: Uint8Array | string): unknown[] {
    this.#feed(typeof chunk === "string" ? chunk : this.#utf8.decode(chunk));
    return this.#take();
  }

  /** The events of a last frame that lacks its blank line, or of a JSON body. */
  end(): unknown[] {
    this.#feed(this.#utf8.end());
    this.#body?.end();
    return this.#take();
  }

  #feed(text: string): void {
    if (this.#body) return this.#body.feed(text);
    // A byte order mark counts as white space here.
    const begun = text.trimStart();
    if (begun === "") return;
    this.#body = this.#bodyThatBegins(begun);
    this.#body.feed(begun);
  }

  #bodyThatBegins(text: string): BodyReader {
    switch (text.charAt(0)) {
      case "{":
      case "[":
        return this.#jsonBody();
      case "<":
        return this.#nothingMore(upstreamFault("The upstream sent a web page."));
      default:
        return this.#eventStream();
    }
  }

  #eventStream(): BodyReader {
    const parser = createParser({
      maxBufferSize: this.#maxLength,
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded") this.#body = this.#nothingMore(tooLong("event"));
      },
      onEvent: ({ data }) => {
        if (data !== "" && data !== "[DONE]") this.#events.push(parse(data, "event"));
      },
    });
    return { feed: (text) => parser.feed(text), end: () => parser.feed("\n\n") };
  }

  #jsonBody(): BodyReader {
    const parts = new TextParts();
    let length = 0;
    return {
      feed: (text) => {
        length += text.length;
        if (length > this.#maxLength) this.#body = this.#nothingMore(tooLong("answer"));
        else parts.add(text);
      },
      end: () => this.#events.push(parse(parts.toString(), "answer")),
    };
  }

  /** Tells what is wrong with the body; the rest of it is not looked at. */
  #nothingMore(fault: TranspondError): BodyReader {
    this.#events.push(fault);
    return { feed: () => {}, end: () => {} };
  }

  #take(): unknown[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}

const tooLong = (what: string) => upstreamFault(`The upstream sent an ${what} that is too long.`);

function parse(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return upstreamFault(`The upstream sent an ${what} that is not JSON.`);
  }
}
