import { once } from "node:events";
import { connect } from "node:net";
import type { HandlerOptions } from "@transpond/fetch";
import { stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import fastify, { type FastifyServerOptions } from "fastify";
import { expect, it } from "vitest";
import { transpond } from "../src/index.js";

const hello = { model: "claude-x", max_tokens: 1024, stream: true, messages: [{ role: "user", content: "Hello" }] };
const body = JSON.stringify(hello);

/** An application whose upstream says some words and then nothing more, for ever. */
async function stalled(server: FastifyServerOptions, options: Partial<HandlerOptions> = {}, words = "One two") {
  const upstream = await startSimulatedOpenAI();
  upstream.script(text(words), stall());
  const app = fastify(server);
  const handlerOptions = { model: "gpt-5.4", authenticate: ["key"], logger: false as const, ...options };
  await app.register(transpond, { upstream: { baseURL: upstream.url, apiKey: "k" }, ...handlerOptions });
  const url = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  return {
    url,
    upstream,
    /** Milliseconds that closing took. */
    async close(): Promise<number> {
      const begun = performance.now();
      await app.close();
      return performance.now() - begun;
    },
    async [Symbol.asyncDispose]() {
      app.server.closeAllConnections();
      await app.close();
      await upstream.close();
    },
  };
}

/** The head of the answer is there once this resolves. */
const ask = (url: URL) =>
  fetch(new URL("/v1/messages", url), { method: "POST", headers: { "x-api-key": "key" }, body });

it.each<[string, FastifyServerOptions, HandlerOptions["timeouts"], number]>([
  ["the time that Fastify gives a hook", { pluginTimeout: 500 }, undefined, 400],
  ["timeouts.shutdown, which is shorter", { pluginTimeout: 20_000 }, { shutdown: 500 }, 450],
  ["timeouts.shutdown, where hooks have any time", { pluginTimeout: 0 }, { shutdown: 500 }, 450],
  ["the time that Fastify gives a hook, where the grace has no end", { pluginTimeout: 500 }, { shutdown: 0 }, 400],
])("app.close() resolves after %s, and what is left ends in an error", async (_, server, timeouts, atLeast) => {
  await using application = await stalled(server, { timeouts });
  const answer = (await ask(application.url)).text();
  const took = await application.close();
  expect(took).toBeGreaterThan(atLeast);
  expect(took).toBeLessThan(15_000);
  expect(await answer).toMatch(/event: error\ndata: .*"overloaded_error".*\n\n$/);
});

it.each([
  [true, [503, null, { error: "Service Unavailable" }], { statusCode: 503 }],
  [false, [529, "1", { type: "error", error: { type: "overloaded_error" } }], { status: "closing", in_progress: 1 }],
])("while it closes, with return503OnClosing %j, clients hear so", async (return503OnClosing, turnedAway, health) => {
  const options = { routes: { health: true } };
  await using application = await stalled({ pluginTimeout: 1000, return503OnClosing }, options);
  const answer = (await ask(application.url)).text();
  const closing = application.close();
  const late = await ask(application.url);
  expect([late.status, late.headers.get("retry-after"), await late.json()]).toMatchObject(turnedAway);
  const said = await fetch(new URL("/health", application.url));
  expect([said.status, await said.json()]).toMatchObject([503, health]);
  await Promise.all([answer, closing]);
});

it("a client that reads no more does not keep it from closing", async () => {
  await using application = await stalled({ pluginTimeout: 300 }, {}, `${"x".repeat(5000)} `.repeat(3000));
  const client = connect(Number(application.url.port), "127.0.0.1");
  client.on("error", () => {});
  client.write(
    `POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: key\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await once(client, "readable");
  expect(await application.close()).toBeLessThan(20_000);
  client.destroy();
});
