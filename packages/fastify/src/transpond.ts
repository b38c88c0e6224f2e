import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { closeInTime } from "./close-in-time.js";
import { OpenAnswers } from "./open-answers.js";

/**
 * Serves the Anthropic Messages API inside a Fastify 5 application. It registers only its own routes, under the prefix
 * that `register` gives; hooks of the application run before them. Bodies are read here, not by Fastify's parsers. Entries
 * go to the application's own logger, unless `logger` says otherwise. `app.close()` lets messages end for as long as
 * `timeouts.shutdown` says, 25 s, but no longer than Fastify gives a hook: its `pluginTimeout`, 10 s unless it is set. What
 * is left then ends in an error.
 *
 * @throws TypeError as `createHandler` does, when an option is missing or unsafe.
 *
 * @example
 * ```ts
 * const app = fastify({ pluginTimeout: 30_000 });
 * app.register(transpond, { prefix: "/anthropic", upstream: { apiKey }, model: "gpt-5.4", authenticate: [gatewayKey] });
 * ```
 */
export const transpond: FastifyPluginAsync<HandlerOptions> = async (app, options) => {
  const handler = createHandler({ ...options, logger: options.logger ?? app.log });
  const listener = toNodeListener(handler);
  const answers = new OpenAnswers();
  app.addHook("preClose", async () => {
    await closeInTime(handler, app.initialConfig.pluginTimeout);
    answers.cutSoon();
  });
  // Inside this plugin only: the raw stream goes to the handler, which has its own limit.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  // Fastify refuses a type that is none before any parser sees it. An error handler would skip the application's hooks.
  app.addHook("preParsing", (request, _reply, payload, done) => {
    if (request.mediaType === undefined) request.headers = { "content-type": undefined };
    done(null, payload);
  });
  const base = app.prefix.replace(/\/$/, "");
  // Under a path, the reachability check may ask for the base URL as it is, without a slash.
  const urlsOf = (path: string) => (path === "/" && base === app.prefix && base !== "" ? [path, ""] : [path]);
  const routes = handler.routes.flatMap((route) => urlsOf(route.path).map((url) => ({ ...route, url })));
  for (const { method, path, url } of routes) {
    // The application's own `HEAD /` stays.
    if (app.hasRoute({ method, url: `${base}${url}` })) continue;
    app.route({
      method,
      url,
      handler: (request, reply) => {
        reply.hijack();
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        answers.add(reply.raw);
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
