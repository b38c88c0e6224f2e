import { clientKey, type ServerSettings, upstreamHeader, upstreamKey } from "./scenario.js";

/** Options of the handler under test: whichever server serves it, it is set up so. */
export function handlerOptions({ upstreams, options }: ServerSettings) {
  return {
    upstream: (request: Request) => ({
      baseURL: upstreams[request.headers.get(upstreamHeader) ?? "simulated"] ?? "",
      apiKey: upstreamKey,
    }),
    model: { "claude-haiku-*": "gpt-5.4-mini", "claude-opus-5": "gpt-5.4", "*": "gpt-5.4" },
    authenticate: [clientKey],
    logger: false as const,
    routes: { health: true },
    ...options,
  };
}
