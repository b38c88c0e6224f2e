import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { createHandler } from "@transpond/fetch";
import { afterEach, describe, expect, it, vi } from "vitest";
import { toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

const usage = { input_tokens: 1, output_tokens: 1 };
const item = {
  type: "message",
  id: "m",
  role: "assistant",
  content: [{ type: "output_text", text: "Hi", annotations: [] }],
};
const response = { id: "r", object: "response", status: "completed", model: "gpt-5.4", output: [item], usage };
const stream = `data: ${JSON.stringify({ type: "response.completed", response })}\n\n`;
const body = JSON.stringify({ model: "claude-x", max_tokens: 9, messages: [{ role: "user", content: "Hello" }] });

/** An upstream that answers as it is told, and a gateway in front of it. */
async function behind(listener: RequestListener, { headers = {}, mount = toNodeListener } = {}) {
  const upstream = createServer(listener).listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const sockets = new Set<Socket>();
  upstream.on("connection", (socket) => sockets.add(socket));
  const handler = createHandler({
    upstream: { apiKey: "k", baseURL: `http://127.0.0.1:${port}/v1`, headers },
    model: "gpt-5.4",
    authenticate: false,
    logger: false,
  });
  const gateway = await serve(mount(handler));
  return {
    sockets,
    port: gateway.port,
    ask: () => fetch(`http://127.0.0.1:${gateway.port}/v1/messages`, { method: "POST", body }),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      upstream.closeAllConnections();
      upstream.close();
    },
  };
}

const answering =
  (text: string | Uint8Array, headers: Record<string, string> = {}): RequestListener =>
  async (incoming, outgoing) => {
    for await (const _ of incoming);
    outgoing.writeHead(200, { "content-type": "text/event-stream", ...headers }).end(text);
  };

describe("an upstream that is asked by Node's own client", () => {
  it("keeps its connection", async () => {
    await using gateway = await behind(answering(stream));
    for (let turn = 0; turn < 5; turn += 1)
      expect(await (await gateway.ask()).json()).toMatchObject({ type: "message" });
    expect(gateway.sockets.size).toBe(1);
  });

  it("hears what it needs to, and nothing of the client's", async () => {
    const heard: unknown[] = [];
    await using gateway = await behind((incoming, outgoing) => {
      heard.push(incoming.headers, incoming.method, incoming.url);
      answering(stream)(incoming, outgoing);
    });
    await (await gateway.ask()).text();
    expect(heard).toEqual([
      {
        accept: "text/event-stream",
        authorization: "Bearer k",
        connection: "keep-alive",
        "content-length": expect.stringMatching(/^\d+$/),
        "content-type": "application/json",
        host: expect.stringMatching(/^127\.0\.0\.1:/),
        "user-agent": "node",
        "x-client-request-id": expect.any(String),
        "x-request-id": expect.any(String),
      },
      "POST",
      "/v1/responses",
    ]);
  });

  it.each([
    ["gzip", gzipSync(stream)],
    ["x-gzip", gzipSync(stream)],
    ["deflate", deflateSync(stream)],
    ["br", brotliCompressSync(stream)],
  ])("may compress what nobody asked it to: %s", async (encoding, bytes) => {
    await using gateway = await behind(answering(bytes, { "content-encoding": encoding }));
    expect(await (await gateway.ask()).json()).toMatchObject({ content: [{ type: "text", text: "Hi" }] });
  });

  it("fails where what it compressed breaks off", async () => {
    await using gateway = await behind(answering(gzipSync(stream).subarray(0, 40), { "content-encoding": "gzip" }));
    expect((await gateway.ask()).status).toBe(500);
  });

  it("may answer without a body", async () => {
    await using gateway = await behind((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(204).end();
    });
    expect((await gateway.ask()).status).toBe(500);
  });
});

describe("a process that has changed its fetch", () => {
  const native = globalThis.fetch;
  // Later releases of Node keep one under each, and use the second.
  const keys = [2, 1]
    .map((version) => Symbol.for(`undici.globalDispatcher.${version}`))
    .filter((each) => each in globalThis);
  const [key] = keys;
  afterEach(() => {
    globalThis.fetch = native;
  });

  it("is asked by that one", async () => {
    await using gateway = await behind(answering(stream));
    const changed = vi.fn(native);
    const answer = gateway.ask();
    globalThis.fetch = changed;
    expect((await answer).status).toBe(200);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it("is asked by that one also where that was before the handler was loaded", async () => {
    const changed = vi.fn(async () => new Response(stream, { headers: { "content-type": "text/event-stream" } }));
    const kept = keys.map((each) => [each, Reflect.get(globalThis, each)] as const);
    // As in a process in which nobody has sent anything yet.
    for (const each of keys) Reflect.set(globalThis, each, undefined);
    globalThis.fetch = changed;
    vi.resetModules();
    try {
      const { toNodeListener } = await import("../src/index.js");
      await using gateway = await behind(answering(stream), { mount: toNodeListener });
      const sent = request({ port: gateway.port, path: "/v1/messages", method: "POST" }).end(body);
      const [answer]: IncomingMessage[] = await once(sent, "response");
      answer?.resume();
      expect(answer?.statusCode).toBe(200);
    } finally {
      for (const [each, dispatcher] of kept) Reflect.set(globalThis, each, dispatcher);
    }
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it("is asked by the global one where its dispatcher was set, such as for a proxy", async () => {
    await using gateway = await behind(answering(stream));
    if (key === undefined) throw new Error("This Node keeps its dispatcher elsewhere.");
    const own: unknown = Reflect.get(globalThis, key);
    const used = vi.fn();
    const answer = gateway.ask();
    Reflect.set(globalThis, key, { dispatch: (...args: unknown[]) => [used(), dispatch(own, args)][1] });
    try {
      expect((await answer).status).toBe(200);
    } finally {
      Reflect.set(globalThis, key, own);
    }
    expect(used).toHaveBeenCalledTimes(1);
  });
});

function dispatch(dispatcher: unknown, args: unknown[]): unknown {
  const own: unknown = typeof dispatcher === "object" && dispatcher !== null && Reflect.get(dispatcher, "dispatch");
  return typeof own === "function" ? Reflect.apply(own, dispatcher, args) : undefined;
}

describe("an upstream that cannot be asked", () => {
  it("because it wants another protocol is a failure at once", async () => {
    await using gateway = await behind((_, outgoing) => {
      outgoing.socket?.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n");
    });
    expect((await gateway.ask()).status).toBe(500);
  });

  it.each(["http://user:password@127.0.0.1/v1", "https://user@127.0.0.1/v1"])("%s is refused at start", (baseURL) => {
    const options = { upstream: { baseURL }, model: "gpt-5.4", authenticate: false } as const;
    expect(() => createHandler(options)).toThrow(TypeError);
  });

  it("is not told of the client's connection by headers that the host hands on", async () => {
    const heard: NodeJS.Dict<string | string[]>[] = [];
    const headers = { connection: "close", "content-length": "3", "transfer-encoding": "chunked", "x-own": "1" };
    await using gateway = await behind(
      (incoming, outgoing) => {
        heard.push(incoming.headers);
        answering(stream)(incoming, outgoing);
      },
      { headers },
    );
    expect((await gateway.ask()).status).toBe(200);
    expect(heard).toMatchObject([{ connection: "keep-alive", "content-length": expect.any(String), "x-own": "1" }]);
    expect(heard[0]).not.toHaveProperty("transfer-encoding");
  });
});
