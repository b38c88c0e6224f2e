import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { toNodeListener, toRequest } from "../src/index.js";
import { serve } from "./serve.js";

/** Tells what arrived. */
const echo = async (request: Request) =>
  Response.json({
    method: request.method,
    url: new URL(request.url).pathname + new URL(request.url).search,
    headers: Object.fromEntries(request.headers),
    body: request.body === null ? null : await request.text(),
  });

const until = async (condition: () => boolean) => {
  const end = Date.now() + 3000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};

describe("a request", () => {
  it("arrives with method, path, query, headers and body", async () => {
    await using server = await serve(toNodeListener(echo));
    const response = await fetch(`${server.url}/v1/messages?beta=true`, {
      method: "POST",
      headers: { "x-api-key": "k", "anthropic-beta": "a,b" },
      body: "größe",
    });
    expect(await response.json()).toMatchObject({
      method: "POST",
      url: "/v1/messages?beta=true",
      headers: { "x-api-key": "k", "anthropic-beta": "a,b" },
      body: "größe",
    });
  });

  it("arrives whole when it is large and slow", async () => {
    await using server = await serve(
      toNodeListener(async (request) => new Response(String((await request.arrayBuffer()).byteLength))),
    );
    const chunks = Array.from({ length: 40 }, () => new Uint8Array(100_000));
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        const chunk = chunks.pop();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await fetch(server.url, { method: "POST", body, duplex: "half" });
    expect(await response.text()).toBe("4000000");
  });

  it.each<[string, unknown, string]>([
    ["an object", { a: [1, "ü"] }, '{"a":[1,"ü"]}'],
    ["a text", "raw", "raw"],
    ["bytes", Buffer.from("bytes"), "bytes"],
  ])("whose body the framework parsed to %s is written anew", async (_, parsed, expected) => {
    const listener = toNodeListener(echo);
    await using server = await serve((incoming, outgoing) => {
      incoming.resume().on("end", () => listener(Object.assign(incoming, { body: parsed }), outgoing));
    });
    const answer = await (await fetch(server.url, { method: "POST", body: "  {}  " })).json();
    expect(answer).toMatchObject({ body: expected });
    expect(answer).not.toHaveProperty("headers.content-length", "6");
  });

  it("is read from its stream when nobody has read it, whatever `body` says", async () => {
    const listener = toNodeListener(echo);
    await using server = await serve((incoming, outgoing) => listener(Object.assign(incoming, { body: {} }), outgoing));
    expect(await (await fetch(server.url, { method: "POST", body: "real" })).json()).toMatchObject({ body: "real" });
  });

  it("survives a host header that is no host", async () => {
    await using server = await serve(toNodeListener(echo));
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => {
        socket.write("GET /x HTTP/1.1\r\nHost: a b%%\r\nConnection: close\r\n\r\n");
      });
      let text = "";
      socket.on("data", (chunk) => (text += chunk)).on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer).toContain('"url":"/x"');
  });

  it("may be refused before it is read, and the client hears why", async () => {
    await using server = await serve(
      toNodeListener(async (request) => {
        await request.body?.cancel();
        return new Response("too large", { status: 413 });
      }),
    );
    const response = await fetch(server.url, { method: "POST", body: new Uint8Array(40_000_000) });
    expect([response.status, await response.text()]).toEqual([413, "too large"]);
  });
});

describe("an answer", () => {
  it("carries status, headers and several cookies", async () => {
    const headers = new Headers([
      ["x-a", "1"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
    await using server = await serve(toNodeListener(() => new Response("body", { status: 418, headers })));
    const response = await fetch(server.url);
    expect(response.status).toBe(418);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.text()).toBe("body");
  });

  it("to HEAD has no body", async () => {
    let cancelled = false;
    const body = () =>
      new ReadableStream({
        cancel: () => {
          cancelled = true;
        },
      });
    await using server = await serve(toNodeListener(() => new Response(body())));
    expect(await (await fetch(server.url, { method: "HEAD" })).text()).toBe("");
    expect(cancelled).toBe(true);
  });

  it("sends its head before the first chunk is there", async () => {
    await using server = await serve(toNodeListener(() => new Response(new ReadableStream())));
    const response = await fetch(server.url, { signal: AbortSignal.timeout(2000) });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });

  it("that breaks does not look complete", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("half"));
        setTimeout(() => controller.error(new Error("broken")), 20);
      },
    });
    await using server = await serve(toNodeListener(() => new Response(body)));
    await expect((await fetch(server.url)).text()).rejects.toThrow();
  });

  it("of a handler that throws is an Anthropic error without a word of it", async () => {
    await using server = await serve(
      toNodeListener(() => {
        throw new Error("secret");
      }),
    );
    const response = await fetch(server.url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      type: "error",
      error: { type: "api_error", message: "Internal server error" },
      request_id: null,
    });
  });

  it("waits for a client that reads slowly", async () => {
    let sent = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          sent += 65_536;
          controller.enqueue(new Uint8Array(65_536));
          if (sent > 200_000_000) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    await using server = await serve(toNodeListener(() => new Response(body)));
    const response = await new Promise<IncomingMessage>((resolve) => {
      httpRequest(server.url, resolve).end();
    });
    response.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toBe(before);
    expect(sent).toBeLessThan(50_000_000);
    response.destroy();
  });
});

describe("a client that leaves", () => {
  it("aborts the request's signal while the handler works", async () => {
    let aborted = false;
    await using server = await serve(
      toNodeListener(async (request) => {
        await request.text();
        await new Promise<void>((resolve) => {
          request.signal.addEventListener("abort", () => {
            aborted = true;
            resolve();
          });
        });
        return new Response("nobody");
      }),
    );
    const leave = new AbortController();
    const answer = fetch(server.url, { method: "POST", body: "{}", signal: leave.signal }).catch(() => "left");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(aborted).toBe(false);
    leave.abort();
    expect(await answer).toBe("left");
    await until(() => aborted);
  });

  it("cancels the answer's body and aborts the signal", async () => {
    let cancelled = false;
    let aborted = false;
    await using server = await serve(
      toNodeListener((request) => {
        request.signal.addEventListener("abort", () => {
          aborted = true;
        });
        return new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode("one")),
            cancel: () => {
              cancelled = true;
            },
          }),
        );
      }),
    );
    const response = await fetch(server.url);
    await response.body?.cancel();
    await until(() => cancelled && aborted);
  });

  it("does not abort a request that was answered whole", async () => {
    let aborted = false;
    await using server = await serve(
      toNodeListener(async (request) => {
        request.signal.addEventListener("abort", () => {
          aborted = true;
        });
        return new Response(await request.text());
      }),
    );
    const response = await fetch(server.url, { method: "POST", body: "x", headers: { connection: "close" } });
    await response.text();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(aborted).toBe(false);
  });
});

describe("a path that a framework cut", () => {
  it("is taken instead of the request's own", async () => {
    await using server = await serve((incoming: IncomingMessage, outgoing: ServerResponse) => {
      outgoing.end(new URL(toRequest(incoming, outgoing, "/rest?x=1").url).pathname);
    });
    expect(await (await fetch(`${server.url}/mount/rest`)).text()).toBe("/rest");
  });
});
