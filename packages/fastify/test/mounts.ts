import { handlerOptions, hostHeader, hostMissing, hostRoutesFor, type Mount } from "@transpond/testkit/scenarios";
import fastify, { type FastifyServerOptions } from "fastify";
import { transpond } from "../src/index.js";

const mount = (
  name: string,
  { prefix = "", server = {} }: { prefix?: string; server?: FastifyServerOptions } = {},
): Mount => ({
  name: `Fastify 5${name}`,
  hostStatus: hostMissing.status,
  excused: {
    "paths: doubled and trailing slashes do no harm":
      "Fastify's router finds the route; ignoreTrailingSlash and ignoreDuplicateSlashes are the application's to set",
    "operations: a wrong method is 405, and hears which is right":
      "the plugin registers its own methods only; others get the application's 404",
  },
  start: async (settings) => {
    const app = fastify(server);
    app.addHook("onRequest", async (_request, reply) => {
      reply.header(hostHeader.name, hostHeader.value);
    });
    // It would break every answer of the handler that Fastify took for its own.
    app.addHook("onSend", async (_request, _reply, payload) => String(payload));
    await app.register(transpond, { prefix, ...handlerOptions(settings) });
    for (const { method, path, status, body } of hostRoutesFor(settings)) {
      app.route({ method, url: `${prefix}${path}`, handler: (_request, reply) => reply.code(status).send(body) });
    }
    app.setNotFoundHandler((_request, reply) => reply.code(hostMissing.status).send(hostMissing.body));
    const origin = await app.listen({ port: 0, host: "127.0.0.1" });
    return {
      url: `${origin}${prefix}`,
      close: async () => {
        app.server.closeAllConnections();
        await app.close();
      },
    };
  },
});

export const mounts: readonly Mount[] = [
  mount(""),
  mount(", under /anthropic", { prefix: "/anthropic" }),
  mount(", with a body limit of 1 kB", { server: { bodyLimit: 1024 } }),
];
