import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createHandler } from "@transpond/fetch";
import { expect, it, vi } from "vitest";
import { toNodeListener } from "../src/index.js";
import { limitRest } from "../src/limit-rest.js";
import { drained } from "../src/taken.js";
import { serve } from "./serve.js";

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  // How it is cut off may be heard as an error.
  socket.on("error", () => {});
  return socket;
}

it("a client that takes nothing is left after a while", async () => {
  let waiting: Promise<void> | undefined;
  await using server = await serve((_, outgoing) => {
    outgoing.write("x".repeat(8_000_000));
    waiting = drained(outgoing, 100);
  });
  const socket = await connected(server.port);
  socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await once(server.server, "request");
  await expect(waiting).rejects.toThrow("The client reads no more.");
  socket.destroy();
});

it("a client that takes what was written is waited for", async () => {
  await using server = await serve((_, outgoing) => {
    outgoing.write("x".repeat(8_000_000));
    void drained(outgoing).then(() => outgoing.end("end"));
  });
  expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toMatch(/end$/);
});

it("who waits behind another answer on its connection is not taken for one that reads no more", async () => {
  let waiting: Promise<void> | undefined;
  await using server = await serve((incoming, outgoing) => {
    if (incoming.url === "/first") {
      setTimeout(() => outgoing.end("first"), 1500);
      return;
    }
    outgoing.write("x".repeat(100_000));
    waiting = drained(outgoing, 1000);
    void waiting.then(() => outgoing.end());
  });
  const socket = await connected(server.port);
  let heard = 0;
  socket.on("data", (piece) => {
    heard += piece.length;
  });
  socket.write("GET /first HTTP/1.1\r\nhost: a\r\n\r\nGET /second HTTP/1.1\r\nhost: a\r\n\r\n");
  await vi.waitFor(() => expect(heard).toBeGreaterThan(100_000), { timeout: 10_000 });
  await expect(waiting).resolves.toBeUndefined();
  socket.destroy();
});

it("a request that does not say whether it is complete leaves no timer", () => {
  vi.useFakeTimers();
  const request: unknown = Reflect.apply(limitRest, undefined, [{ destroyed: false, socket: {} }]);
  expect([request, vi.getTimerCount()]).toEqual([undefined, 0]);
  vi.useRealTimers();
});

it("a body that goes on behind its answer is cut off after a while", async () => {
  await using server = await serve((incoming, outgoing) => {
    outgoing.end("no");
    incoming.resume();
    limitRest(incoming, 100);
  });
  const socket = await connected(server.port);
  socket.write("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
  const saying = setInterval(() => socket.write("5\r\nhello\r\n"), 10);
  await new Promise((resolve) => socket.resume().once("close", resolve));
  clearInterval(saying);
});

it("who is turned away hears so before its body is there", async () => {
  const handler = createHandler({
    upstream: { apiKey: "k" },
    model: "gpt-5.4",
    authenticate: false,
    logger: false,
  });
  await handler.close();
  await using server = await serve(toNodeListener(handler));
  const socket = await connected(server.port);
  socket.write("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n{");
  const [piece] = await once(socket, "data");
  expect(String(piece)).toMatch(/^HTTP\/1\.1 529 /);
  socket.destroy();
});
