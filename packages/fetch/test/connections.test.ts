import { describe, expect, it, vi } from "vitest";
import { localServer } from "../../core/test/support/local-server.js";
import { createHandler, type ResponseEntry } from "../src/index.js";
import { hello } from "./gateway.js";
import { names, whole } from "./upstream-words.js";

const bytes = whole.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");

/** A real upstream that answers so, a handler before it with the global `fetch`, and what it saw of both. */
async function gatewayBefore(end: (answer: { end(text?: string): void }) => void, restOfMessage = bytes) {
  const connections = new Set<unknown>();
  const logged: ResponseEntry[] = [];
  const closed = vi.fn();
  const upstream = await localServer((request, response) => {
    connections.add(request.socket);
    response.on("close", () => closed(response.writableFinished));
    response.writeHead(200, { "content-type": "text/event-stream" }).write(restOfMessage);
    end(response);
  });
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: "k" },
    model: "gpt-5.4",
    authenticate: false,
    logger: { info: (entry) => entry.event === "response" && logged.push(entry) },
  });
  const ask = (stream: boolean, signal?: AbortSignal, body: object = hello) =>
    handler(
      new Request("http://g/v1/messages", {
        method: "POST",
        body: JSON.stringify({ ...body, stream }),
        ...(signal && { signal }),
      }),
    );
  return { ask, connections, closed, logged, [Symbol.asyncDispose]: upstream[Symbol.asyncDispose] };
}

const aMoment = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the connection to the upstream", () => {
  it.each([
    ["at once", 0],
    ["a little later", 5],
  ])("is used again, where the answer ends %s behind its message", async (_name, ms) => {
    await using gate = await gatewayBefore((answer) => setTimeout(() => answer.end("data: [DONE]\n\n"), ms));
    for (let i = 0; i < 8; i++) {
      const text = await (await gate.ask(i % 2 === 0)).text();
      expect(text).toContain('"text":"Hi"');
      await aMoment();
    }
    expect(gate.connections.size).toBe(1);
    expect(gate.logged.map(({ outcome }) => outcome)).toEqual(Array(8).fill("completed"));
  });

  it("is used again also where the client is gone once it has its message", async () => {
    await using gate = await gatewayBefore((answer) => setTimeout(() => answer.end(), 20));
    for (let i = 0; i < 4; i++) {
      const leave = new AbortController();
      await (await gate.ask(i % 2 === 0, leave.signal)).text();
      leave.abort();
      await aMoment(60);
    }
    expect(gate.connections.size).toBe(1);
    expect(gate.logged.map(({ outcome }) => outcome)).toEqual(Array(4).fill("completed"));
  });

  it.each([true, false])(
    "is closed about a second behind a message whose answer does not end, and nobody waits for that (stream: %s)",
    async (stream) => {
      await using gate = await gatewayBefore(() => {});
      const began = performance.now();
      const text = await (await gate.ask(stream)).text();
      expect(text).toContain('"text":"Hi"');
      expect(performance.now() - began).toBeLessThan(900);
      expect(gate.closed).not.toHaveBeenCalled();
      await vi.waitFor(() => expect(gate.closed.mock.calls).toEqual([[false]]), { timeout: 5000 });
      expect(performance.now() - began).toBeGreaterThan(900);
    },
  );
});

// A busy machine may be late once, but not each time.
describe("the upstream is closed within 100 ms", { retry: 3 }, () => {
  it("where the client leaves", async () => {
    const text = bytes.slice(0, bytes.indexOf("data: ", bytes.indexOf("delta")));
    await using gate = await gatewayBefore(() => {}, text);
    const reader = (await gate.ask(true)).body?.getReader();
    await reader?.read();
    const left = performance.now();
    await reader?.cancel();
    await vi.waitFor(() => expect(gate.closed).toHaveBeenCalled(), { interval: 1 });
    expect(performance.now() - left).toBeLessThan(100);
    expect(gate.logged).toMatchObject([{ outcome: "cancelled" }]);
  });

  it.each([true, false])("where a stop sequence matched (stream: %s)", async (stream) => {
    const text = bytes.slice(0, bytes.indexOf("data: ", bytes.indexOf("delta")));
    await using gate = await gatewayBefore(() => {}, text);
    const answer = await (await gate.ask(stream, undefined, { ...hello, stop_sequences: ["i"] })).text();
    const ended = performance.now();
    expect(answer).toContain('"stop_reason":"stop_sequence"');
    if (stream) expect(names(answer).at(-1)).toBe("message_stop");
    await vi.waitFor(() => expect(gate.closed).toHaveBeenCalled(), { interval: 1 });
    expect(performance.now() - ended).toBeLessThan(100);
  });
});

describe("a client whose signal ends a stream that nobody cancels", () => {
  it("has left: the log says cancelled", async () => {
    const text = bytes.slice(0, bytes.indexOf("data: ", bytes.indexOf("delta")));
    await using gate = await gatewayBefore(() => {}, text);
    const leave = new AbortController();
    const response = await gate.ask(true, leave.signal);
    setTimeout(() => leave.abort(), 20);
    expect(names(await response.text()).at(-1)).toBe("error");
    expect(gate.logged).toMatchObject([{ outcome: "cancelled", errorType: null }]);
  });
});
