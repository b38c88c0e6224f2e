import type { Answer } from "@transpond/fetch/adapter";
import type { Outgoing } from "./node-messages.js";
import { onePiece } from "./one-piece.js";
import { writeBytes } from "./write-bytes.js";

/**
 * Writes a handler's answer. Its head goes out with the first piece of its body, which is there when the answer is.
 *
 * @returns When it is handed over, or the connection is closed.
 * @throws Error where a header is none; the body was left then
 */
export async function writeAnswer({ status, headers, body }: Answer, outgoing: Outgoing): Promise<void> {
  const isWhole = body === null || body instanceof Uint8Array;
  const leave = async () => isWhole || (await body.return().catch(() => {}));
  if (outgoing.destroyed || outgoing.headersSent) return void (await leave());
  try {
    outgoing.statusCode = status;
    for (const name in headers) outgoing.setHeader(name, headers[name] ?? "");
    if (isWhole && body) outgoing.setHeader("content-length", body.byteLength);
  } catch (error) {
    await leave();
    throw error;
  }
  if (outgoing.req.method === "HEAD" || body === null) {
    await leave();
    outgoing.end();
  } else if (!(body instanceof Uint8Array)) await writeBytes(body, outgoing);
  else if (body.byteLength <= outgoing.writableHighWaterMark) outgoing.end(body);
  // Node takes what was ended for written, and cuts it when the server closes.
  else
    await writeBytes(
      onePiece(() => body),
      outgoing,
    );
}
