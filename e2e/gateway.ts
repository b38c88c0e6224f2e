import { createServer } from "node:http";
import type { Loss } from "@transpond/core";
import { createHandler, type LogEntry } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { type Respond, type SimulatedOpenAI, startSimulatedOpenAI } from "@transpond/testkit";
import { isObject, type JsonObject } from "./client-messages.js";
import { closeServer, listenOnLoopback } from "./listen.js";

/** The key that only the gateway knows, and the one that it gave to its clients. */
export const UPSTREAM_KEY = "sk-upstream";
export const CLIENT_KEY = "client-key";

/** A request as the client sent it to the gateway. */
export interface ClientRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** Tells the simulated upstream which of the client's requests it is asked for: an index into `clientRequests`. */
export const CLIENT_REQUEST_HEADER = "x-client-request";

/** The server under test between a client and a simulated OpenAI. */
export interface Gateway {
  readonly url: string;
  readonly upstream: SimulatedOpenAI;
  /** Every request of the client so far. */
  readonly clientRequests: readonly ClientRequest[];
  /** Every loss that was reported so far. */
  readonly losses: readonly Loss[];
  /** Every entry of the log so far. */
  readonly logged: readonly LogEntry[];
  close(): Promise<void>;
}

/**
 * Starts the gateway as its users would: the handler, mounted on a Node server.
 * @param model upstream model for whatever the client asks for
 * @param respond what the model answers
 * @example const gateway = await startGateway("gpt-5.4", agent([text("Hello")]));
 */
export const startGateway = async (model: string, respond: Respond): Promise<Gateway> => {
  const upstream = await startSimulatedOpenAI({ respond, keys: [UPSTREAM_KEY] });
  const losses: Loss[] = [];
  const logged: LogEntry[] = [];
  const clientRequests: ClientRequest[] = [];
  const numbers = new WeakMap<Request, number>();
  const handler = createHandler({
    upstream: (request) => ({
      baseURL: upstream.url,
      apiKey: UPSTREAM_KEY,
      headers: { [CLIENT_REQUEST_HEADER]: String(numbers.get(request)) },
    }),
    model,
    authenticate: [CLIENT_KEY],
    onLoss: (loss) => losses.push(loss),
    logger: { info: (entry) => logged.push(entry) },
  });
  const record = async (request: Request): Promise<Response> => {
    const text = await request.clone().text();
    const body: unknown = text === "" ? {} : JSON.parse(text);
    numbers.set(request, clientRequests.length);
    const path = new URL(request.url).pathname;
    clientRequests.push({ path, headers: request.headers, body: isObject(body) ? body : {} });
    return handler(request);
  };
  const server = createServer(toNodeListener(record));
  const url = await listenOnLoopback(server);
  return {
    url,
    upstream,
    clientRequests,
    losses,
    logged,
    close: async () => {
      await closeServer(server);
      await upstream.close();
    },
  };
};
