import { strict as assert } from "node:assert";
import { cut, delay, failBefore, failInside, rateLimited, stall, text } from "../reply/builders.js";
import type { Reply } from "../reply/steps.js";
import { ask, errorIn, eventsOf, expectError, textOf } from "./ask.js";
import { hello, type Scenario, type ServerUnderTest, tight } from "./scenario.js";

/** Behaviours after which no answer can begin: status and type, whether a stream was asked for or not. */
const refusals: readonly (readonly [upstream: string, status: number, type: string])[] = [
  ["refused", 500, "api_error"],
  ["unresolved", 500, "api_error"],
  ["tls", 500, "api_error"],
  ["reset", 500, "api_error"],
  ["redirect", 500, "api_error"],
  ["html", 500, "api_error"],
  ["htmlError", 500, "api_error"],
  ["emptyError", 500, "api_error"],
  ["emptyBody", 500, "api_error"],
  ["otherJson", 500, "api_error"],
  ["garbage", 500, "api_error"],
  ["hugeJson", 500, "api_error"],
  ["hugeError", 500, "api_error"],
];

/** Behaviours that take longer than the limits allow: 504 as JSON, an error at the end of a stream. */
const delays = ["silent", "headOnly", "stalled", "endless", "comments"] as const;

const refused = ([upstream, status, type]: (typeof refusals)[number]): Scenario => ({
  name: `upstream: ${upstream} is ${status} ${type}`,
  profile: tight,
  run: async (server) => {
    for (const stream of [false, true]) {
      await expectError(await ask(server, { upstream, body: hello({ stream }) }), status, type);
    }
  },
});

const tooSlow = (upstream: string): Scenario => ({
  name: `upstream: ${upstream} ends in timeout_error, in time`,
  profile: tight,
  run: async (server) => {
    const began = Date.now();
    const asJson = ask(server, { upstream }).then((response) => expectError(response, 504, "timeout_error"));
    const streamed = await ask(server, { upstream, body: hello({ stream: true }) });
    const events = await eventsOf(streamed);
    assert.equal(errorIn(events.at(-1)).type, "timeout_error");
    assert.equal(events.filter(({ type }) => type === "message_stop").length, 0);
    await asJson;
    assert.ok(Date.now() - began < 4000, "in time");
  },
});

/**
 * Asks for an answer that breaks off. A client of the upstream's may send on a connection that is just being closed, and
 * then its request fails without having been heard (Bun does); so it asks again, as often as the reply is not used.
 */
async function askForBroken(server: ServerUnderTest, reply: Reply, check: () => Promise<unknown>): Promise<void> {
  server.upstream.script(text("one two three"), reply);
  for (let attempt = 0; attempt === 0 || (attempt < 5 && server.upstream.pending() > 0); attempt += 1) await check();
}

/** A whole answer, and how many events of it go out before the connection breaks. */
const cutAt = (after: number, how: "reset" | "end"): Scenario => ({
  name: `upstream: an answer that is ${how === "end" ? "ended" : "cut"} after ${after} events is a failure`,
  run: async (server) => {
    await askForBroken(server, cut({ after, how }), async () => {
      const response = await ask(server, { body: hello({ stream: true }) });
      if (response.status !== 200) return expectError(response, 500, "api_error");
      const events = await eventsOf(response);
      assert.equal(errorIn(events.at(-1)).type, "api_error");
      assert.ok(!events.some(({ type }) => type === "message_stop"));
    });
    await askForBroken(server, cut({ after, how }), async () => expectError(await ask(server), 500, "api_error"));
  },
});

/** Upstreams that behave badly: each ends in the right Anthropic error, within its deadline. */
export const upstreamScenarios: readonly Scenario[] = [
  ...refusals.map(refused),
  ...delays.map(tooSlow),
  // Behind the last event of the answer nothing is missing any more.
  ...Array.from({ length: 9 }, (_, after) => [cutAt(after, "end"), cutAt(after, "reset")]).flat(),
  {
    name: "upstream: an event without end ends in an error, by its size or its time",
    profile: tight,
    run: async (server) => {
      const response = await ask(server, { upstream: "hugeEvent", body: hello({ stream: true }) });
      // Before the head or behind it, as fast as the runtime reads.
      const error = response.ok ? errorIn((await eventsOf(response)).at(-1)) : errorIn(await response.json());
      assert.match(error.type, /^(?:timeout|api)_error$/);
    },
  },
  {
    name: "upstream: a redirect is not followed, for the key would go with it",
    profile: tight,
    run: async (server) => {
      await (await ask(server, { upstream: "redirect" })).text();
      assert.equal(server.rogue.asked.stolen, undefined);
    },
  },
  {
    name: "upstream: a whole answer in JSON where a stream was asked for is taken",
    run: async (server) => {
      for (const stream of [false, true]) {
        const response = await ask(server, { upstream: "json", body: hello({ stream }) });
        const said = stream ? await eventsOf(response) : await response.json();
        assert.equal(textOf(said), "All at once");
      }
    },
  },
  {
    name: "upstream: a stream under a wrong name is read, and its end is missed",
    run: async (server) => {
      const response = await ask(server, { upstream: "plainText", body: hello({ stream: true }) });
      const events = await eventsOf(response);
      assert.equal(textOf(events), "and on ");
      assert.equal(errorIn(events.at(-1)).type, "api_error");
    },
  },
  {
    name: "upstream: a failure before the stream is a status, and says when to come again",
    run: async (server) => {
      server.upstream.script(rateLimited(7));
      const response = await ask(server, { body: hello({ stream: true }) });
      assert.equal(response.headers.get("retry-after"), "7");
      await expectError(response, 429, "rate_limit_error");
      server.upstream.script(failBefore({ status: 503, message: "busy" }));
      await expectError(await ask(server), 529, "overloaded_error");
    },
  },
  {
    name: "upstream: a failure inside a stream that has not begun is a status too",
    run: async (server) => {
      server.upstream.script(failInside({ code: "context_length_exceeded", message: "too long" }));
      const response = await ask(server, { body: hello({ stream: true }) });
      const { message } = await expectError(response, 400, "invalid_request_error");
      assert.match(message, /^prompt is too long/);
    },
  },
  {
    name: "upstream: a failure in the middle of a stream is its last event",
    run: async (server) => {
      server.upstream.script(text("It is"), failInside({ code: "server_error", message: "down" }));
      const events = await eventsOf(await ask(server, { body: hello({ stream: true }) }));
      assert.equal(textOf(events), "It is");
      assert.equal(errorIn(events.at(-1)).type, "api_error");
    },
  },
  {
    name: "upstream: silence is filled with pings until the answer comes",
    profile: tight,
    run: async (server) => {
      server.upstream.script(text("Here"), delay(250), text("it is"));
      const events = await eventsOf(await ask(server, { body: hello({ stream: true }) }));
      assert.ok(events.filter(({ type }) => type === "ping").length >= 3);
      assert.equal(events.at(-1)?.type, "message_stop");
    },
  },
  {
    name: "upstream: one that stalls holds up nobody else",
    run: async (server) => {
      server.upstream.script(text("and so on"), stall());
      const leave = new AbortController();
      const stalled = await ask(server, { body: hello({ stream: true }), signal: leave.signal });
      assert.equal(stalled.status, 200);
      assert.equal((await ask(server)).status, 200);
      leave.abort();
      await stalled.text().catch(() => {});
    },
  },
];
