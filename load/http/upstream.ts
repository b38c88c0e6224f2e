import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { serve } from "../served.js";
import { cannedStream } from "./canned.js";
import { nothingPath, upstreamModels } from "./models.js";

/** An upstream that is only fast: it looks for the model's name in the request, and writes the events of its answer. */
const small = cannedStream(upstreamModels.small, 2);
const long = cannedStream(upstreamModels.long, 20_000 - 8);
const longName = `"${upstreamModels.long}"`;

/** Each event in a write of its own, as models say them, at the speed of the reader. */
async function answer(response: ServerResponse, events: readonly Buffer[]): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "x-request-id": "req_bench" });
  for (const event of events) if (!response.write(event)) await once(response, "drain");
  response.end();
}

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("latin1")) body += chunk;
  if (request.url === nothingPath) response.writeHead(204).end();
  else await answer(response, body.includes(longName) ? long : small);
});
await serve(server);
