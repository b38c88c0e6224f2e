import { upstreamFault } from "../errors/transpond-error.js";
import { isObject } from "../json.js";

/** A piece of what an upstream sends: bytes, text, or one parsed event. */
export type Chunk = Uint8Array | string | object;

/** An answer of `fetch`, as far as it is read here. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * What people have in hand: the stream of the official `openai` client, a `fetch` body or `Response`, any iterable of
 * bytes or of parsed events, or a promise of one of these.
 */
export type StreamSource = SourceValue | PromiseLike<SourceValue>;
type SourceValue = ResponseLike | ReadableStream<Chunk> | AsyncIterable<Chunk> | Iterable<Chunk>;

/** A source opened for reading. */
export type Reader = {
  /** The next piece; `undefined` at the end. */
  read(): Promise<Chunk | undefined>;
  /** Tells the upstream that nothing more is wanted; a pending read need not end by it. */
  cancel(): void;
};

/** Opens a source at its first read, so that a promise of one may still be pending. */
export function openSource(source: StreamSource): Reader {
  let reader: Reader | undefined;
  let cancelled = false;
  const arriving = Promise.resolve(source);
  // Whoever reads learns of a failure; until then it must not count as unhandled.
  arriving.catch(ignore);
  const open = async (): Promise<Reader> => {
    reader = readerOf(await arriving);
    if (cancelled) reader.cancel();
    return reader;
  };
  return {
    read: async () => (reader ?? (await open())).read(),
    cancel() {
      if (cancelled) return;
      cancelled = true;
      if (reader) reader.cancel();
      else void open().catch(ignore); // Whatever opens late is closed at once.
    },
  };
}

function readerOf(source: SourceValue): Reader {
  if (typeof source !== "object" || source === null)
    throw new TypeError("The source is no stream, response or iterable.");
  if (isResponseLike(source)) return responseReader(source);
  if (isReadableStream(source)) return streamReader(source);
  return iterableReader(source);
}

/** Longest body of a failure that is read, and of an answer that came as JSON, in bytes. */
const maxFailure = 64 * 1024;
const maxAnswer = 64 * 1024 * 1024;

function responseReader({ status, headers, body }: ResponseLike): Reader {
  const reader = body ? streamReader(body) : iterableReader([]);
  const failed = status < 200 || status >= 300;
  const contentType = headers.get("content-type") ?? "";
  if (!failed && !/\b(?:json|html)\b/i.test(contentType)) return reader;
  let read = false;
  return {
    async read() {
      if (read) return undefined;
      read = true;
      if (!failed) return parseBody(await textOf(reader, maxAnswer));
      // The status says enough where the body breaks off.
      throw new HttpFailure(status, headers, await textOf(reader, maxFailure).catch(() => ""));
    },
    cancel: reader.cancel,
  };
}

/** A body as text, cut off where it is too long. */
async function textOf(reader: Reader, maxBytes: number): Promise<string> {
  const utf8 = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let chunk = await reader.read(); chunk !== undefined && bytes < maxBytes; chunk = await reader.read()) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.length;
    text += utf8.decode(chunk, { stream: true });
  }
  if (bytes >= maxBytes) reader.cancel();
  return text;
}

/** An HTTP answer that is no success, in the form in which `toAnthropicError` takes it. */
class HttpFailure {
  readonly status: number;
  readonly headers: ResponseLike["headers"];
  readonly body: string;

  constructor(status: number, headers: ResponseLike["headers"], body: string) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

function parseBody(text: string): object {
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Told below.
  }
  throw upstreamFault("The upstream's answer is not a JSON object.");
}

function streamReader(stream: ReadableStream<Chunk>): Reader {
  const reader = stream.getReader();
  return {
    read: async () => (await reader.read()).value,
    cancel: () => void reader.cancel().catch(ignore),
  };
}

function iterableReader(source: AsyncIterable<Chunk> | Iterable<Chunk>): Reader {
  const iterator: AsyncIterator<Chunk> | Iterator<Chunk> =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return {
    async read() {
      const result = await iterator.next();
      return result.done ? undefined : result.value;
    },
    cancel() {
      // The `openai` client's stream: its request ends at once, while `return` would wait for a pending read.
      if (hasController(source)) source.controller.abort();
      void (async () => iterator.return?.())().catch(ignore);
    },
  };
}

function ignore(): void {}

function isResponseLike(source: object): source is ResponseLike {
  return "body" in source && "headers" in source && "status" in source && typeof source.status === "number";
}

function isReadableStream(source: object): source is ReadableStream<Chunk> {
  return "getReader" in source && typeof source.getReader === "function";
}

function hasController(source: object): source is { controller: { abort(): void } } {
  return (
    "controller" in source &&
    isObject(source.controller) &&
    "abort" in source.controller &&
    typeof source.controller.abort === "function"
  );
}
