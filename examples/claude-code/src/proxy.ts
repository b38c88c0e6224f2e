import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { startSimulatedOpenAI } from "@transpond/testkit";
import type { Settings } from "./settings.js";

export type Proxy = {
  url: string;
  /** Where the proxy sends requests, in words. */
  upstream: string;
  /** The upstream that answers without a key; undefined where the real one is asked. */
  simulated: Awaited<ReturnType<typeof startSimulatedOpenAI>> | undefined;
  close(): Promise<void>;
};

/** Starts the proxy: all that a server of one's own needs, in one function. */
export async function startProxy(settings: Settings, options: Partial<HandlerOptions> = {}): Promise<Proxy> {
  const { apiKey, baseURL, model, host, port, gatewayKey } = settings;
  const simulated = apiKey === undefined ? await startSimulatedOpenAI() : undefined;
  const handler = createHandler({
    upstream: simulated
      ? { baseURL: simulated.url, apiKey: "sk-simulated" }
      : { ...(apiKey && { apiKey }), ...(baseURL && { baseURL }) },
    model,
    authenticate: gatewayKey === undefined ? false : [gatewayKey],
    ...options,
  });
  const server = createServer(toNodeListener(handler));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    url: urlOf(server.address(), host),
    upstream: simulated ? `a simulated OpenAI at ${simulated.url}` : (baseURL ?? "https://api.openai.com/v1"),
    simulated,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulated?.close();
    },
  };
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
