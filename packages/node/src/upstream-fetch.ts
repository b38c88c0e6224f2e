import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { UpstreamFetch, UpstreamResponse } from "@transpond/fetch/adapter";
import { decoded } from "./decoded.js";
import { MessageBytes } from "./message-bytes.js";

/** Milliseconds that an idle connection is kept, as by Node's `fetch`: a server may close one just when a request comes. */
const idleMs = 4000;
const kept = { keepAlive: true, timeout: idleMs };
const clients = {
  "http:": { agent: new HttpAgent(kept), request: httpRequest },
  "https:": { agent: new HttpsAgent(kept), request: httpsRequest },
};

/**
 * Asks an upstream by Node's own HTTP client, which takes a fraction of the processor time of its `fetch`. It fails as that
 * does: with a `TypeError` whose cause is Node's error, or with the signal's reason.
 */
export const upstreamFetch: UpstreamFetch = (address, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const url = new URL(address);
    const client = url.protocol === "http:" ? clients["http:"] : clients["https:"];
    const sent = client.request(url, { method, agent: client.agent, headers: { "user-agent": "node", ...headers } });
    const leave = () => sent.destroy();
    signal.addEventListener("abort", leave, { once: true });
    const failure = (text: string, cause: Error | null) =>
      signal.aborted ? signal.reason : new TypeError(text, cause === null ? {} : { cause });
    // The last event of a request, whatever became of it.
    sent.once("close", () => signal.removeEventListener("abort", leave));
    sent.on("error", (error) => reject(failure("fetch failed", error)));
    sent.once("response", (message) => {
      try {
        resolve(responseOf(message, (error) => failure("terminated", error), leave));
      } catch (error) {
        leave();
        reject(error);
      }
    });
    sent.end(body);
  });

function responseOf(
  message: IncomingMessage,
  failure: (error: Error | null) => unknown,
  onReturn: () => void,
): UpstreamResponse {
  const headers = new Headers();
  const { rawHeaders, statusCode: status = 0 } = message;
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  const body = new MessageBytes(decoded(message, headers.get("content-encoding")), { failure, onReturn });
  return { status, ok: status >= 200 && status < 300, type: "default", headers, body };
}
