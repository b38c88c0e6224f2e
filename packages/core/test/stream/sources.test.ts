import { Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { type MessageStream, type StreamSource, streamTranslator } from "../../src/index.js";
import { isFailedResponse } from "../../src/stream/failed-response.js";
import { testContext } from "../support/context.js";
import { collect, endOf, iterate, silentBody, textOf } from "../support/sources.js";
import { visibleTextOf } from "../support/stream-readings.js";
import { textStream, toSse } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const bytes = new TextEncoder().encode(toSse(stream));
const response = stream.at(-1)?.response ?? {};
const html = { headers: { "content-type": "text/html" } };

/** Takes what no type allows and plain JavaScript can give. */
const translateUntyped: (source: unknown) => MessageStream = (source) =>
  Reflect.apply(streamTranslator, undefined, [source, context]);

describe("streamTranslator takes what people have in hand", () => {
  const sources: Record<string, () => StreamSource> = {
    "an async iterable of parsed events": () => iterate(stream),
    "an array of parsed events": () => stream,
    "a web stream of parsed events": () => ReadableStream.from(stream),
    "an async iterable of bytes": () => iterate([bytes.subarray(0, 100), bytes.subarray(100)]),
    "an array of bytes": () => [bytes],
    "an async iterable of text": () => iterate([toSse(stream)]),
    "a stream of Node's own": () => Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]),
    "a fetch body": () => new Response(bytes).body ?? [],
    "a Response": () => new Response(bytes, { headers: { "content-type": "text/event-stream" } }),
    "a promise of an iterable": async () => iterate(stream),
    "a promise of a Response": async () => new Response(bytes),
    "a promise of a web stream": async () => ReadableStream.from(stream),
    "a JSON Response": () => Response.json(response),
    "a final response among parsed events": () => [response],
    "a Response without a content type (F04)": () => new Response(new Blob([bytes]).stream()),
    "a Response that calls itself JSON (F04)": () =>
      new Response(bytes, { headers: { "content-type": "application/json" } }),
    "a Response that calls itself a page (F04)": () => new Response(bytes, html),
    "JSON that calls itself an event stream": () =>
      new Response(JSON.stringify(response), { headers: { "content-type": "text/event-stream" } }),
  };
  it.each(Object.entries(sources))("%s", async (_name, source) => {
    const events = await collect(streamTranslator(source(), context));
    const { message } = await streamTranslator(source(), context).result;
    expect([visibleTextOf(events), textOf(message), endOf(events)]).toEqual(["Hello", "Hello", "message_stop"]);
  });
});

describe("what cannot be read is one error event, and never an unhandled rejection", () => {
  const noSource = "The source is no stream, response or iterable, nor a promise of one.";

  it.each<[string, () => unknown, string]>([
    ["null", () => null, noSource],
    ["undefined", () => undefined, noSource],
    ["a number", () => 7, noSource],
    ["a string", () => toSse(stream), noSource],
    ["an object that is no stream", () => ({ type: "response.completed" }), noSource],
    ["a function", () => () => stream, noSource],
    ["a promise of null", async () => null, noSource],
    ["a promise of a string", async () => toSse(stream), noSource],
    ["an iterable of null", () => [null], "The upstream sent an event that is not an object."],
    ["an iterable of numbers", () => iterate([1, 2]), "The upstream sent an event that is not an object."],
    ["an iterable of lists", () => [[]], "The upstream sent an event that is not an object."],
    ["an iterable of nothing", () => [], "The upstream stream ended before the response was complete."],
    ["an iterable of undefined", () => [undefined], "The upstream stream ended before the response was complete."],
    [
      "a Response without a body",
      () => new Response(null),
      "The upstream stream ended before the response was complete.",
    ],
    ["a web page", () => new Response("<html>", html), "The upstream sent a web page."],
  ])("%s", async (_name, source, message) => {
    await withoutUnhandledRejections(async () => {
      const events = await collect(translateUntyped(source()));
      expect(events).toMatchObject([{ type: "error", error: { type: "api_error", message } }]);
      await expect(translateUntyped(source()).result).rejects.toMatchObject({ status: 500, message });
    });
  });

  it("a body that somebody else reads already", async () => {
    const { body } = silentBody();
    body.getReader();
    expect(await collect(streamTranslator(body, context))).toMatchObject([
      { type: "error", error: { type: "api_error" } },
    ]);
  });

  it("a promise that was rejected before anybody read", async () => {
    await withoutUnhandledRejections(async () => {
      const translated = streamTranslator(Promise.reject(new TypeError("fetch failed")), context);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const events = await collect(translated);
      expect(events).toMatchObject([{ type: "error", error: { message: "upstream connection failed" } }]);
    });
  });

  it.each<[unknown]>([[new Error("x")], [null], [undefined], ["x"], [{ status: 500 }]])(
    "an iterable that throws %s midway",
    async (thrown) => {
      const events = await collect(
        streamTranslator(
          (async function* () {
            yield* stream.slice(0, 3);
            throw thrown;
          })(),
          context,
        ),
      );
      expect([visibleTextOf(events), events.at(-1)?.type]).toEqual(["Hel", "error"]);
    },
  );

  it("an iterable whose iterator cannot be had", async () => {
    const source: AsyncIterable<object> = {
      [Symbol.asyncIterator]: () => {
        throw new Error("used up");
      },
    };
    expect(await collect(streamTranslator(source, context))).toMatchObject([{ type: "error" }]);
  });
});

