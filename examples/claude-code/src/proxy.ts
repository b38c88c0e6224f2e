import { once } from "node:events";
import { createServer, type Server } from "node:http";
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
    authenticate: gatewayKey === undefined ? noWebPage : [gatewayKey],
    ...options,
  });
  const server = createServer(toNodeListener(handler));
  try {
    await listen(server, port, host);
  } catch (error) {
    await simulated?.close();
    throw error;
  }
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

/** Any page that a browser shows can send requests to this machine; it cannot leave out where it comes from. */
const noWebPage = (request: Request) => (request.headers.has("origin") ? null : "local");

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw new Error(`Port ${port} on ${host} is taken: set PORT to another one.`);
  }
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
