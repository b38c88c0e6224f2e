import { createServer, type Server } from "node:http";
import { transpond as expressTranspond } from "@transpond/express";
import { transpond as fastifyTranspond } from "@transpond/fastify";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { closeServer, toNodeListener } from "@transpond/node";
import express from "express";
import Fastify from "fastify";
import type { Served } from "./served.js";

export type MountName = "node" | "express" | "fastify";

/** The ways to mount the handler whose cost is measured, each with a server that does not listen yet. */
export const mounts: Record<MountName, (options: HandlerOptions) => Promise<{ server: Server } & Partial<Served>>> = {
  node: async (options) => {
    const handler = createHandler(options);
    const server = createServer(toNodeListener(handler));
    return { server, inProgress: () => handler.inProgress, close: () => closeServer(server, handler) };
  },
  express: async (options) => {
    const middleware = expressTranspond(options);
    const server = createServer(express().use(middleware));
    return { server, close: () => closeServer(server, middleware) };
  },
  fastify: async ({ logger, ...options }) => {
    // The handler writes to the application's logger, which is silent unless it is asked for.
    const app = Fastify({ logger: logger !== false, forceCloseConnections: "idle" });
    await app.register(fastifyTranspond, options);
    await app.ready();
    return { server: app.server, close: () => app.close() };
  },
};
