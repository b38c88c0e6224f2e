import type { Reader, ResponseLike } from "./source.js";

/** Longest body of a failure that is read, in bytes. Its code stands behind its message, which may quote all that was sent. */
const maxLength = 1024 * 1024;

export function isFailedResponse({ status }: ResponseLike): boolean {
  return status < 200 || status >= 300;
}

/** Reads an answer that is no success: its first read throws what the error table takes. */
export function readFailedResponse({ status, headers }: ResponseLike, body: Reader<Uint8Array>): Reader {
  return {
    async read() {
      throw new HttpFailure(status, headers, await beginningOf(body));
    },
    cancel: body.cancel,
  };
}

/** The beginning of a body as text. It may break off: the status says enough. */
async function beginningOf(body: Reader<Uint8Array>): Promise<string> {
  const utf8 = new TextDecoder();
  let text = "";
  let length = 0;
  try {
    for (let chunk = await body.read(); chunk; chunk = await body.read()) {
      text += utf8.decode(chunk, { stream: true });
      length += chunk.length;
      if (length >= maxLength) {
        body.cancel();
        break;
      }
    }
  } catch {
    // What was read until then stands.
  }
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
