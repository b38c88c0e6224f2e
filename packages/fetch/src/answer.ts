import { type Bytes, streamOf } from "./bytes.js";

/** What goes back to the client; an adapter writes it, or makes a `Response` of it. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | Bytes | null;
};

/** An answer for a fetch runtime. */
export function responseOf({ status, headers, body }: Answer): Response {
  const content = body === null || body instanceof Uint8Array ? body : streamOf(body);
  return new Response(content, { status, headers });
}

const utf8 = new TextEncoder();

/** An answer of JSON text. */
export function jsonAnswer(
  text: string,
  status: number,
  headers: Record<string, string>,
): Answer & { body: Uint8Array } {
  return { status, headers: { "content-type": "application/json", ...headers }, body: utf8.encode(text) };
}
