import { createServer } from "node:http";
import {
  handlerOptions,
  hostHeader,
  hostMissing,
  hostRoutesFor,
  listen,
  type Mount,
} from "@transpond/testkit/scenarios";
import compression from "compression";
import express, { type RequestHandler } from "express";
import { transpond } from "../src/index.js";

interface Place {
  readonly path?: string;
  /** What runs before the handler. */
  readonly before?: readonly RequestHandler[];
  readonly lacks?: Mount["lacks"];
}

const mount = (name: string, { path = "", before = [], lacks = {} }: Place = {}): Mount => ({
  name: `Express 5${name}`,
  lacks,
  hostStatus: hostMissing.status,
  start: (settings) => {
    const app = express();
    app.use((_request, response, next) => {
      response.setHeader(hostHeader.name, hostHeader.value);
      next();
    });
    for (const middleware of before) app.use(middleware);
    app.use(path || "/", transpond(handlerOptions(settings)));
    for (const { method, path: own, status, body } of hostRoutesFor(settings)) {
      const route = app.route(`${path}${own}`);
      route[method === "GET" ? "get" : method === "POST" ? "post" : "options"]((_request, response) => {
        response.status(status).send(body);
      });
    }
    app.use((_request, response) => {
      response.status(hostMissing.status).send(hostMissing.body);
    });
    return listen(createServer(app), path);
  },
});

export const mounts: readonly Mount[] = [
  mount(""),
  mount(", after express.json()", {
    before: [express.json({ limit: "50mb" })],
    lacks: { "unread-body": "express.json() reads the body first: its limit, its errors" },
  }),
  mount(", under /anthropic", { path: "/anthropic" }),
  mount(", behind compression()", { before: [compression({ threshold: 0 })] }),
];
