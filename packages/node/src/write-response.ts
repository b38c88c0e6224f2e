import { once } from "node:events";
import type { Outgoing } from "./node-messages.js";

/**
 * Writes a `Response` at the speed of the client, and cancels its body when the client leaves. The head goes out at once,
 * before the first chunk is there.
 *
 * @returns When the answer is handed over, or the connection is closed; never rejects.
 * @example
 * ```ts
 * await writeResponse(await handler(toRequest(incoming, outgoing)), outgoing);
 * ```
 */
export async function writeResponse(response: Response, outgoing: Outgoing): Promise<void> {
  if (outgoing.destroyed || outgoing.headersSent) {
    await response.body?.cancel().catch(() => {});
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (response.body === null || outgoing.req.method === "HEAD") {
    await response.body?.cancel().catch(() => {});
    outgoing.end();
    return;
  }
  // HTTP/2's has it too, beside its types.
  if ("flushHeaders" in outgoing && typeof outgoing.flushHeaders === "function") outgoing.flushHeaders();
  await writeBody(response.body, outgoing);
}

async function writeBody(body: ReadableStream<Uint8Array>, outgoing: Outgoing): Promise<void> {
  const reader = body.getReader();
  // The overloads of the two kinds do not add up to one function.
  const sink: { write(chunk: Uint8Array): boolean } = outgoing;
  const closed = new AbortController();
  const leave = () => {
    closed.abort();
    reader.cancel().catch(() => {});
  };
  outgoing.once("close", leave);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || closed.signal.aborted) break;
      if (!sink.write(value)) await once(outgoing, "drain", { signal: closed.signal });
    }
    outgoing.off("close", leave);
    outgoing.end();
  } catch {
    // A body that breaks must not look complete to the client.
    outgoing.off("close", leave);
    reader.cancel().catch(() => {});
    outgoing.destroy();
  }
}
