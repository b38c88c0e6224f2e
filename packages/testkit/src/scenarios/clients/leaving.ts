import { strict as assert } from "node:assert";
import { delay, stall, text } from "../../reply/builders.js";
import type { RecordedRequest } from "../../server/recorded-request.js";
import { type AskOptions, ask } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { rawRequest, withSocket } from "../raw/raw-socket.js";
import { readUntil } from "../read-until.js";
import { hello, type Scenario, type ServerUnderTest } from "../scenario.js";
import { until, wait, within } from "../within.js";

/** Milliseconds in which the upstream is to hear of it. */
const atOnce = 1000;

const expectCancelled = async (request: RecordedRequest) =>
  assert.equal(await within(atOnce, request.closed, "the upstream was not cancelled"), "aborted");

const inProgress = async (server: ServerUnderTest): Promise<number> => {
  const health: unknown = await (await ask(server, { path: "/health", method: "GET" })).json();
  return Number(Reflect.get(Object(health), "in_progress"));
};

/** Nothing is left of those who left. */
const expectNobody = (server: ServerUnderTest) =>
  until(async () => (await inProgress(server)) === 0, "a message is still in progress");

const forms: readonly (readonly [name: string, options: AskOptions])[] = [
  ["JSON", {}],
  ["a stream", { body: hello({ stream: true }) }],
  ["/v1/messages/stream", { path: "/v1/messages/stream" }],
  ["an answer with stop sequences", { body: hello({ stop_sequences: ["STOP"] }) }],
];

/** Clients that leave too early. */
export const leaving: readonly Scenario[] = [
  ...forms.map(
    ([name, options]): Scenario => ({
      name: `leaving: before the head of ${name} the upstream is cancelled at once`,
      run: async (server) => {
        server.upstream.script(stall());
        const leave = new AbortController();
        const arrived = server.upstream.nextRequest();
        const answer = ask(server, { ...options, signal: leave.signal });
        const request = await within(3000, arrived, "the upstream was not asked");
        leave.abort();
        await assert.rejects(answer);
        await expectCancelled(request);
        await expectNobody(server);
      },
    }),
  ),
  {
    name: "leaving: during the stream the upstream is cancelled at once",
    run: async (server) => {
      for (const reply of [stall(), [delay(20_000), text("too late")]]) {
        server.upstream.script(text("begun"), reply);
        const leave = new AbortController();
        const arrived = server.upstream.nextRequest();
        const response = await ask(server, { body: hello({ stream: true }), signal: leave.signal });
        await readUntil(response, "begun");
        leave.abort();
        await expectCancelled(await arrived);
      }
      await expectNobody(server);
    },
  },
  {
    name: "leaving: who reads no more, and then leaves, holds nothing open",
    run: async (server) => {
      server.upstream.script(text("endless ".repeat(300_000), { chunks: 4000 }), stall());
      const leave = new AbortController();
      const arrived = server.upstream.nextRequest();
      const response = await ask(server, { body: hello({ stream: true }), signal: leave.signal });
      await readUntil(response, "endless");
      await wait(100);
      leave.abort();
      await expectCancelled(await arrived);
      await expectNobody(server);
    },
  },
  {
    name: "leaving: right at the end of the stream leaves nothing behind",
    run: async (server) => {
      for (let turn = 0; turn < 5; turn += 1) {
        server.upstream.script(text("short"));
        const leave = new AbortController();
        const response = await ask(server, { body: hello({ stream: true }), signal: leave.signal });
        await readUntil(response, "event: message_stop");
        leave.abort();
      }
      await expectNobody(server);
      await expectMessage(await ask(server));
    },
  },
  {
    name: "leaving: while sending the body nothing is asked of the upstream",
    run: async (server) => {
      for (const path of ["/v1/messages", "/v1/messages/stream", "/v1/messages/count_tokens"]) {
        const leave = new AbortController();
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"model":"claude-sonnet-5","max_')),
        });
        const headers = { "content-type": "application/json" };
        const answer = ask(server, { path, body, headers, signal: leave.signal });
        setTimeout(() => leave.abort(), 50);
        await assert.rejects(answer);
      }
      await expectNobody(server);
      assert.equal(server.sent().length, 0);
    },
  },
  {
    name: "leaving: a socket that breaks off in the middle of a body leaves nothing behind",
    needs: ["raw-socket"],
    run: async (server) => {
      const whole = rawRequest(server);
      for (const at of [10, whole.length - 60, whole.length - 1]) {
        await withSocket(server, async (socket) => {
          await socket.send(whole.slice(0, at));
          await wait(30);
        });
      }
      await expectNobody(server);
      assert.equal(server.sent().length, 0);
    },
  },
  {
    name: "leaving: those who wait on a pipeline leave with it",
    needs: ["raw-socket"],
    run: async (server) => {
      server.upstream.script(stall());
      server.upstream.script(stall());
      await withSocket(server, async (socket) => {
        await socket.send(rawRequest(server) + rawRequest(server));
        await until(() => server.sent().length > 0, "the upstream was not asked");
        await wait(100);
      });
      await until(() => server.sent().every(({ aborted }) => aborted), "the upstream was not cancelled");
      await expectNobody(server);
      // Where requests of one socket are taken one after the other, the second was never asked.
      if (server.upstream.pending() > 0)
        await (await ask(server, { signal: AbortSignal.timeout(100) }).catch(() => null))?.text();
    },
  },
];
