import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Server } from "node:net";
import { type Behaviour, behaviours } from "./behaviours.js";

/** What an upstream may do that OpenAI never would: a base URL for each way to misbehave. */
export interface Rogue {
  readonly urls: Readonly<Record<string, string>>;
  /** Requests so far, by behaviour. */
  readonly asked: Readonly<Record<string, number>>;
  /** Resolves when no request is being answered any more. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts an upstream that misbehaves, on loopback.
 *
 * @returns base URLs by behaviour: those of `behaviours`, and `refused`, `unresolved` and `tls`
 * @example
 * ```ts
 * const rogue = await startRogue();
 * createHandler({ upstream: { baseURL: rogue.urls.silent, apiKey: "k" }, model, authenticate });
 * ```
 */
export async function startRogue(): Promise<Rogue> {
  const asked: Record<string, number> = {};
  let open = 0;
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const kind = request.url?.split("/")[1] ?? "";
    asked[kind] = (asked[kind] ?? 0) + 1;
    open += 1;
    response.on("close", () => {
      open -= 1;
      if (open > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
    const behave: Behaviour = behaviours[kind] ?? ((_, answer) => answer.writeHead(404).end());
    behave(request, response);
  });
  const port = await listening(server);
  const closed = await closedPort();
  const named = Object.keys(behaviours).map((kind) => [kind, `http://127.0.0.1:${port}/${kind}/v1`]);
  return {
    urls: {
      ...Object.fromEntries(named),
      refused: `http://127.0.0.1:${closed}/v1`,
      unresolved: "http://nobody.invalid/v1",
      // No TLS is spoken there.
      tls: `https://127.0.0.1:${port}/v1`,
    },
    asked,
    idle: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A port on which nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}
