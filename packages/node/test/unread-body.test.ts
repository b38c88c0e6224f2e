import { once } from "node:events";
import { connect } from "node:net";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { expect, it } from "vitest";
import { toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

const large = JSON.stringify({ text: "x".repeat(400_000) });
const refusals: [string, Partial<HandlerOptions>, string, number][] = [
  ["a function that refuses", { authenticate: () => null }, "", 401],
  [
    "a function that reads a copy and refuses",
    { authenticate: async (request) => void (await request.clone().text()) },
    "",
    401,
  ],
  ["a function that reads a part and refuses", { authenticate: readsApart }, "", 401],
  [
    "an upstream that nobody knows",
    {
      upstream: () => {
        throw new Error("unknown tenant");
      },
    },
    "",
    500,
  ],
  ["an encoding that nobody knows", {}, "content-encoding: compress\r\n", 400],
  ["a path that nobody serves", { routes: { messages: false } }, "", 404],
];

async function readsApart(request: Request): Promise<null> {
  await request.clone().body?.getReader().read();
  return null;
}

it.each(refusals)(
  "a connection goes on behind a large body that was refused by %s",
  async (_, options, line, status) => {
    const upstream = { apiKey: "k", fetch: async () => Response.json({}) };
    const handler = createHandler({ upstream, model: "gpt-5.4", authenticate: false, logger: false, ...options });
    await using server = await serve(toNodeListener(handler));
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    let heard = "";
    socket.setEncoding("latin1").on("data", (piece: string) => {
      heard += piece;
    });
    const head = `host: a\r\ncontent-type: application/json\r\n${line}content-length: ${large.length}\r\n\r\n`;
    // Some clients say all before they listen.
    const first = `POST /v1/messages HTTP/1.1\r\n${head}${large}`;
    socket.write(`${first}HEAD / HTTP/1.1\r\nhost: a\r\n\r\n`);
    const end = Date.now() + 5000;
    while (Date.now() < end && heard.split("HTTP/1.1 ").length < 3)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual([`HTTP/1.1 ${status}`, "HTTP/1.1 200"]);
    socket.destroy();
  },
);
