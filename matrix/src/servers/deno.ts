import { createHandler } from "@transpond/fetch";
import { announce, options } from "./serving.js";

/** As much of Deno's types as is used. */
declare const Deno: {
  serve: (
    options: { hostname: string; port: number; onListen: (address: { port: number }) => void },
    handler: (request: Request) => Promise<Response>,
  ) => unknown;
};

Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: ({ port }) => announce(port) }, createHandler(options()));
