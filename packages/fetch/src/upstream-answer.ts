import type { HeaderReader } from "./incoming.js";
import { readUpTo } from "./read-up-to.js";
import { bodyOf, type UpstreamResponse } from "./upstream-fetch.js";

const utf8 = new TextDecoder();

/** An HTTP answer that is no stream of events, in the shape that the core's error table reads. */
export class UpstreamAnswer {
  readonly status: number;
  readonly headers: HeaderReader;
  readonly body: string;

  constructor(status: number, headers: HeaderReader, body: string) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** Of an error body. OpenAI's put the message before the code, and a message may quote what was sent. */
const errorBytes = 1024 * 1024;

/**
 * Reads an answer with its body. The status of a failure stands whatever becomes of its body, of which the beginning is
 * enough: it may be too large, break off or fall silent.
 *
 * @throws What broke the body of a success: a `TimeoutError` after too long a silence, or the transport's error.
 */
export async function readAnswer(
  response: UpstreamResponse,
  { maxBytes, idleTimeoutMs }: { maxBytes: number; idleTimeoutMs: number },
): Promise<UpstreamAnswer> {
  // A redirect that is not followed is opaque in some runtimes and has no status.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const read = await readUpTo(bodyOf(response), response.ok ? maxBytes : errorBytes, idleTimeoutMs);
  const text = utf8.decode(read.bytes);
  if (read.stopped === "end" || !response.ok) return new UpstreamAnswer(status, response.headers, text);
  if (read.stopped === "error") throw read.error;
  return new UpstreamAnswer(status, response.headers, "");
}
