import { TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";

/** A piece of what an upstream sends: bytes, text, or one parsed event. */
export type Chunk = Uint8Array | string | object;

/** An answer of `fetch`, as far as it is read here. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
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
  const open = async (): Promise<Reader> => {
    const opened = await readerOf(await source);
    if (cancelled) opened.cancel();
    reader = opened;
    return opened;
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

async function readerOf(source: SourceValue): Promise<Reader> {
  if (isResponseLike(source)) return responseReader(source);
  if (isReadableStream(source)) return streamReader(source);
  return iterableReader(source);
}

async function responseReader(response: ResponseLike): Promise<Reader> {
  const { status, headers, body } = response;
  if (status < 200 || status >= 300) throw new HttpFailure(status, headers, await response.text().catch(() => ""));
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) {
    return body ? streamReader(body) : iterableReader([]);
  }
  return iterableReader([parseBody(await response.text())]);
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
  throw new TranspondError({ status: 500, type: "api_error", message: "The upstream's answer is not a JSON object." });
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
      void Promise.resolve(iterator.return?.()).catch(ignore);
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
