import { once } from "node:events";
import type { ServerResponse } from "node:http";

/**
 * Writes a `Response` at the speed of the client, and cancels its body when the client leaves. The head goes out at once,
 * before the first chunk is there.
 *
 * @returns When the answer is handed over, or the connection is closed; never rejects.
 */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
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
  outgoing.flushHeaders();
  await writeBody(response.body, outgoing);
}

async function writeBody(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
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
      if (!outgoing.write(value)) await once(outgoing, "drain", { signal: closed.signal });
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
