import type { AbortSignalLike } from "@transpond/core";
import { type Bytes, bytesOf } from "./bytes.js";
import type { HeaderReader } from "./incoming.js";
import { realSignal } from "./local-abort.js";
import { unlessAborted } from "./unless-aborted.js";

/** What is read of an upstream's answer; a `Response` is one. */
export type UpstreamResponse = Pick<Response, "status" | "ok" | "type"> & {
  readonly headers: HeaderReader;
  readonly body: ReadableStream<Uint8Array> | AsyncIterableIterator<Uint8Array, undefined> | null;
};

/** How an upstream is asked; `ownFetch` makes one of any `fetch`. */
export type UpstreamFetch = (
  url: string,
  request: {
    method: "POST";
    /** Names in small letters. */
    headers: Readonly<Record<string, string>>;
    body: string;
    redirect: "manual";
    signal: AbortSignalLike;
  },
) => Promise<UpstreamResponse>;

/**
 * A host's own `fetch`, which may not listen to the signal, and may ask headers and signal what only real ones know.
 *
 * @returns How upstreams are asked by it: it rejects with the signal's reason as soon as that aborts, and cancels what comes
 *   late.
 * @example
 * ```ts
 * const platform = { fetch: ownFetch(globalThis.fetch) };
 * ```
 */
export function ownFetch(fetch: typeof globalThis.fetch): UpstreamFetch {
  return async (url, { headers, signal, ...request }) => {
    const real = { headers: new Headers(headers), signal: realSignal(signal) };
    const answer = Promise.resolve(fetch(url, { ...real, ...request }));
    const leave = async (late: Response) => {
      if (signal.aborted) await late.body?.cancel();
    };
    answer.then(leave).catch(() => {});
    return unlessAborted(signal, answer);
  };
}

/** The body of an answer, to be read by hand. */
export function bodyOf({ body }: UpstreamResponse): Bytes | null {
  if (body === null || "getReader" in body) return body && bytesOf(body);
  return { next: () => body.next(), return: async () => body.return?.() };
}
