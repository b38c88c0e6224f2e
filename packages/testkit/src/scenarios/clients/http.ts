import { strict as assert } from "node:assert";
import { type JsonObject, parseJson } from "../../json.js";
import { delay, text } from "../../reply/builders.js";
import { eventsIn, textOf } from "../ask.js";
import { checkOrder } from "../expect-message.js";
import type { RawAnswer } from "../raw/raw-answer.js";
import { expectRawError } from "../raw/raw-answer.js";
import { head, rawRequest, withSocket } from "../raw/raw-socket.js";
import { hello, type Scenario, tight } from "../scenario.js";
import { until, wait } from "../within.js";

const saying = (content: string, more: JsonObject = {}) => hello({ messages: [{ role: "user", content }], ...more });

/** What an answer on a socket says, as JSON or as a stream. */
function saidBy({ status, headers, body }: RawAnswer): string {
  assert.equal(status, 200, body.slice(0, 300));
  if (!/event-stream/.test(headers.get("content-type") ?? "")) return textOf(parseJson(body));
  const events = eventsIn(body);
  checkOrder(events);
  return textOf(events);
}

/** A whole request, as the body of another: it must never be taken for one. */
const smuggled = "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}";

/** Heads whose body has no one length. */
const ambiguous: Readonly<Record<string, readonly string[]>> = {
  "two content-lengths": ["content-length: 4", `content-length: ${smuggled.length}`],
  "two content-lengths in one": [`content-length: 4, ${smuggled.length}`],
  "content-length and transfer-encoding": ["content-length: 4", "transfer-encoding: chunked"],
  "transfer-encoding and content-length": ["transfer-encoding: chunked", "content-length: 4"],
  "an unknown transfer-encoding": ["transfer-encoding: xchunked", "content-length: 4"],
  "a transfer-encoding that does not end in chunked": ["transfer-encoding: chunked, identity"],
  "a content-length that is no number": ["content-length: 4x"],
  "a content-length with a sign": ["content-length: +4"],
  "a space before the colon": ["content-length : 4", "transfer-encoding: chunked"],
};

/** HTTP/1.1 as only a socket can speak it. */
export const http: readonly Scenario[] = [
  {
    name: "http: pipelined requests are answered in their order",
    needs: ["raw-socket"],
    run: async (server) => {
      const long = "long ".repeat(20_000);
      const reply = (body: JsonObject) => {
        const asked = JSON.stringify(body.input);
        if (asked.includes("slow")) return [delay(250), text("first")];
        return asked.includes("long") ? text(long, { chunks: 1000 }) : text("third");
      };
      for (let turn = 0; turn < 3; turn += 1) server.upstream.script(reply);
      await withSocket(server, async (socket) => {
        const requests = [saying("slow"), saying("long", { stream: true }), saying("other")];
        await socket.send(requests.map((body) => rawRequest(server, body)).join(""));
        assert.equal(saidBy(await socket.answer()), "first");
        assert.equal(saidBy(await socket.answer()), long);
        assert.equal(saidBy(await socket.answer()), "third");
      });
    },
  },
  {
    // Who closes a connection says no more than this either, so a server may take the one for the other.
    name: "http: who has said all and only listens gets the whole answer, or is taken for gone at once",
    needs: ["raw-socket"],
    run: async (server) => {
      for (const [turn, stream] of [false, true].entries()) {
        server.upstream.script(delay(150), text("still"), delay(150), text(" here"));
        await withSocket(server, async (socket) => {
          await socket.send(rawRequest(server, hello({ stream })));
          await until(() => server.sent().length > turn, "the upstream was not asked");
          socket.endSending();
          const answer = await socket.answerOrEnd();
          if (answer) assert.equal(saidBy(answer), "still here");
          else assert.equal(await server.sent().at(-1)?.closed, "aborted");
        });
      }
    },
  },
  {
    name: "http: a whole URL as the target is as good as its path",
    needs: ["raw-socket"],
    run: (server) =>
      withSocket(server, async (socket) => {
        const { origin } = new URL(server.url);
        await socket.send(rawRequest(server, hello()).replace(/^POST /, `POST ${origin}`));
        assert.equal(saidBy(await socket.answer()), "You said: Hello");
      }),
  },
  {
    name: "http: expect: 100-continue is answered, and then the message",
    needs: ["raw-socket"],
    run: (server) =>
      withSocket(server, async (socket) => {
        const body = JSON.stringify(hello());
        const lines = ["content-type: application/json", `content-length: ${body.length}`, "expect: 100-continue"];
        await socket.send(head(server, { lines }));
        assert.equal((await socket.answer()).status, 100);
        await socket.send(body);
        assert.equal(saidBy(await socket.answer()), "You said: Hello");
      }),
  },
  {
    name: "http: a connection goes on after an error whose body was not read, or ends",
    profile: tight,
    needs: ["raw-socket", "unread-body"],
    run: async (server) => {
      const body = smuggled.repeat(2000);
      const chunked = head(server, { lines: ["content-type: application/json", "transfer-encoding: chunked"] });
      const refused = [
        // Some of it was read, and more than the buffers on the way take was not.
        {
          request: `${chunked}${(body.length * 4).toString(16)}\r\n${body.repeat(4)}\r\n0\r\n\r\n`,
          status: 413,
          type: "request_too_large",
        },
        { request: rawRequest(server, body), status: 413, type: "request_too_large" },
        {
          request: rawRequest(server).replace(/x-api-key: [^\r\n]{1,99}\r\n/, ""),
          status: 401,
          type: "authentication_error",
        },
        {
          request: rawRequest(server, smuggled.repeat(300)).replace(/x-api-key: [^\r\n]{1,99}\r\n/, ""),
          status: 401,
          type: "authentication_error",
        },
      ];
      for (const { request, status, type } of refused) {
        await withSocket(server, async (socket) => {
          await socket.send(request);
          expectRawError(await socket.answer(), status, type);
          await socket.send(rawRequest(server));
          const next = await socket.answerOrEnd();
          if (next) assert.equal(saidBy(next), "You said: Hello");
          await wait(20);
          // Whatever else it says would be an answer to the body.
          assert.ok(next === undefined || !socket.isAnswered(), "the body was taken for a request");
        });
      }
    },
  },
  ...Object.entries(ambiguous).map(
    ([name, lines]): Scenario => ({
      name: `http: ${name}: refused, and nothing behind it is read as a request`,
      needs: ["raw-socket"],
      run: (server) =>
        withSocket(server, async (socket) => {
          await socket.send(`${head(server, { lines })}0\r\n\r\n${rawRequest(server)}`);
          const answer = await socket.answerOrEnd();
          assert.ok(answer === undefined || (answer.status >= 400 && answer.status < 500), `${answer?.status}`);
          assert.equal(await socket.answerOrEnd(), undefined, "it hangs up");
          assert.equal(server.sent().length, 0);
        }),
    }),
  ),
];
