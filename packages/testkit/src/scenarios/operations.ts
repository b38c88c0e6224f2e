import { strict as assert } from "node:assert";
import { asObject } from "../json.js";
import { failBefore, stall, text } from "../reply/builders.js";
import { ask, expectError } from "./ask.js";
import { expectMessage, expectStream } from "./expect-message.js";
import { readUntil } from "./read-until.js";
import { hello, type Profile, type Scenario, type ServerUnderTest } from "./scenario.js";
import { until } from "./within.js";

const two: Profile = { limits: { concurrency: 2 } };

async function health(server: ServerUnderTest): Promise<unknown> {
  const response = await ask(server, { path: "/health", method: "GET" });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
  return response.json();
}

const expectNobody = (server: ServerUnderTest) =>
  until(async () => asObject(await health(server)).in_progress === 0, "a message is still in progress");

/** Begins a stream that does not end before its client leaves. */
async function occupy(server: ServerUnderTest): Promise<() => void> {
  server.upstream.script(text("begun"), stall());
  const leave = new AbortController();
  const response = await ask(server, { body: hello({ stream: true }), signal: leave.signal });
  await readUntil(response, "begun");
  return () => leave.abort();
}

const wrongMethods: readonly (readonly [method: string, path: string, allow: string])[] = [
  ["GET", "/v1/messages", "POST"],
  ["PUT", "/v1/messages/stream", "POST"],
  ["DELETE", "/v1/messages/count_tokens", "POST"],
  ["POST", "/v1/models", "GET"],
  ["PATCH", "/v1/models/claude-opus-5", "GET"],
];

/** How it is run. */
export const operationScenarios: readonly Scenario[] = [
  {
    name: "operations: health says how many messages are in progress",
    run: async (server) => {
      assert.deepEqual(await health(server), { status: "ok", in_progress: 0 });
      const leave = await occupy(server);
      assert.deepEqual(await health(server), { status: "ok", in_progress: 1 });
      leave();
      await expectNobody(server);
    },
  },
  {
    name: "operations: one message too many is 529 with retry-after, until there is room again",
    profile: two,
    run: async (server) => {
      await expectNobody(server);
      const leave = [await occupy(server), await occupy(server)];
      for (const body of [hello(), hello({ stream: true })]) {
        const response = await ask(server, { body });
        assert.match(response.headers.get("retry-after") ?? "", /^\d+$/);
        await expectError(response, 529, "overloaded_error");
      }
      // What costs nothing goes on.
      const { max_tokens: _, ...question } = hello();
      assert.equal((await ask(server, { path: "/v1/messages/count_tokens", body: question })).status, 200);
      assert.equal((await ask(server, { path: "/v1/models", method: "GET" })).status, 200);
      assert.equal(server.sent().length, 2);
      leave[0]?.();
      await until(async () => asObject(await health(server)).in_progress === 1, "a place is free");
      await expectMessage(await ask(server));
      leave[1]?.();
      await expectNobody(server);
    },
  },
  {
    name: "operations: whatever a message ends in, its place is free again",
    profile: two,
    run: async (server) => {
      await expectNobody(server);
      const bodies = [
        hello({ messages: [] }),
        "no JSON",
        hello({ model: "claude-x", tools: 5 }),
        hello({ stream: true }),
      ];
      for (let turn = 0; turn < 3; turn += 1) {
        for (const body of bodies) await (await ask(server, { body })).text();
        server.upstream.script(failBefore({ status: 500, message: "down" }));
        await expectError(await ask(server), 500, "api_error");
        await expectError(await ask(server, { headers: { "x-api-key": "wrong" } }), 401, "authentication_error");
      }
      await expectNobody(server);
      await expectStream(await ask(server, { body: hello({ stream: true }) }));
    },
  },
  {
    name: "operations: a wrong method is 405, and hears which is right",
    run: async (server) => {
      for (const [method, path, allow] of wrongMethods) {
        const response = await ask(server, { method, path, body: null });
        assert.equal(response.headers.get("allow"), allow);
        await expectError(response, 405, "invalid_request_error");
      }
    },
  },
  {
    name: "operations: where nobody else serves, what is not known is not_found_error",
    needs: ["alone"],
    run: async (server) => {
      for (const path of ["/", "/v1", "/v1/messages/batches", "/v2/messages", "/v1/models/a/b"]) {
        await expectError(await ask(server, { path, body: null }), 404, "not_found_error");
      }
    },
  },
];
