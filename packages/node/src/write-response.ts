import { bytesOf } from "@transpond/fetch/adapter";
import type { Outgoing } from "./node-messages.js";
import { writeBytes } from "./write-bytes.js";

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
  await writeBytes(bytesOf(response.body), outgoing);
}
