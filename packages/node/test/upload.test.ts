import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

it("an upload that nobody reads waits at the client", async () => {
  const held = new EventEmitter();
  let first = 0;
  await using server = await serve(
    toNodeListener(async (request) => {
      const reader = request.body?.getReader();
      first = (await reader?.read())?.value?.byteLength ?? 0;
      await once(held, "go");
      await reader?.cancel();
      return new Response("late");
    }),
  );
  const total = 200_000_000;
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${total}\r\n\r\n`);
  const piece = Buffer.alloc(1_000_000);
  // Everything that the way to the server takes.
  for (let sent = 0; sent < total && socket.write(piece); sent += piece.byteLength);
  const drained = async () => {
    const end = Date.now() + 300;
    while (Date.now() < end && socket.bytesWritten < total) {
      if (!socket.writableNeedDrain) socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return socket.bytesWritten - socket.writableLength;
  };
  await drained();
  const before = await drained();
  expect(await drained()).toBe(before);
  expect(before).toBeLessThan(50_000_000);
  expect(first).toBeGreaterThan(0);
  held.emit("go");
  socket.destroy();
});
