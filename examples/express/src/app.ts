import { transpond } from "@transpond/express";
import express from "express";
import type { Logger } from "pino";

export type AppOptions = {
  upstream: { apiKey: string; baseURL: string | undefined };
  gatewayKey: string;
  logger: Logger;
};

/** The application: pages of its own, and the Messages API under `/anthropic`. */
export function createApp({ upstream, gatewayKey, logger }: AppOptions) {
  const messages = transpond({
    upstream,
    model: { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.6-sol" },
    authenticate: [gatewayKey],
    logger,
    onError: (error, requestId) => logger.error({ err: error, requestId }, "failed on this side"),
    routes: { health: true },
    limits: { concurrency: 200 },
  });
  const app = express();
  app.disable("x-powered-by");
  app.get("/", (_request, response) => {
    response.json({ name: "my application", messages: "/anthropic/v1/messages" });
  });
  // Before express.json(): Messages requests are read by the handler, within its own limit.
  app.use("/anthropic", messages);
  app.use(express.json());
  app.post("/echo", (request, response) => {
    response.json(request.body);
  });
  app.use((_request, response) => {
    response.status(404).json({ message: "No such page." });
  });
  return { app, messages };
}
