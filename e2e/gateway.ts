import { createServer } from "node:http";
import type { Loss } from "@transpond/core";
import { createHandler } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { type Respond, type SimulatedOpenAI, startSimulatedOpenAI } from "@transpond/testkit";
import { closeServer, listenOnLoopback } from "./listen.js";

/** The key that only the gateway knows, and the one that it gave to its clients. */
export const UPSTREAM_KEY = "sk-upstream";
export const CLIENT_KEY = "client-key";

/** The server under test between a client and a simulated OpenAI. */
export interface Gateway {
  readonly url: string;
  readonly upstream: SimulatedOpenAI;
  /** Every loss that was reported so far. */
  readonly losses: readonly Loss[];
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
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: UPSTREAM_KEY },
    model,
    authenticate: [CLIENT_KEY],
    onLoss: (loss) => losses.push(loss),
  });
  const server = createServer(toNodeListener(handler));
  const url = await listenOnLoopback(server);
  return {
    url,
    upstream,
    losses,
    close: async () => {
      await closeServer(server);
      await upstream.close();
    },
  };
};
