import type { IncomingMessage, ServerResponse } from "node:http";
import OpenAI from "openai";
import { describe, expect, it, vi } from "vitest";
import { type StreamEvent, streamTranslator } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { closed, eventStream, localServer } from "../support/local-server.js";
import { collect, endOf } from "../support/sources.js";
import { visibleTextOf } from "../support/stream-readings.js";
import { textStream, toSse } from "../support/upstream-events.js";
import { duration, withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");

/** The official client in front of a server that answers so; its stream, translated. */
async function throughClient(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  use: (translated: ReturnType<typeof streamTranslator>, client: OpenAI) => Promise<void>,
  options: { onError?: (error: object) => void; signal?: AbortSignal; timeout?: number } = {},
): Promise<void> {
  await using server = await localServer((request, response) => answer(response, request));
  const { onError, signal, timeout } = options;
  const client = new OpenAI({ apiKey: "sk-test", baseURL: server.url, maxRetries: 0, ...(timeout && { timeout }) });
  vi.spyOn(console, "error").mockImplementation(() => {});
  const source = client.responses.create({ model: "gpt-test", input: "Hi", stream: true });
  await withoutUnhandledRejections(() => use(streamTranslator(source, context, { onError, signal }), client));
}

/** Answers with some events, and then as it is told. */
const say = (count: number, then: (response: ServerResponse) => void) => (response: ServerResponse) => {
  response.writeHead(200, eventStream).write(toSse(stream.slice(0, count)), () => then(response));
};

describe("the stream of the official client, over a real socket", () => {
  it("is translated whole", async () => {
    const answer = say(stream.length, (response) => response.end());
    await throughClient(answer, async (translated) => {
      const events = await collect(translated);
      expect([visibleTextOf(events), endOf(events)]).toEqual(["Hello", "message_stop"]);
    });
  });

  it.each<[string, object, string, number]>([
    [
      "nested",
      { error: { type: "tokens", code: "rate_limit_exceeded", message: "Slow down" } },
      "rate_limit_error",
      429,
    ],
    ["flat", { code: "server_error", message: "Oh" }, "api_error", 500],
    ["that is too long", { error: { code: "context_length_exceeded", message: "" } }, "invalid_request_error", 400],
  ])("tells what it throws for an error event, %s, without a status", async (_name, error, type, status) => {
    const onError = vi.fn();
    const frame = `event: error\ndata: ${JSON.stringify({ type: "error", ...error })}\n\n`;
    const answer = say(3, (response) => response.end(frame));
    const use = async (translated: AsyncIterable<StreamEvent>) => {
      const events = await collect(translated);
      expect(visibleTextOf(events)).toBe("Hel");
      expect(events.at(-1)).toMatchObject({ type: "error", error: { type } });
    };
    await throughClient(answer, use, { onError });
    expect(onError.mock.calls).toMatchObject([[{ status }]]);
  });

  it.each<[number, object, string, number]>([
    [400, { code: "context_length_exceeded", message: "Too long" }, "invalid_request_error", 400],
    [401, { code: "invalid_api_key", message: "No" }, "api_error", 500],
    [429, { code: "rate_limit_exceeded", message: "Slow down" }, "rate_limit_error", 429],
    [429, { code: "insufficient_quota", message: "Pay" }, "billing_error", 402],
    [503, { code: null, message: "Busy" }, "overloaded_error", 529],
  ])("tells what it throws for a %d, %j", async (status, error, type, expected) => {
    const onError = vi.fn();
    const answer = (response: ServerResponse) =>
      response
        .writeHead(status, { "content-type": "application/json", "retry-after": "3" })
        .end(JSON.stringify({ error }));
    const use = async (translated: AsyncIterable<StreamEvent>) => {
      expect(await collect(translated)).toMatchObject([{ type: "error", error: { type } }]);
    };
    await throughClient(answer, use, { onError });
    expect(onError.mock.calls).toMatchObject([[{ status: expected }]]);
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ["a connection that is refused by closing it", (response) => response.destroy(), "upstream connection failed"],
    ["a reset in the middle", say(3, (response) => response.destroy()), "upstream connection failed"],
    [
      "an end in the middle",
      say(3, (response) => response.end()),
      "The upstream stream ended before the response was complete.",
    ],
    ["an event that is not JSON", say(3, (response) => response.end("data: {\n\n")), "malformed upstream response"],
    ["an answer without a body", (response) => response.writeHead(204).end(), "Internal server error"],
  ])("tells of %s", async (_name, answer, message) => {
    await throughClient(answer, async (translated) => {
      expect(endOf(await collect(translated))).toContain(message);
    });
  });

  it("tells of the client's own time-out", async () => {
    const use = async (translated: AsyncIterable<StreamEvent>) => {
      expect(await collect(translated)).toMatchObject([{ type: "error", error: { type: "timeout_error" } }]);
    };
    await throughClient(() => {}, use, { timeout: 50 });
  });

  it("does not take a stream for whole that the host's own controller has ended", async () => {
    await using server = await localServer((_request, response) => say(3, () => {})(response));
    const client = new OpenAI({ apiKey: "sk-test", baseURL: server.url, maxRetries: 0 });
    const source = await client.responses.create({ model: "gpt-test", input: "Hi", stream: true });
    const translated = streamTranslator(source, context);
    await translated.next();
    const rest = collect(translated);
    source.controller.abort();
    expect((await rest).at(-1)?.type).toBe("error");
  });
});

// A busy machine may be late once, but not each time.
describe("leaving a silent upstream closes its connection within 100 ms", { retry: 3 }, () => {
  const silent = () => {
    let connection: Promise<void> = Promise.resolve();
    const answer = say(3, () => {});
    return {
      answer: (response: ServerResponse) => {
        connection = closed(response);
        answer(response);
      },
      closed: () => connection,
    };
  };

  /** Takes what has come, so that the next read finds silence. */
  async function takeAll(translated: AsyncIterator<StreamEvent>) {
    for (let i = 0; i < 3; i++) await translated.next();
    const pending = translated.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return pending;
  }

  const ways: [string, (translated: ReturnType<typeof streamTranslator>, controller: AbortController) => unknown][] = [
    ["return()", (translated) => translated.return()],
    ["throw()", (translated) => translated.throw(new Error("own")).catch(() => {})],
    ["signal", (_, controller) => controller.abort()],
  ];
  it.each(ways)("%s", async (_name, leave) => {
    const upstream = silent();
    const controller = new AbortController();
    const use = async (translated: ReturnType<typeof streamTranslator>) => {
      const pending = takeAll(translated);
      await new Promise((resolve) => setTimeout(resolve, 60));
      const took = await duration(async () => {
        await leave(translated, controller);
        expect(await pending).toEqual({ done: true, value: undefined });
        await upstream.closed();
      });
      expect(took).toBeLessThan(100);
    };
    await throughClient(upstream.answer, use, { signal: controller.signal });
  });

  it("leaving the loop", async () => {
    const upstream = silent();
    await throughClient(upstream.answer, async (translated) => {
      for await (const event of translated) if (event.type === "content_block_delta") break;
      expect(await duration(upstream.closed)).toBeLessThan(100);
    });
  });
});
