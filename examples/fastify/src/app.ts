import { transpond } from "@transpond/fastify";
import fastify, { type FastifyInstance } from "fastify";

export type AppOptions = {
  upstream: { apiKey: string; baseURL: string | undefined };
  gatewayKey: string;
};

/** The application: routes of its own, and the Messages API under `/anthropic`. */
export async function createApp({ upstream, gatewayKey }: AppOptions): Promise<FastifyInstance> {
  // Answers in progress may take that long to end: Fastify gives its hooks 10 s otherwise.
  const app = fastify({ logger: true, pluginTimeout: 30_000 });
  // Hooks of the application run before the routes of the plugin, too.
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("x-served-by", "my application");
  });
  app.get("/", async () => ({ name: "my application", messages: "/anthropic/v1/messages" }));
  app.post("/echo", async (request) => request.body);
  await app.register(transpond, {
    prefix: "/anthropic",
    upstream,
    model: { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.6-sol" },
    authenticate: [gatewayKey],
    onError: (error, requestId) => app.log.error({ err: error, requestId }, "failed on this side"),
    routes: { health: true },
    limits: { concurrency: 200 },
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: "No such page." }));
  return app;
}
