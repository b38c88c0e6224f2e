import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { urlToHttpOptions } from "node:url";
import type { UpstreamFetch, UpstreamResponse } from "@transpond/fetch/adapter";
import { decoded } from "./decoded.js";
import { MessageBytes } from "./message-bytes.js";
import { RawHeaders } from "./raw-headers.js";

/** Milliseconds that an idle connection is kept, as by Node's `fetch`: a server may close one just when a request comes. */
const idleMs = 4000;
/** Milliseconds in which a connection must be there, as with Node's `fetch`. */
const connectMs = 10_000;
const kept = { keepAlive: true, timeout: idleMs };
const clients = {
  "http:": { agent: new HttpAgent(kept), request: httpRequest },
  "https:": { agent: new HttpsAgent(kept), request: httpsRequest },
};

type Failure = (text: string, cause: unknown) => unknown;

/**
 * Asks an upstream by Node's own HTTP client, which takes a fraction of the processor time of its `fetch`. It fails as that
 * does: with a `TypeError` whose cause is Node's error, or with the signal's reason.
 */
export const upstreamFetch: UpstreamFetch = (address, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const failure: Failure = (text, cause) => (signal.aborted ? signal.reason : new TypeError(text, { cause }));
    if (signal.aborted) return reject(signal.reason);
    let isAnswered = false;
    let sent: ClientRequest;
    try {
      sent = requestTo(address, method, headers);
    } catch (error) {
      // Such as a header whose value is none.
      return reject(failure("fetch failed", error));
    }
    const leave = () => sent.destroy();
    signal.addEventListener("abort", leave, { once: true });
    sent.once("socket", (socket) => limitConnecting(socket, sent));
    sent.once("response", (message) => {
      isAnswered = true;
      try {
        resolve(responseOf(message, failure, leave));
      } catch (error) {
        leave();
        reject(failure("fetch failed", error));
      }
    });
    sent.on("error", (error) => reject(failure("fetch failed", error)));
    // The last event, whatever became of the request, and the only one where the upstream wants another protocol.
    sent.once("close", () => {
      signal.removeEventListener("abort", leave);
      if (!isAnswered) reject(failure("fetch failed", new Error("The connection was closed.")));
    });
    sent.end(body);
  });

/** The last address that was taken apart: most handlers have one upstream. */
let last: { address: string; options: ReturnType<typeof urlToHttpOptions> } | undefined;

function requestTo(address: string, method: string, headers: Readonly<Record<string, string>>): ClientRequest {
  if (last?.address !== address) last = { address, options: urlToHttpOptions(new URL(address)) };
  const { agent, request } = clients[last.options.protocol === "http:" ? "http:" : "https:"];
  return request(Object.assign({}, last.options, { method, agent, headers: { "user-agent": "node", ...headers } }));
}

function limitConnecting(socket: Socket, sent: ClientRequest): void {
  if (!socket.connecting) return;
  const late = () => sent.destroy(Object.assign(new Error("No connection in time."), { code: "ETIMEDOUT" }));
  const timer = setTimeout(late, connectMs);
  const stop = () => clearTimeout(timer);
  socket.once("connect", stop).once("close", stop);
}

function responseOf(message: IncomingMessage, failure: Failure, onReturn: () => void): UpstreamResponse {
  const headers = new RawHeaders(message.rawHeaders);
  const { statusCode: status = 0 } = message;
  const body = new MessageBytes(decoded(message, headers.get("content-encoding")), {
    failure: (error) => failure("terminated", error),
    onReturn,
  });
  return { status, ok: status >= 200 && status < 300, type: "default", headers, body };
}
