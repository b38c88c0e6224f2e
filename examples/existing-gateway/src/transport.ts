import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { TranspondError } from "@transpond/core";
import type { Reply } from "./call.js";

/** Anthropic's own limit, in bytes. */
const maxBytes = 32 * 1024 * 1024;

/** Reads a JSON body. @throws TranspondError 413 where it is too large, 400 where it is no JSON */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new TranspondError({ status: 413, type: "request_too_large", message: "Request exceeds the maximum size" });
    }
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new TranspondError({ status: 400, type: "invalid_request_error", message: "The body is not valid JSON." });
  }
}

/** Aborts when the client leaves before its answer is complete. */
export function departureOf(outgoing: ServerResponse): AbortSignal {
  const left = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) left.abort();
  });
  return left.signal;
}

/** Writes a reply at the speed of the client; one that leaves cancels the stream, and with it the upstream. */
export async function send({ status, headers, body }: Reply, outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) {
    if (typeof body !== "string") await body.cancel();
    return;
  }
  outgoing.writeHead(status, headers);
  if (typeof body === "string") outgoing.end(body);
  else await pipeline(body, outgoing).catch(() => {});
}
