import { strict as assert } from "node:assert";
import { asObject } from "../../json.js";
import { ask, expectError } from "../ask.js";
import { hello, type Profile, type Scenario, type ServerUnderTest } from "../scenario.js";

const path = "/v1/messages/count_tokens";
const { max_tokens: _, ...question } = hello();

async function count(server: ServerUnderTest, more: object = {}, query = ""): Promise<object> {
  const response = await ask(server, { path: `${path}${query}`, body: { ...question, ...more } });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("request-id") ?? "", /^req_/);
  return asObject(await response.json());
}

const asksUpstream: Profile = { countTokens: "upstream" };

/** `POST /v1/messages/count_tokens` */
export const counting: readonly Scenario[] = [
  {
    name: "count_tokens: counts, without asking the upstream, and more for more",
    run: async (server) => {
      const short = await count(server);
      const long = await count(server, { system: "Answer as a pirate would, at length." });
      assert.deepEqual(Object.keys(short), ["input_tokens"]);
      assert.ok(Number(asObject(long).input_tokens) > Number(asObject(short).input_tokens));
      assert.equal(server.sent().length, 0);
      assert.deepEqual(await count(server, {}, "?beta=true"), { ...short, context_management: null });
    },
  },
  {
    name: "count_tokens: a burst of equal ones is counted once, and all hear the same",
    profile: asksUpstream,
    run: async (server) => {
      const messages = [{ role: "user", content: `Hello at ${Date.now()}` }];
      const counts = await Promise.all(Array.from({ length: 15 }, () => count(server, { messages })));
      assert.equal(new Set(counts.map((answer) => JSON.stringify(answer))).size, 1);
      assert.deepEqual(
        server.sent().map((request) => request.path),
        ["/v1/responses/input_tokens"],
      );
    },
  },
  {
    name: "count_tokens: a burst of different ones mixes nothing up",
    run: async (server) => {
      const words = Array.from({ length: 15 }, (_, at) => "more ".repeat(at * 20 + 1));
      const ask = (word: string) => count(server, { messages: [{ role: "user", content: word }] });
      const counts = (await Promise.all(words.map(ask))).map((answer) => Number(asObject(answer).input_tokens));
      assert.deepEqual(
        counts,
        [...counts].sort((one, other) => one - other),
      );
      assert.equal(new Set(counts).size, 15);
    },
  },
  {
    name: "count_tokens: a request that would be refused is refused here",
    run: async (server) => {
      const { message } = await expectError(
        await ask(server, { path, body: { model: "claude-sonnet-5" } }),
        400,
        "invalid_request_error",
      );
      assert.match(message, /^messages/);
    },
  },
];
