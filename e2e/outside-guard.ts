import { createServer } from "node:http";
import { closeServer, listenOnLoopback } from "./listen.js";

/** A proxy that lets nothing through and remembers who asked. */
export interface OutsideGuard {
  /** For `HTTP_PROXY` and `HTTPS_PROXY`. */
  readonly url: string;
  /** What was asked for, such as `CONNECT api.example.com:443`. */
  readonly attempts: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the guard on loopback. A client that has it as its proxy reaches nothing but the hosts in its `NO_PROXY`,
 * and the test can assert that it did not try.
 * @example const guard = await startOutsideGuard(); // env: { HTTPS_PROXY: guard.url, NO_PROXY: "127.0.0.1" }
 */
export const startOutsideGuard = async (): Promise<OutsideGuard> => {
  const attempts: string[] = [];
  const server = createServer((request, response) => {
    attempts.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  server.on("connect", (request, socket) => {
    attempts.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  const url = await listenOnLoopback(server);
  return { url, attempts, close: () => closeServer(server) };
};
