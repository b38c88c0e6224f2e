import { upstreamFault } from "../errors/transpond-error.js";
import { isFailedResponse, readFailedResponse } from "./failed-response.js";

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
export type Reader<Piece = Chunk> = {
  /** The next piece; `undefined` at the end. */
  read(): Promise<Piece | undefined>;
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
    read: () => (reader ? reader.read() : open().then((opened) => opened.read())),
    cancel() {
      if (cancelled) return;
      cancelled = true;
      if (reader) reader.cancel();
      else void open().catch(ignore); // Whatever opens late is closed at once.
    },
  };
}

/** @throws TranspondError where nothing can be read from it. */
function readerOf(source: SourceValue): Reader {
  if (typeof source !== "object" || source === null) throw noSource();
  if (isResponseLike(source)) {
    const reader = source.body ? streamReader(source.body) : iterableReader<Uint8Array>([]);
    return isFailedResponse(source) ? readFailedResponse(source, reader) : reader;
  }
  if (isReadableStream(source)) return streamReader(source);
  if (Symbol.asyncIterator in source || Symbol.iterator in source) return iterableReader(source);
  throw noSource();
}

const noSource = () => upstreamFault("The source is no stream, response or iterable, nor a promise of one.");

function streamReader<Piece>(stream: ReadableStream<Piece>): Reader<Piece> {
  const reader = stream.getReader();
  return {
    read: async () => (await reader.read()).value,
    cancel: () => attempt(() => reader.cancel()),
  };
}

function iterableReader<Piece>(source: AsyncIterable<Piece> | Iterable<Piece>): Reader<Piece> {
  const iterator: AsyncIterator<Piece> | Iterator<Piece> =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return {
    async read() {
      const result = await iterator.next();
      return result.done ? undefined : result.value;
    },
    cancel() {
      // What ends at once comes first: `return` of a generator waits for a pending read.
      attempt(() => hasController(source) && source.controller.abort());
      attempt(() => hasDestroy(source) && source.destroy());
      attempt(() => iterator.return?.());
    },
  };
}

/** Tries one way to end a source. It is somebody else's code: one that fails must not keep the next from being tried. */
function attempt(end: () => unknown): void {
  void (async () => end())().catch(ignore);
}

function ignore(): void {}

function isResponseLike(source: object): source is ResponseLike {
  return "body" in source && "headers" in source && "status" in source && typeof source.status === "number";
}

function isReadableStream(source: object): source is ReadableStream<Chunk> {
  return "getReader" in source && typeof source.getReader === "function";
}

/** The `openai` client's stream, whose controller ends its request. */
function hasController(source: object): source is { controller: { abort(): void } } {
  return "controller" in source && hasMethod(source.controller, "abort");
}

/** A stream of Node's own kind, such as the body of `node:http` or of `axios`. */
function hasDestroy(source: object): source is { destroy(): void } {
  return hasMethod(source, "destroy");
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
}
