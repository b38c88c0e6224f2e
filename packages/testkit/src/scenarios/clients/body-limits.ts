import { strict as assert } from "node:assert";
import { ask, expectError } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { expectRawError } from "../raw/raw-answer.js";
import { head, withSocket } from "../raw/raw-socket.js";
import { hello, type Scenario, tight } from "../scenario.js";

/** What `tight` allows, in bytes. */
const limit = tight.limits?.bodyBytes ?? 0;

const bodyOf = (bytes: number) => {
  const body = (content: string) => JSON.stringify(hello({ messages: [{ role: "user", content }] }));
  return body("x".repeat(bytes - body("").length));
};

const json = { "content-type": "application/json" };
/** Far more than the buffers on the way take, far less than the client has to give. */
const most = 32 * 1024 * 1024;

/** Bodies that are too large. */
export const bodyLimits: readonly Scenario[] = [
  {
    name: "limits: a body up to the limit is taken, one byte more is 413",
    profile: tight,
    run: async (server) => {
      for (const path of ["/v1/messages", "/v1/messages/stream", "/v1/messages/count_tokens"]) {
        const fits = await ask(server, { path, body: bodyOf(limit), headers: json });
        assert.equal(fits.status, 200, path);
        await fits.text();
        const response = await ask(server, { path, body: bodyOf(limit + 1), headers: json });
        const { message } = await expectError(response, 413, "request_too_large");
        assert.match(message, new RegExp(`${limit} bytes`));
      }
    },
  },
  {
    name: "limits: content-length over the limit is 413 before a byte of the body",
    profile: tight,
    needs: ["raw-socket", "unread-body"],
    run: (server) =>
      withSocket(server, async (socket) => {
        await socket.send(head(server, { lines: ["content-type: application/json", `content-length: ${1e10}`] }));
        expectRawError(await socket.answer(), 413, "request_too_large");
        assert.equal(server.sent().length, 0);
      }),
  },
  {
    name: "limits: a chunked body without end is 413 as soon as it is over the limit",
    profile: tight,
    needs: ["raw-socket", "unread-body"],
    run: (server) =>
      withSocket(server, async (socket) => {
        await socket.send(head(server, { lines: ["content-type: application/json", "transfer-encoding: chunked"] }));
        const piece = `4000\r\n${"x".repeat(0x4000)}\r\n`;
        while (!socket.isAnswered() && socket.taken() < most) await socket.send(piece);
        expectRawError(await socket.answer(), 413, "request_too_large");
        assert.ok(socket.taken() < most, `${socket.taken()} bytes were taken`);
      }),
  },
  {
    name: "limits: who is told 413 in the middle of an upload hears it",
    profile: tight,
    run: async (server) => {
      for (const bytes of [limit * 2, 4 * 1024 * 1024]) {
        await expectError(await ask(server, { body: bodyOf(bytes), headers: json }), 413, "request_too_large");
      }
      await expectMessage(await ask(server));
    },
  },
];
