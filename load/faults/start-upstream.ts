import { once } from "node:events";
import { createServer } from "node:http";
import { upstreamFaults } from "./upstreams.js";

const separator = "~";

/** Where to ask for a fault, in a way that tells one request from others. */
export const placeOf = (fault: string, turn: string) => `${fault}${separator}${turn}`;

/** Answers a path `/<fault>~<turn>/v1/responses` as the fault says. */
export async function startUpstream() {
  let asked = 0;
  const answering = new Set<string>();
  const server = createServer((request, response) => {
    asked += 1;
    const place = decodeURIComponent(request.url?.split("/")[1] ?? "");
    answering.add(place);
    response.on("close", () => answering.delete(place));
    const [name = ""] = place.split(separator);
    // The body is of no matter.
    request.resume();
    upstreamFaults[name]?.behave(request, response);
  });
  // Clients are told of it, and close connections that are idle in time.
  server.keepAliveTimeout = 5000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Requests so far. */
    asked: () => asked,
    /** Requests whose answer is under way. */
    answering: () => answering.size,
    isAnswering: (place: string) => answering.has(place),
    connections: () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
