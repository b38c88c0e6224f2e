import { strict as assert } from "node:assert";
import { isObject } from "../../json.js";
import { type AnthropicError, errorIn } from "../ask.js";

/** An answer of HTTP/1.1 as it came off the socket. */
export interface RawAnswer {
  readonly status: number;
  /** Lower-case names; values of one name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** One answer, and the bytes behind it. */
export interface Parsed {
  readonly answer: RawAnswer;
  readonly rest: Buffer;
}

const headEnd = "\r\n\r\n";

/**
 * Reads the first answer in what a socket has given so far.
 *
 * @param isEnded Whether no more will come.
 * @returns undefined while the answer is incomplete
 */
export function parseAnswer(received: Buffer, isEnded: boolean): Parsed | undefined {
  const end = received.indexOf(headEnd);
  if (end === -1) return undefined;
  const [statusLine = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1] ?? assert.fail(`no answer: ${statusLine}`));
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", rest = ""] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/.exec(line) ?? assert.fail(line);
    const value = rest.trim();
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  const content = bodyOf(received.subarray(end + headEnd.length), status, headers, isEnded);
  return content && { answer: { status, headers, body: content.body.toString("utf8") }, rest: content.rest };
}

type Content = { body: Buffer; rest: Buffer };

function bodyOf(
  bytes: Buffer,
  status: number,
  headers: ReadonlyMap<string, string>,
  isEnded: boolean,
): Content | undefined {
  if (status < 200 || status === 204 || status === 304) return { body: Buffer.alloc(0), rest: bytes };
  if (/chunked/i.test(headers.get("transfer-encoding") ?? "")) return chunked(bytes);
  const length = headers.get("content-length");
  if (length === undefined) return isEnded ? { body: bytes, rest: Buffer.alloc(0) } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { body: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function chunked(bytes: Buffer): Content | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    assert.ok(size >= 0, "a chunk's size");
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), rest: bytes.subarray(start + 2) };
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

/** Checks that a raw answer is an Anthropic error of a status and type. */
export function expectRawError({ status, headers, body }: RawAnswer, expected: number, type: string): AnthropicError {
  assert.equal(status, expected, body.slice(0, 300));
  const parsed: unknown = JSON.parse(body);
  const error = errorIn(parsed);
  assert.equal(error.type, type);
  assert.equal(isObject(parsed) && parsed.request_id, headers.get("request-id"));
  return error;
}
