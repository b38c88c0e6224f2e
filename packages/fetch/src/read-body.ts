import { TranspondError, type toOpenAIRequest } from "@transpond/core";
import { type Bytes, bytesOf, streamOf } from "./bytes.js";
import type { HeaderReader, Incoming } from "./incoming.js";
import { readUpTo } from "./read-up-to.js";
import { tooDeep } from "./too-deep.js";

/** For whole texts, each by itself. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A JSON object that claims to be a request; the translation checks it. */
export type MessagesRequest = Parameters<typeof toOpenAIRequest>[0];

const invalid = (message: string, details?: Record<string, unknown>) =>
  new TranspondError({ status: 400, type: "invalid_request_error", message, ...(details && { details }) });

/** The names under which `DecompressionStream` knows what a client may send; some runtimes lack the last two. */
const formats: Record<string, string> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "brotli",
  zstd: "zstd",
};

export type ReadOptions = {
  /** Silence of the client after which no more is waited for, in milliseconds; 0: no limit. */
  idleMs?: number | undefined;
  /** Awaited when all is there: parsing a large body takes milliseconds. */
  beforeParsing?: (() => Promise<void>) | undefined;
};

/**
 * Reads a request's JSON body, decompressed, and stops as soon as it is over the limit, whatever its length header says.
 *
 * @returns The parsed body, a JSON object that claims to be a request, its text, and its size in bytes. The translation checks it.
 * @throws TranspondError 408 `timeout_error` for a client that falls silent; 413 `request_too_large`; 400 for an unknown encoding, for broken UTF-8 and for broken JSON. The
 *   message names no content.
 */
export async function readJson(
  incoming: Pick<Incoming, "headers" | "body">,
  limit: number,
  { idleMs = 0, beforeParsing }: ReadOptions = {},
): Promise<{ body: MessagesRequest; text: string; bytes: number }> {
  if (Number(incoming.headers.get("content-length")) > limit) {
    await incoming.body()?.return();
    throw tooLarge(limit, "request_body_too_large");
  }
  const read = await readUpTo(decoded(incoming), limit, idleMs);
  if (read.stopped === "limit") {
    throw tooLarge(
      limit,
      isEncoded(incoming.headers) ? "request_body_too_large_after_decoding" : "request_body_too_large",
    );
  }
  if (read.stopped === "error") throw unreadable(read.error);
  await beforeParsing?.();
  let text: string;
  try {
    text = utf8.decode(read.bytes);
  } catch {
    throw invalid("The request body is not valid JSON: it is not UTF-8");
  }
  return { body: parsed(text), text, bytes: read.bytes.byteLength };
}

function parsed(text: string): MessagesRequest {
  let body: MessagesRequest;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw invalid(`The request body is not valid JSON: ${jsonFault(error, text)}`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalid("The request body must be a JSON object");
  }
  return body;
}

const tooLarge = (limit: number, reason: string) =>
  new TranspondError({
    status: 413,
    type: "request_too_large",
    message: `Request exceeds the maximum size of ${limit} bytes`,
    details: { reason },
    headers: { "x-should-retry": "false" },
  });

const isEncoded = (headers: HeaderReader) => !/^(?:|identity)$/i.test(headers.get("content-encoding") ?? "");

function decoded(incoming: Pick<Incoming, "headers" | "body">): Bytes | null {
  const bytes = incoming.body();
  if (bytes === null || !isEncoded(incoming.headers)) return bytes;
  const format = formats[(incoming.headers.get("content-encoding") ?? "").trim().toLowerCase()];
  const decompressor = format === undefined ? undefined : openDecompressor(format);
  if (!decompressor) {
    bytes.return().catch(() => {});
    throw invalid("The content-encoding of the request body is not supported", {
      reason: "request_body_encoding_unsupported",
    });
  }
  return bytesOf(streamOf(bytes).pipeThrough(decompressor));
}

type Transform = { readable: ReadableStream<Uint8Array>; writable: WritableStream<Uint8Array> };

function openDecompressor(format: string): Transform | undefined {
  try {
    // The standard types know fewer formats than the runtimes do.
    return Reflect.construct(DecompressionStream, [format]);
  } catch {
    return undefined;
  }
}

/** Why a body could not be read: its client left, it was parsed before and nests too deep to be written, or its coding is broken. */
function unreadable(error: unknown): unknown {
  if (isTimeout(error)) return tooSlow();
  if (isTransport(error)) return error;
  return error instanceof RangeError ? tooDeep(error) : invalid("The request body could not be decoded");
}

const tooSlow = () =>
  new TranspondError({ status: 408, type: "timeout_error", message: "The request body did not come in time" });

const isTimeout = (error: unknown) => error instanceof Error && error.name === "TimeoutError";
const isTransport = (error: unknown) => error instanceof Error && error.name === "AbortError";

/** Says where the JSON breaks, never what stands there: the engine's own sentence quotes the body. */
function jsonFault(error: unknown, text: string): string {
  if (text.trim() === "") return "it is empty";
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? "it cannot be parsed" : `it breaks at character ${position}`;
}