describe("a Response that is no success", () => {
  const quota = {
    error: { message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded", param: null },
  };
  const asked = async (source: Response) => {
    const onError = vi.fn();
    const events = await collect(streamTranslator(source, context, { onError }));
    expect(events.map(({ type }) => type)).toEqual(["error"]);
    return onError.mock.calls[0]?.[0];
  };

  it("is told by its body, status and headers", async () => {
    const error = await asked(Response.json(quota, { status: 429, headers: { "retry-after": "7" } }));
    expect(error).toMatchObject({ status: 429, type: "rate_limit_error", headers: { "retry-after": "7" } });
  });

  it.each([
    [304, 500],
    [400, 400],
    [503, 529],
  ])("by its status %d alone where it has no body: %d", async (status, expected) => {
    const body = status < 400 ? null : "";
    expect(await asked(new Response(body, { status }))).toMatchObject({ status: expected });
  });

  it.each([
    [0, true],
    [199, true],
    [200, false],
    [299, false],
    [300, true],
  ])("is known by its status: %d, %s", (status, failed) => {
    expect(isFailedResponse({ status, headers: new Headers(), body: null })).toBe(failed);
  });

  it("keeps its status where the body breaks off, and what that said before", async () => {
    const parts = [new TextEncoder().encode(JSON.stringify(quota))];
    const body = new ReadableStream({
      pull: (controller) => {
        const part = parts.shift();
        if (part) controller.enqueue(part);
        else controller.error(new TypeError("terminated"));
      },
    });
    const error = await asked(new Response(body, { status: 400 }));
    expect(error).toMatchObject({ details: { openai: { status: 400, code: "rate_limit_exceeded" } } });
  });

  it("is read up to a bound, and then no more", async () => {
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          sent += 1024;
          controller.enqueue(new Uint8Array(1024).fill(120));
        },
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    expect(await asked(new Response(body, { status: 400 }))).toMatchObject({ status: 400 });
    expect([sent, cancelled]).toEqual([1024 * 1024, true]);
  });

  it("is read whole where its characters fall apart between reads", async () => {
    const utf8 = new TextEncoder().encode(JSON.stringify({ error: { message: "Zu groß", code: "x" } }));
    const at = utf8.indexOf(0xc3) + 1;
    const body = ReadableStream.from([utf8.subarray(0, at), utf8.subarray(at)]);
    expect(await asked(new Response(body, { status: 400 }))).toMatchObject({
      details: { openai: { code: "x", message: "Zu groß" } },
    });
  });
});

describe("a source that fails when it is ended", () => {
  const broken = () => {
    throw new Error("broken");
  };
  /** One that can be ended in three ways, each of which is noted and then fails. */
  function failing(events: readonly object[]) {
    const ended: string[] = [];
    const end = (way: string, fail: () => unknown) => () => {
      ended.push(way);
      return fail();
    };
    const iterator = iterate(events);
    const returning = end("return", () => Promise.reject(new Error("broken")));
    const source = {
      controller: { abort: end("abort", broken) },
      destroy: end("destroy", async () => broken()),
      [Symbol.asyncIterator]: () => ({ next: () => iterator.next(), return: returning }),
    };
    return { source, ended };
  }

  it.each<[string, readonly object[], string]>([
    ["complete", stream, "resolved"],
    ["cut", stream.slice(0, 3), "rejected"],
  ])("is tried in each way, and result is settled: %s", async (_name, events, outcome) => {
    await withoutUnhandledRejections(async () => {
      const { source, ended } = failing(events);
      const translated = translateUntyped(source);
      await collect(translated);
      const settled = await translated.result.then(
        () => "resolved",
        () => "rejected",
      );
      expect(settled).toBe(outcome);
      await vi.waitFor(() => expect(ended).toEqual(["abort", "destroy", "return"]));
    });
  });

  it("is left all the same", async () => {
    await withoutUnhandledRejections(async () => {
      const { source, ended } = failing(stream);
      const translated = translateUntyped(source);
      await translated.next();
      expect(await translated.return()).toEqual({ done: true, value: undefined });
      expect(ended).toEqual(["abort", "destroy", "return"]);
    });
  });
});
