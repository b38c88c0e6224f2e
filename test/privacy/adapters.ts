import { createServer, type RequestListener } from "node:http";
import { transpond as expressTranspond } from "@transpond/express";
import { transpond as fastifyTranspond } from "@transpond/fastify";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import express from "express";
import fastify from "fastify";

/** A server on a socket of its own, whose options can be changed from request to request. */
export type Adapter = {
  url: string;
  serve: (options: HandlerOptions) => Promise<void>;
  close: () => Promise<void>;
};

/** @param write takes what the host's own logger writes, where there is one */
export type Mount = (write: (line: string) => void) => Promise<Adapter>;

async function listening(listener: RequestListener): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close };
}

const node: Mount = async () => {
  let current: RequestListener = (_, response) => response.end();
  const server = await listening((request, response) => current(request, response));
  return {
    ...server,
    serve: async (options) => {
      const listener = toNodeListener(createHandler(options));
      current = (request, response) => listener(request, response);
    },
  };
};

const onExpress =
  (before: readonly express.RequestHandler[]): Mount =>
  async () => {
    let current: express.RequestHandler = (_request, _response, next) => next();
    const app = express();
    app.use(...before, (request, response, next) => current(request, response, next));
    const server = await listening(app);
    return {
      ...server,
      serve: async (options) => {
        current = expressTranspond(options);
      },
    };
  };

/** With Fastify's own logger at its most talkative, apart from its line for each request: that names address and query. */
const onFastify: Mount = async (write) => {
  let app = fastify();
  const adapter: Adapter = {
    url: "",
    serve: async (options) => {
      await app.close();
      app = fastify({
        logger: {
          level: "trace",
          base: null,
          timestamp: false,
          stream: { write: (line: string) => write(line.trim()) },
        },
        disableRequestLogging: true,
      });
      await app.register(fastifyTranspond, options);
      adapter.url = await app.listen({ port: 0, host: "127.0.0.1" });
    },
    close: async () => {
      await app.close();
    },
  };
  return adapter;
};

export const mounts: Readonly<Record<string, Mount>> = {
  node,
  express: onExpress([(_request, _response, next) => next()]),
  "express after express.json()": onExpress([express.json({ limit: "50mb" })]),
  fastify: onFastify,
};
