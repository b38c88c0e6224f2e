import { createServer, type IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { serve } from "../served.js";

/** The proxy that understands nothing, as it is written for the global `fetch` and web streams. */
const { upstream } = JSON.parse(process.argv[2] ?? "");
/** Of the client's connection; `fetch` sets its own. */
const dropped = new Set(["host", "connection", "content-length"]);

const server = createServer(async (incoming, outgoing) => {
  const { method = "GET", url, headers } = incoming;
  try {
    const response = await fetch(`${upstream}${url}`, {
      method,
      headers: handedOn(headers),
      body: Readable.toWeb(incoming),
      duplex: "half",
    });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
    else outgoing.end();
  } catch {
    outgoing.destroy();
  }
});

function handedOn(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    dropped.has(name) || value === undefined ? [] : [[name, String(value)]],
  );
}

await serve(server);
