import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createHandler } from "@transpond/fetch";
import { expect, it, vi } from "vitest";
import { closeServer, toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

const said = "x".repeat(5_000_000);
const content = [{ type: "output_text", text: said, annotations: [] }];
const output = [{ type: "message", id: "m", role: "assistant", content }];
const answer = { id: "r", object: "response", status: "completed", model: "gpt-5.4", output };
const hello = JSON.stringify({ model: "claude-x", max_tokens: 9, messages: [{ role: "user", content: "Hello" }] });

const handler = () =>
  createHandler({
    upstream: { apiKey: "k", fetch: async () => Response.json(answer) },
    model: "gpt-5.4",
    authenticate: false,
    logger: false,
  });

it("lets a client that reads slowly have its answer whole", async () => {
  const messages = handler();
  await using served = await serve(toNodeListener(messages));
  const { server, port } = served;
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${hello.length}\r\n\r\n${hello}`,
  );
  await once(socket, "readable");
  const closed = closeServer(server, messages);
  let heard = 0;
  // Longer than a sweep, and longer than the last answers have at least.
  await wait(1300);
  for await (const piece of socket) heard += piece.length;
  await closed;
  expect(heard).toBeGreaterThan(said.length);
});

it("lets one that reads slowly have the end of a stream, which Node still holds", async () => {
  let connection: Socket | undefined;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    await wait(0);
    const isBehind = connection !== undefined && connection.writableLength > 0;
    controller.enqueue(isBehind ? Buffer.from("the end") : Buffer.alloc(3000, "x"));
    if (isBehind) controller.close();
  };
  const listener = toNodeListener(() => new Response(new ReadableStream({ pull }, { highWaterMark: 0 })));
  await using served = await serve(listener);
  const { server, port } = served;
  server.once("connection", (socket) => {
    connection = socket;
  });
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await vi.waitUntil(() => connection !== undefined && connection.writableLength > 0, { timeout: 10_000 });
  const closed = closeServer(server, handler());
  await wait(200);
  let heard = "";
  for await (const piece of socket.setEncoding("latin1")) heard = (heard + piece).slice(-30);
  await closed;
  expect(heard).toMatch(/the end\r\n0\r\n\r\n$/);
});

it.each([undefined, Number.POSITIVE_INFINITY, 3e9])(
  "lets the host's own answers end (graceMs: %s)",
  async (graceMs) => {
    const messages = handler();
    await using served = await serve((_, outgoing) => {
      setTimeout(() => outgoing.end("whole"), 1500);
    });
    const { server, port } = served;
    const asked = fetch(`http://127.0.0.1:${port}/own`);
    await once(server, "request");
    const closed = closeServer(server, messages, graceMs);
    expect(await (await asked).text()).toBe("whole");
    await closed;
  },
);

it("waits for nobody longer than it is told to", async () => {
  await using served = await serve(() => {});
  const { server, port } = served;
  const asked = expect(fetch(`http://127.0.0.1:${port}/never`)).rejects.toThrow();
  await once(server, "request");
  const begun = performance.now();
  await closeServer(server, handler(), 10);
  await asked;
  expect(performance.now() - begun).toBeLessThan(15_000);
});
