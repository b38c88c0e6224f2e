import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { clientKey, type RawAnswer, upstreamHeader } from "@transpond/testkit/scenarios";

/** A request that a client is about to make. */
export interface Sending {
  readonly url: string;
  readonly agent: Agent;
  /** The fault with which the upstream is to answer. */
  readonly upstream: string;
  readonly stream: boolean;
  readonly random: () => number;
}

export type RequestOptions = {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Writes the body and ends the request; a text is sent as it is. */
  readonly body: string | Uint8Array | ((sent: ClientRequest) => void);
  /** Reads the answer; default: to its end. */
  readonly onResponse?: (response: IncomingMessage) => void;
};

/** Connections that are kept, as real clients keep them. */
export const openAgent = () => new Agent({ keepAlive: true });

/**
 * Sends a request.
 *
 * @returns the answer; undefined where the connection ended before it was whole
 */
export function send({ url, agent, upstream }: Sending, options: RequestOptions): Promise<RawAnswer | undefined> {
  const { path = "/v1/messages", method = "POST", headers = {}, body, onResponse } = options;
  return new Promise((resolve) => {
    const given = {
      "content-type": "application/json",
      "x-api-key": clientKey,
      [upstreamHeader]: upstream,
      ...headers,
    };
    const sent = request(url + path, { method, agent, headers: given });
    sent.on("error", () => resolve(undefined));
    sent.on("close", () => resolve(undefined));
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("error", () => {});
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        // Who has left may still be told of an end.
        if (response.destroyed || !response.complete) return resolve(undefined);
        const entries = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: new Map(entries), body: text });
      });
      onResponse?.(response);
    });
    if (typeof body === "function") body(sent);
    else sent.end(body);
  });
}
