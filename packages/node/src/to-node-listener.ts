import type { Handler } from "@transpond/fetch";
import { defaultFetch } from "./default-fetch.js";
import { limitRest } from "./limit-rest.js";
import { NodeIncoming } from "./node-incoming.js";
import type { Incoming, Outgoing } from "./node-messages.js";
import { toRequest } from "./to-request.js";
import { writeAnswer } from "./write-answer.js";
import { writeResponse } from "./write-response.js";

/** A listener for `createServer` of `node:http`, `node:https` or `node:http2`, or for anything that hands out Node's own request and response. */
export type NodeListener = (
  incoming: Incoming,
  outgoing: Outgoing,
  /** Path and query, where a framework stripped a prefix. Default: the request's own. */
  url?: string,
) => void;

type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * Serves a fetch handler through Node's HTTP server, HTTP/1.1 or HTTP/2. A body that the framework parsed already is taken
 * from `req.body`.
 *
 * What `createHandler` returns is served without web streams, and asks its upstream by Node's own HTTP client, unless
 * `upstream.fetch` is given or the process has changed the global `fetch` or its dispatcher. Any other function gets a
 * `Request`.
 *
 * @example
 * ```ts
 * const handler = createHandler({ upstream: { apiKey }, model: "gpt-5.4", authenticate: [gatewayKey] });
 * http.createServer(toNodeListener(handler)).listen(8080);
 * ```
 */
export function toNodeListener(handler: FetchHandler | Handler): NodeListener {
  const platform = { fetch: defaultFetch };
  const serve =
    "answer" in handler
      ? async (incoming: Incoming, outgoing: Outgoing, url: string | undefined) => {
          const asked = new NodeIncoming(incoming, outgoing, url);
          await writeAnswer(await handler.answer(asked, platform), outgoing);
          await asked.close();
        }
      : async (incoming: Incoming, outgoing: Outgoing, url: string | undefined) => {
          await writeResponse(await handler(toRequest(incoming, outgoing, url)), outgoing);
          limitRest(incoming);
        };
  return (incoming, outgoing, url) => {
    // A framework may hand on a third argument of its own.
    serve(incoming, outgoing, typeof url === "string" ? url : undefined).catch(() => fail(outgoing));
  };
}

/** The request could not even be made, or the host's own handler threw. */
function fail(outgoing: Outgoing): void {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return;
  }
  // Of the answer that could not be made.
  outgoing.removeHeader("content-length");
  outgoing.statusCode = 500;
  outgoing.setHeader("content-type", "application/json");
  const error = { type: "api_error", message: "Internal server error" };
  outgoing.end(JSON.stringify({ type: "error", error, request_id: null }));
}
