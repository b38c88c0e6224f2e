import { Agent, createServer, request } from "node:http";
import { serve } from "../served.js";

/** The least that a proxy can do: hands bytes on in both directions, and understands none of them. */
const { upstream } = JSON.parse(process.argv[2] ?? "");
const { hostname, port } = new URL(upstream);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, outgoing) => {
  const { method, url: path, headers } = incoming;
  const onward = request({ hostname, port, method, path, headers: { ...headers, host: `${hostname}:${port}` }, agent });
  onward.on("response", (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => outgoing.writableFinished || onward.destroy());
  incoming.pipe(onward);
});
await serve(server);
