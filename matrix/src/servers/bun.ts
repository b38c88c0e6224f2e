import { createHandler } from "@transpond/fetch";
import { announce, options } from "./serving.js";

/** As much of Bun's types as is used. */
declare const Bun: {
  serve: (options: {
    hostname: string;
    port: number;
    /** Seconds without a byte after which Bun closes a connection; 10 by default, too short for a silent upstream. */
    idleTimeout: number;
    /** Bytes; the handler has its own limit, and an answer to it. */
    maxRequestBodySize: number;
    /** Whether errors are shown with their source. */
    development: boolean;
    fetch: (request: Request) => Promise<Response>;
  }) => { port: number };
};

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  idleTimeout: 255,
  maxRequestBodySize: Number.MAX_SAFE_INTEGER,
  development: false,
  fetch: createHandler(options()),
});
announce(server.port);
