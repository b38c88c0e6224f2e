import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";

/**
 * Serves the Anthropic Messages API inside a Fastify 5 application. It registers only its own routes, under the prefix
 * that `register` gives; hooks of the application run before them. Bodies are read here, not by Fastify's parsers. Entries
 * go to the application's own logger, unless `logger` says otherwise. `app.close()` lets messages end, for as long as `timeouts.shutdown` says.
 *
 * @throws TypeError as `createHandler` does, when an option is missing or unsafe.
 *
 * @example
 * ```ts
 * app.register(transpond, { prefix: "/anthropic", upstream: { apiKey }, model: "gpt-5.4", authenticate: [gatewayKey] });
 * ```
 */
export const transpond: FastifyPluginAsync<HandlerOptions> = async (app, options) => {
  const handler = createHandler({ ...options, logger: options.logger ?? app.log });
  const listener = toNodeListener(handler);
  app.addHook("preClose", () => handler.close());
  // Inside this plugin only: the raw stream goes to the handler, which has its own limit.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  for (const { method, path } of handler.routes) {
    // The application's own `HEAD /` stays.
    if (app.hasRoute({ method, url: `${app.prefix}${path}` })) continue;
    app.route({
      method,
      url: path,
      handler: (request, reply) => {
        reply.hijack();
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        listener(request.raw, reply.raw, urlOf(path, request));
      },
    });
  }
};

/**
 * Path and query as the handler knows them, from the route that Fastify found: a prefix may have parameters, and the
 * router may take other spellings of a path.
 */
function urlOf(path: string, { url, params }: FastifyRequest): string {
  const id: unknown = typeof params === "object" && params !== null ? Reflect.get(params, "id") : undefined;
  const query = url.indexOf("?");
  return path.replace(":id", encodeURIComponent(String(id))) + (query === -1 ? "" : url.slice(query));
}
