import { once } from "node:events";
import { type ClientHttp2Session, connect, constants, createServer } from "node:http2";
import { describe, expect, it } from "vitest";
import { toNodeListener } from "../src/index.js";

/** Serves a handler over HTTP/2 and opens a client on it. */
async function serve(handler: Parameters<typeof toNodeListener>[0]) {
  const server = createServer(toNodeListener(handler));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const client = connect(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  return {
    client,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function ask(client: ClientHttp2Session, headers: Record<string, string | string[]>, body?: string) {
  const stream = client.request(headers);
  stream.end(body);
  const [head]: Record<string, unknown>[] = await once(stream, "response");
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return { head, text };
}

describe("HTTP/2", () => {
  it("carries a request and its answer", async () => {
    await using server = await serve(async (request) => {
      const { pathname, search, host } = new URL(request.url);
      const told = { method: request.method, path: pathname + search, host, key: request.headers.get("x-api-key") };
      return Response.json({ ...told, body: await request.text() }, { status: 201, headers: { "x-a": "1" } });
    });
    const sent = { ":method": "POST", ":path": "/v1/messages?a=1", ":authority": "gate.example:1", "x-api-key": "k" };
    const { head, text } = await ask(server.client, sent, "größe");
    expect(head).toMatchObject({ ":status": 201, "x-a": "1" });
    const host = "gate.example:1";
    expect(JSON.parse(text)).toEqual({ method: "POST", path: "/v1/messages?a=1", host, key: "k", body: "größe" });
  });

  it("answers HEAD without a body", async () => {
    await using server = await serve(() => new Response("body"));
    const { head, text } = await ask(server.client, { ":method": "HEAD", ":path": "/" });
    expect([head?.[":status"], text]).toEqual([200, ""]);
  });

  it("streams at the speed of the client, and hears it leave", async () => {
    let sent = 0;
    const left: string[] = [];
    await using server = await serve((request) => {
      request.signal.addEventListener("abort", () => left.push("signal"));
      return new Response(
        new ReadableStream(
          {
            pull(controller) {
              sent += 65_536;
              controller.enqueue(new Uint8Array(65_536));
            },
            cancel: () => void left.push("body"),
          },
          { highWaterMark: 0 },
        ),
      );
    });
    const stream = server.client.request({ ":path": "/" });
    await once(stream, "response");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toBe(before);
    expect(left).toEqual([]);
    stream.close(constants.NGHTTP2_CANCEL);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(left.sort()).toEqual(["body", "signal"]);
  });
});
