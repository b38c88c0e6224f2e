import { type Bytes, bytesOf } from "./bytes.js";
import { unlessAborted } from "./unless-aborted.js";

/** What is read of an upstream's answer; a `Response` is one. */
export type UpstreamResponse = Pick<Response, "status" | "ok" | "type" | "headers"> & {
  readonly body: ReadableStream<Uint8Array> | AsyncIterableIterator<Uint8Array, undefined> | null;
};

/** How an upstream is asked; `fetch` is one way. */
export type UpstreamFetch = (
  url: string,
  request: {
    method: "POST";
    /** Names in small letters. */
    headers: Readonly<Record<string, string>>;
    body: string;
    redirect: "manual";
    signal: AbortSignal;
  },
) => Promise<UpstreamResponse>;

/** A host's own `fetch`, which may not listen to the signal, and may ask its headers what only `Headers` know. */
export function ownFetch(fetch: typeof globalThis.fetch): UpstreamFetch {
  return async (url, { headers, ...request }) => {
    const { signal } = request;
    const answer = Promise.resolve(fetch(url, { headers: new Headers(headers), ...request }));
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
