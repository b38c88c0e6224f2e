import type { AbortSignalLike } from "@transpond/core";
import { type Bytes, bytesOf } from "./bytes.js";
import type { UpstreamFetch } from "./upstream-fetch.js";

/** Headers as the handler reads them: by name, in small letters. */
export type HeaderReader = Pick<Headers, "get">;

/** What the handler reads of a request; an adapter that has no `Request` need not make one. */
export type Incoming = Pick<Request, "method" | "url"> & {
  /** Aborts when the client leaves. */
  signal: AbortSignalLike;
  headers: HeaderReader;
  /** All of them, for the host's own functions. */
  allHeaders(): Headers;
  /** Opens the body, once; `null` where there is none. */
  body(): Bytes | null;
  /** The same as a `Request`, for the host's own functions. */
  request(): Request;
};

/** A request of a fetch runtime. */
export function incomingOf(request: Request): Incoming {
  const { method, url, signal, headers } = request;
  // It is looked at late: the host's functions may read the body, too.
  const body = () => (request.body === null ? null : bytesOf(request.body));
  return { method, url, signal, headers, allHeaders: () => headers, body, request: () => request };
}

/** What an adapter knows of where it runs. */
export type Platform = {
  /** How upstreams are asked that bring no `fetch`. Default: the global one. */
  fetch?: UpstreamFetch | undefined;
};
