import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import {
  handlerOptions,
  hostHeader,
  hostMissing,
  hostRoutesFor,
  listen,
  type Mount,
} from "@transpond/testkit/scenarios";
import { Hono } from "hono";
import { createHandler } from "../src/index.js";

export const mounts: readonly Mount[] = [
  {
    name: "Hono, on @hono/node-server",
    hostStatus: hostMissing.status,
    excused: {
      "leaving: those who wait on a pipeline leave with it":
        "@hono/node-server hears that a client has left only when its answer is the next on the connection",
    },
    start: (settings) => {
      const handler = createHandler(handlerOptions(settings));
      const app = new Hono();
      app.use(async (context, next) => {
        await next();
        context.header(hostHeader.name, hostHeader.value);
      });
      app.use((context, next) =>
        handler.handles(context.req.method, context.req.path) ? handler(context.req.raw) : next(),
      );
      for (const { method, path, status, body } of hostRoutesFor(settings)) {
        app.on(method, path, () => new Response(body, { status }));
      }
      app.notFound((context) => context.text(hostMissing.body, hostMissing.status));
      return listen(createServer(getRequestListener(app.fetch)));
    },
  },
];
