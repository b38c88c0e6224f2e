import { createHandler, type Handler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import type { RequestHandler } from "express";

/**
 * Serves the Anthropic Messages API inside an Express 5 application. What it does not serve goes to `next()`. It works
 * under a mount path, and before or after `express.json()`, whose size limit then holds.
 *
 * @returns The middleware, with the handler's `close`.
 * @throws TypeError as `createHandler` does, when an option is missing or unsafe.
 *
 * @example
 * ```ts
 * app.use("/anthropic", transpond({ upstream: { apiKey }, model: "gpt-5.4", authenticate: [gatewayKey] }));
 * ```
 */
export function transpond(options: HandlerOptions): RequestHandler & Pick<Handler, "close"> {
  const handler = createHandler(options);
  const listener = toNodeListener(handler);
  const serve: RequestHandler = (request, response, next) => {
    // Express takes the mount path off `url`.
    if (handler.handles(request.method, request.url)) listener(request, response, request.url);
    else next();
  };
  return Object.assign(serve, { close: handler.close });
}
