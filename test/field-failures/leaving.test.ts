import { createServer, type RequestListener } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { transpond as expressTranspond } from "@transpond/express";
import { transpond as fastifyTranspond } from "@transpond/fastify";
import { createHandler, type HandlerOptions, type ResponseEntry } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { delay, stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import express from "express";
import fastify from "fastify";
import { describe, expect, it, vi } from "vitest";
import { closeServer, listenOnLoopback } from "../../e2e/listen.js";
import { hello } from "./gateway.js";

/** The gateway behind a real socket, served in each way that hosts have. */
const servers: Record<string, (options: HandlerOptions) => Promise<{ url: string; close: () => Promise<unknown> }>> = {
  node: (options) => listening(toNodeListener(createHandler(options))),
  express: (options) => listening(express().use(express.json(), expressTranspond(options))),
  fastify: async (options) => {
    const app = fastify({ forceCloseConnections: true });
    await app.register(fastifyTranspond, options);
    return { url: await app.listen({ host: "127.0.0.1", port: 0 }), close: () => app.close() };
  },
};

async function listening(listener: RequestListener) {
  const server = createServer(listener);
  const url = await listenOnLoopback(server);
  return { url, close: () => closeServer(server) };
}

async function gateway(serve: NonNullable<(typeof servers)[string]>) {
  const upstream = await startSimulatedOpenAI();
  const logged: ResponseEntry[] = [];
  const server = await serve({
    upstream: { baseURL: upstream.url, apiKey: "sk-server" },
    model: "gpt-5.4",
    authenticate: ["gateway-key"],
    logger: { info: (entry) => entry.event === "response" && logged.push(entry) },
  });
  // As patient as clients are: they ask twice more.
  const client = new Anthropic({ apiKey: "gateway-key", baseURL: server.url, maxRetries: 2 });
  const close = async () => {
    await upstream.close();
    await server.close();
  };
  return { upstream, client, logged, [Symbol.asyncDispose]: close };
}

/** Milliseconds from now until the upstream's connection is closed. */
async function untilClosed(request: { closed: Promise<unknown> } | undefined): Promise<number> {
  const left = performance.now();
  await request?.closed;
  return performance.now() - left;
}

// A busy machine may be late once, but not each time.
describe.each(Object.entries(servers))("leaving, by %s", { retry: 3 }, (_, serve) => {
  it("F47: a client that leaves in the middle ends the upstream's work at once, and nobody is asked instead", async () => {
    await using gate = await gateway(serve);
    gate.upstream.script(text("One two three"), stall());
    const stream = gate.client.messages.stream(hello);
    let took: Promise<number> | undefined;
    stream.once("text", () => {
      took = untilClosed(gate.upstream.requests[0]);
      stream.abort();
    });
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(await took).toBeLessThan(100);
    expect(await gate.upstream.requests[0]?.closed).toBe("aborted");
    await vi.waitFor(() => expect(gate.logged.map(({ outcome }) => outcome)).toEqual(["cancelled"]));
    expect(gate.upstream.requests).toHaveLength(1);
  });

  it("F47: so does one that leaves before the answer has begun", async () => {
    await using gate = await gateway(serve);
    gate.upstream.script(delay(60_000), text("late"));
    const leave = new AbortController();
    const answer = gate.client.messages.create(hello, { signal: leave.signal });
    const request = await gate.upstream.nextRequest(1);
    const took = untilClosed(request);
    leave.abort();
    await expect(answer).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(await took).toBeLessThan(100);
    expect(await request.closed).toBe("aborted");
    await vi.waitFor(() => expect(gate.logged).toMatchObject([{ outcome: "cancelled", status: 499 }]));
    expect(gate.upstream.requests).toHaveLength(1);
  });

  it.each([false, true])(
    "F47: an answer that comes long after the body was read is complete (stream: %s)",
    async (stream) => {
      await using gate = await gateway(serve);
      gate.upstream.script(delay(100), text("One two"), delay(100), text("three"));
      const message = stream
        ? await gate.client.messages.stream(hello).finalMessage()
        : await gate.client.messages.create(hello);
      expect(message.content).toMatchObject([{ text: "One two" }, { text: "three" }]);
      await vi.waitFor(() =>
        expect(gate.logged).toMatchObject([{ outcome: "completed", status: 200, errorType: null }]),
      );
      expect(await gate.upstream.requests[0]?.closed).toBe("finished");
    },
  );
});
