import { strict as assert } from "node:assert";
import { delay, text } from "../../reply/builders.js";
import { ask, textOf } from "../ask.js";
import { expectMessage, expectStream } from "../expect-message.js";
import { inPieces } from "../in-pieces.js";
import { expectRawError } from "../raw/raw-answer.js";
import { head, withSocket } from "../raw/raw-socket.js";
import { hello, type Scenario, tight } from "../scenario.js";

/** Milliseconds in which others are answered meanwhile. */
const soon = 1500;

/** Clients that take their time. */
export const slow: readonly Scenario[] = [
  {
    name: "slow: bodies that come byte by byte are read, and hold up nobody",
    run: async (server) => {
      const headers = { "content-type": "application/json" };
      let waiting = 4;
      const slowly = Array.from({ length: waiting }, async () => {
        const response = await ask(server, { body: inPieces(hello(), 1, 20), headers });
        waiting -= 1;
        return expectMessage(response);
      });
      for (let turn = 0; turn < 5; turn += 1) {
        const began = Date.now();
        await expectMessage(await ask(server));
        assert.ok(Date.now() - began < soon, "others are served");
      }
      assert.equal(waiting, 4, "the slow ones are still at it");
      assert.deepEqual((await Promise.all(slowly)).map(textOf), Array(4).fill("You said: Hello"));
    },
  },
  {
    name: "slow: who reads slowly gets all of it, and holds up nobody",
    run: async (server) => {
      const words = "word ".repeat(100_000);
      server.upstream.script(text(words, { chunks: 500 }));
      const response = await ask(server, { body: hello({ stream: true }) });
      await new Promise((resolve) => setTimeout(resolve, 200));
      const began = Date.now();
      await expectMessage(await ask(server));
      assert.ok(Date.now() - began < soon, "others are served");
      assert.equal(textOf(await expectStream(response)), words);
    },
  },
  {
    name: "slow: fifty at once are answered each with its own",
    run: async (server) => {
      for (let at = 0; at < 50; at += 1)
        server.upstream.script((body) => [delay(20), text(`to ${JSON.stringify(body.input)}`)]);
      const answers = Array.from({ length: 50 }, async (_, at) => {
        const stream = at % 2 === 0;
        const messages = [{ role: "user", content: `from number ${at}.` }];
        const response = await ask(server, { body: hello({ stream, messages }) });
        const said = textOf(stream ? await expectStream(response) : await expectMessage(response));
        assert.ok(said.includes(`from number ${at}.`), said);
      });
      await Promise.all(answers);
    },
  },
  {
    name: "slow: who falls silent in the middle of a body is told 408, and holds no place",
    needs: ["raw-socket", "unread-body"],
    profile: tight,
    run: (server) =>
      withSocket(server, async (socket) => {
        await socket.send(head(server, { lines: ["content-type: application/json", "content-length: 1000"] }));
        await socket.send('{"model":"claude');
        expectRawError(await socket.answer(), 408, "timeout_error");
      }),
  },
];
