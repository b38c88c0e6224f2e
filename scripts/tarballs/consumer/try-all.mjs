import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import { fakeUpstream } from "./fake-upstream.mjs";

/**
 * Loads every entry, and has a message through each of them that serves messages.
 *
 * @param load `import` or `require`, of the project that the packages are installed in
 */
export async function tryAll(load, entries) {
  for (const entry of entries) assert.ok(Object.keys(await load(entry)).length > 0, `${entry} exports nothing`);
  const upstream = await fakeUpstream();
  const options = {
    upstream: { baseURL: upstream.url, apiKey: "upstream-key" },
    model: "gpt-5.4",
    authenticate: ["gateway-key"],
    logger: false,
  };
  try {
    for (const [name, mount] of Object.entries(mounts)) {
      const served = await mount(load, options);
      try {
        await talk(name, served.fetch);
      } finally {
        await served.close?.();
      }
    }
    await throughCore(load, upstream.url);
    await locally(load);
  } finally {
    await upstream.close();
  }
}

const mounts = {
  fetch: async (load, options) => {
    const { createHandler } = await load("@transpond/fetch");
    const handler = createHandler(options);
    return { fetch: (path, init) => handler(new Request(`http://localhost${path}`, init)) };
  },
  node: async (load, options) => {
    const { createHandler } = await load("@transpond/fetch");
    const { toNodeListener, closeServer } = await load("@transpond/node");
    const handler = createHandler(options);
    const server = createServer(toNodeListener(handler)).listen(0, "127.0.0.1");
    return onPort(server, () => closeServer(server, handler));
  },
  express: async (load, options) => {
    const { transpond } = await load("@transpond/express");
    const express = byDefault(await load("express"));
    const server = express().use(transpond(options)).listen(0, "127.0.0.1");
    return onPort(server, () => {
      server.closeAllConnections();
      server.close();
    });
  },
  fastify: async (load, options) => {
    const { transpond } = await load("@transpond/fastify");
    const app = byDefault(await load("fastify"))({ forceCloseConnections: true });
    await app.register(transpond, options);
    await app.listen({ port: 0, host: "127.0.0.1" });
    return onPort(app.server, () => app.close());
  },
};

const byDefault = (module) => module.default ?? module;

async function onPort(server, close) {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  return { fetch: (path, init) => fetch(base + path, init), close };
}

const question = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user", content: "Hi" }] };
const post = (body) => ({
  method: "POST",
  headers: { "content-type": "application/json", "x-api-key": "gateway-key" },
  body: JSON.stringify(body),
});

async function talk(name, ask) {
  const whole = await (await ask("/v1/messages", post(question))).json();
  assert.deepEqual([whole.content?.[0]?.text, whole.stop_reason], ["Hello", "end_turn"], name);
  const stream = await (await ask("/v1/messages", post({ ...question, stream: true }))).text();
  assert.match(stream, /"text":"Hello"[\s\S]*event: message_stop/, name);
  const { input_tokens } = await (await ask("/v1/messages/count_tokens", post(question))).json();
  assert.ok(input_tokens > 0, `${name} counts nothing`);
  assert.equal((await ask("/v1/messages", { ...post(question), headers: {} })).status, 401, name);
}

async function throughCore(load, url) {
  const { toOpenAIRequest, streamTranslator } = await load("@transpond/core");
  const { request, context } = toOpenAIRequest(question, { model: "gpt-5.4" });
  const body = JSON.stringify({ ...request, stream: true });
  const { message } = await streamTranslator(fetch(`${url}/responses`, { method: "POST", body }), context).result;
  assert.equal(message.content[0].text, "Hello");
}

async function locally(load) {
  const { countTokens } = await load("@transpond/core/tokens");
  assert.ok((await countTokens(question, { model: "gpt-5.4" })).input_tokens > 0);
  const { redact } = await load("@transpond/core/redact");
  assert.ok(!redact("Write to jane@example.org").includes("jane@example.org"));
}
