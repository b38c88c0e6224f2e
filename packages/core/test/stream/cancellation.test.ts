import { getEventListeners } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { type MessageStream, type StreamSource, streamTranslator } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { closed, eventStream, localServer } from "../support/local-server.js";
import { collect, silent, silentBody } from "../support/sources.js";
import { encodeUpstream } from "../support/translate.js";
import { textStream, type UpstreamEvent } from "../support/upstream-events.js";
import { duration, withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const opening = stream.slice(0, 3);
const bytes = encodeUpstream(opening);
const ended = { done: true, value: undefined };

type Watched = { source: StreamSource; cancelled: () => boolean };

function nodeStream(): Watched {
  const source = new PassThrough();
  source.write(bytes);
  return { source, cancelled: () => source.destroyed };
}

/** An iterable that cannot end a pending read by `return`, but has another way to. */
function withController(): Watched {
  const controller = new AbortController();
  const { iterator } = silent<UpstreamEvent>(...opening);
  const source = { controller, [Symbol.asyncIterator]: () => ({ next: iterator.next }) };
  return { source, cancelled: () => controller.signal.aborted };
}

/** Sources that say how a message begins, and nothing more. */
const silentSources: Record<string, () => Watched> = {
  "an async iterable": () => {
    const { iterator, state } = silent<UpstreamEvent>(...opening);
    return { source: iterator, cancelled: () => state.cancelled };
  },
  "a web stream": () => {
    const { body, state } = silentBody(...opening);
    return { source: body, cancelled: () => state.cancelled };
  },
  "a Response": () => {
    const { body, state } = silentBody(bytes);
    return { source: new Response(body), cancelled: () => state.cancelled };
  },
  "a Response that is no success": () => {
    const { body, state } = silentBody(bytes);
    return { source: new Response(body, { status: 500 }), cancelled: () => state.cancelled };
  },
  "a JSON Response": () => {
    const { body, state } = silentBody(new TextEncoder().encode('{"object":'));
    return { source: new Response(body), cancelled: () => state.cancelled };
  },
  "a promise of an iterable": () => {
    const { iterator, state } = silent<UpstreamEvent>(...opening);
    return { source: Promise.resolve(iterator), cancelled: () => state.cancelled };
  },
  "a stream of Node's own": nodeStream,
  "an iterable with a controller": withController,
};

const ways: [string, (translated: MessageStream, controller: AbortController) => unknown][] = [
  ["return()", (translated) => translated.return()],
  ["throw()", (translated) => translated.throw(new Error("own")).catch(() => {})],
  ["signal", (_translated, controller) => controller.abort()],
];

// A busy machine may be late once, but not each time.
const measured = { retry: 3 };

describe.each(Object.entries(silentSources))("%s that is silent", measured, (_name, open) => {
  it.each(ways)("is cancelled within 100 ms by %s, and the pending read ends", async (_way, leave) => {
    await withoutUnhandledRejections(async () => {
      const { source, cancelled } = open();
      const controller = new AbortController();
      const translated = streamTranslator(source, context, { signal: controller.signal });
      const events = collect(translated);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const took = await duration(async () => {
        await leave(translated, controller);
        await events;
        await vi.waitFor(() => expect(cancelled()).toBe(true), { interval: 1 });
      });
      expect(took).toBeLessThan(100);
      expect(await translated.next()).toEqual(ended);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    });
  });

  it.each(ways)("is cancelled by %s before the first read", async (_way, leave) => {
    await withoutUnhandledRejections(async () => {
      const { source, cancelled } = open();
      const controller = new AbortController();
      const translated = streamTranslator(source, context, { signal: controller.signal });
      await leave(translated, controller);
      expect(await translated.next()).toEqual(ended);
      await vi.waitFor(() => expect(cancelled()).toBe(true), { interval: 1 });
    });
  });
});

describe("over a real socket", measured, () => {
  it.each(ways)("%s closes the connection of a silent `fetch` within 100 ms", async (_way, leave) => {
    let connection: Promise<void> | undefined;
    await using server = await localServer((_request, response) => {
      connection = closed(response);
      response.writeHead(200, eventStream).write(bytes);
    });
    const controller = new AbortController();
    const translated = streamTranslator(fetch(server.url), context, { signal: controller.signal });
    for (let i = 0; i < 3; i++) await translated.next();
    const pending = translated.next();
    const took = await duration(async () => {
      await leave(translated, controller);
      await connection;
    });
    expect(took).toBeLessThan(100);
    expect(await pending).toEqual(ended);
  });
});

it("a stop sequence cancels the upstream at the match", async () => {
  const { iterator, state } = silent(...textStream("one STOP two").slice(0, 3));
  const events = await collect(streamTranslator(iterator, testContext({ stopSequences: ["STOP"] })));
  expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "stop_sequence", stop_sequence: "STOP" } });
  expect(state.cancelled).toBe(true);
});
