import {
  type Bytes,
  bytesOf,
  type Incoming as HandlerIncoming,
  type LocalAbort,
  pathOf,
  realSignal,
  streamOf,
} from "@transpond/fetch/adapter";
import { departure } from "./departure.js";
import { limitRest } from "./limit-rest.js";
import type { Incoming, Outgoing } from "./node-messages.js";
import type { RawHeaders } from "./raw-headers.js";
import { isRead, requestBody } from "./request-body.js";
import { absoluteUrl, requestHeaders } from "./request-head.js";

/** What a handler reads of a request of Node's. A `Request` is made only where the host's own functions want one. */
export class NodeIncoming implements HandlerIncoming {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: RawHeaders;
  readonly signal: LocalAbort;
  readonly #incoming: Incoming;
  #request: Request | undefined;
  #content: Bytes | null | undefined;

  /** @param url Path and query, where a framework stripped a prefix. */
  constructor(incoming: Incoming, outgoing: Outgoing, url = incoming.url ?? "/") {
    this.method = incoming.method ?? "GET";
    this.url = pathOf(url);
    this.headers = requestHeaders(incoming, isRead(incoming));
    this.signal = departure(incoming, outgoing);
    this.#incoming = incoming;
  }

  allHeaders(): Headers {
    return this.headers.toHeaders();
  }

  body(): Bytes | null {
    // Whoever has the `Request` may have read it there, or left it for the handler.
    if (this.#request) return this.#request.body && bytesOf(this.#request.body);
    this.#content ??= requestBody(this.#incoming);
    return this.#content;
  }

  /** The answer is out: what of the body nobody has read is thrown away, or the connection could not go on. */
  async close(): Promise<void> {
    await this.#content?.return();
    limitRest(this.#incoming);
  }

  request(): Request {
    this.#request ??= this.#toRequest();
    return this.#request;
  }

  #toRequest(): Request {
    const url = absoluteUrl(this.#incoming, this.url);
    const isOpen = this.#content !== undefined;
    this.#content ??= requestBody(this.#incoming);
    const body = isOpen ? null : this.#content;
    const head = { method: this.method, headers: this.allHeaders(), signal: realSignal(this.signal) };
    const content = body && { body: streamOf(body), duplex: "half" as const };
    return new Request(url, { ...head, ...content });
  }
}
