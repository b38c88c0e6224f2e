import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { serve } from "../served.js";

/**
 * The least that a translator of any kind does on top of a proxy: reads the request as JSON and writes it anew, reads each
 * event of the answer and writes it anew. It checks nothing, knows no failure, and translates nothing.
 */
const { upstream } = JSON.parse(process.argv[2] ?? "");
const { hostname, port } = new URL(upstream);
const agent = new Agent({ keepAlive: true });

const server = createServer(async (incoming, outgoing) => {
  const body = JSON.stringify(JSON.parse(await textOf(incoming)));
  const { method, url: path, headers } = incoming;
  const own = { ...headers, host: `${hostname}:${port}`, "content-length": Buffer.byteLength(body) };
  const onward = request({ hostname, port, method, path, headers: own, agent });
  onward.on("response", (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    rewrite(response, outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  onward.end(body);
});

async function textOf(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of message.setEncoding("utf8")) text += piece;
  return text;
}

function rewrite(response: IncomingMessage, outgoing: ServerResponse): void {
  let rest = "";
  response.setEncoding("utf8").on("data", (piece: string) => {
    const frames = (rest + piece).split("\n\n");
    rest = frames.pop() ?? "";
    outgoing.write(frames.map(rewritten).join(""));
  });
  response.on("end", () => outgoing.end());
  response.on("error", () => outgoing.destroy());
}

function rewritten(frame: string): string {
  const event = JSON.parse(frame.slice(frame.indexOf("data: ") + 6));
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

await serve(server);
