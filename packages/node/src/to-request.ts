import { TLSSocket } from "node:tls";
import type { Incoming, Outgoing } from "./node-messages.js";
import { onceClosed } from "./once-closed.js";

/** Of the connection, or of a body that is parsed already; neither belongs to the request that goes on. */
const connectionHeaders = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "proxy-connection",
  "te",
]);
const bodyHeaders = new Set(["content-length", "content-encoding"]);

/**
 * A `Request` for what Node received. Its signal aborts when the client leaves before the answer is complete.
 *
 * @param url Path and query, where a framework stripped a prefix. Default: the request's own.
 * @example
 * ```ts
 * const response = await handler(toRequest(incoming, outgoing));
 * ```
 */
export function toRequest(incoming: Incoming, outgoing: Outgoing, url = incoming.url ?? "/"): Request {
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(incoming);
  const parsed = body !== null && !(body instanceof ReadableStream);
  return new Request(absolute(incoming, url), {
    method,
    headers: headersOf(incoming, parsed),
    body,
    signal: departure(incoming, outgoing),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
}

/** Aborts when the connection closes before the answer was handed over whole; the request's own `close` says less. */
function departure(incoming: Incoming, outgoing: Outgoing): AbortSignal {
  const controller = new AbortController();
  const check = () => {
    if (!outgoing.writableEnded) controller.abort(new DOMException("The client left.", "AbortError"));
  };
  if (outgoing.destroyed) check();
  else outgoing.once("close", check);
  // Behind another answer on its connection, it is not told when that closes.
  if (outgoing.socket === null) outgoing.once("close", onceClosed(incoming.socket, check));
  return controller.signal;
}

/** Only the path matters; a host that is no host must not fail the request, nor say anything about its path. */
function absolute(incoming: Incoming, url: string): string {
  const scheme = incoming.socket instanceof TLSSocket ? "https" : "http";
  const authority = incoming.headers[":authority"];
  const host = incoming.headers.host ?? (typeof authority === "string" ? authority : "localhost");
  const path = url.startsWith("/") ? url : `/${url}`;
  const origin = URL.canParse(`${scheme}://${host}`) ? new URL(`${scheme}://${host}`).origin : `${scheme}://localhost`;
  return origin + path;
}

function headersOf(incoming: Incoming, parsed: boolean): Headers {
  const headers = new Headers();
  const raw = incoming.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (name.startsWith(":") || connectionHeaders.has(name) || (parsed && bodyHeaders.has(name))) continue;
    headers.append(name, raw[at + 1] ?? "");
  }
  return headers;
}

/** What a framework parsed is written anew, since its stream is drained; anything else is read from the stream. */
function bodyOf(
  incoming: Incoming & { body?: unknown },
): string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (!incoming.readableDidRead && !incoming.readableEnded) return streamOf(incoming);
  const { body } = incoming;
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return serialised(body);
}

/** A body that nests deeper than the engine's stack fails where it is read: the handler answers that, as any other. */
function serialised(body: unknown): string | ReadableStream<Uint8Array> {
  try {
    return JSON.stringify(body);
  } catch (error) {
    return new ReadableStream({ start: (controller) => controller.error(error) });
  }
}

/** Reads at the speed of the consumer. Cancelling drains the request instead of destroying it: its socket carries the answer. */
function streamOf(incoming: Incoming): ReadableStream<Uint8Array> {
  let done = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = (error?: Error) => {
          if (done) return;
          done = true;
          if (error) controller.error(error);
          else controller.close();
        };
        incoming.on("data", (chunk: Uint8Array) => {
          if (done) return;
          controller.enqueue(chunk);
          incoming.pause();
        });
        incoming.once("end", () => close());
        incoming.once("error", close);
        incoming.once("close", () => close(new DOMException("The client left.", "AbortError")));
        incoming.pause();
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        done = true;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}
