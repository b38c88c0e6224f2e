import { describe, expect, it } from "vitest";
import { encodeServerSentEvents, eventBytes, type StreamEvent, streamTranslator } from "../../src/index.js";
import { testContext } from "../support/context.js";
import { finished, ping, text, thinking, toolUse } from "../support/message-streams.js";
import { collect, iterate, silent } from "../support/sources.js";
import { encodeUpstream } from "../support/translate.js";
import { textStream, type UpstreamEvent } from "../support/upstream-events.js";
import { withoutUnhandledRejections } from "../support/watched.js";

const context = testContext();
const stream = textStream("Hel", "lo");
const written = (body: ReadableStream<Uint8Array>) => new Response(body).text();

/** The events that frames hold; each frame must have its event line, one data line and a blank line. */
function parseFrames(body: string): unknown[] {
  expect(body.endsWith("\n\n")).toBe(true);
  return body
    .slice(0, -2)
    .split("\n\n")
    .map((frame) => {
      const [head, data = "", ...more] = frame.split("\n");
      const event: { type: string } = JSON.parse(data.slice("data: ".length));
      expect([head, data.slice(0, 6), more]).toEqual([`event: ${event.type}`, "data: ", []]);
      return event;
    });
}

describe("the frames of a stream", () => {
  const events = finished(
    thinking(0, "h\nm", "…"),
    text(1, '"Hi"\n\n', "\u2028 👋"),
    toolUse(2, "t", '{"a":', '"\\n"}'),
  );

  it("parse back to its events, from any iterable (G1, G2)", async () => {
    for (const source of [events, iterate(events)]) {
      const body = await written(encodeServerSentEvents(source));
      expect(parseFrames(body)).toEqual(events);
      expect(body).not.toContain("[DONE]");
    }
  });

  it("parse back to the events of a translator", async () => {
    const expected = await collect(streamTranslator(iterate(stream), context));
    for (const source of [iterate(stream), [encodeUpstream(stream)]]) {
      const body = await written(encodeServerSentEvents(streamTranslator(source, context)));
      expect(parseFrames(body)).toEqual(expected);
    }
  });

  it("begin where somebody has taken events by hand", async () => {
    const translated = streamTranslator([encodeUpstream(stream)], context);
    const { value: first } = await translated.next();
    const rest = parseFrames(await written(encodeServerSentEvents(translated)));
    expect([first, ...rest]).toEqual(await collect(streamTranslator(iterate(stream), context)));
  });

  it("come in one piece for each read of a translator's source", async () => {
    const body = encodeServerSentEvents(streamTranslator([encodeUpstream(stream)], context));
    expect(await collect(body)).toHaveLength(1);
    expect(await collect(encodeServerSentEvents(streamTranslator(iterate(stream), context)))).toHaveLength(5);
  });

  it("go out behind an opening, in one piece with those that are there already", async () => {
    const translated = streamTranslator([encodeUpstream(stream)], context);
    const { value: first } = await translated.next();
    const pieces = await collect(eventBytes(translated, { opening: first ? [first, ping] : [] }));
    expect(pieces).toHaveLength(1);
    const [, ...rest] = await collect(streamTranslator(iterate(stream), context));
    expect(parseFrames(pieces.map((piece) => new TextDecoder().decode(piece)).join(""))).toEqual([
      first,
      ping,
      ...rest,
    ]);
  });

  it("are not waited for where there is an opening", async () => {
    for (const source of [streamTranslator(silent<object>().iterator, context), silent<StreamEvent>().iterator]) {
      const { value: piece } = await eventBytes(source, { opening: [ping] }).next();
      expect(parseFrames(new TextDecoder().decode(piece))).toEqual([ping]);
    }
  });

  it("are none for no events", async () => {
    expect(await written(encodeServerSentEvents([]))).toBe("");
  });

  it("hold pings and errors as they are", async () => {
    const error = { type: "error", error: { type: "api_error", message: "x" }, request_id: "req_1" } as const;
    expect(parseFrames(await written(encodeServerSentEvents([ping, error])))).toEqual([ping, error]);
  });
});

describe("completedBlocks (K29)", () => {
  const events = finished(text(0, "Hel", "lo"), toolUse(1, "t", '{"a":', "1}"));
  const stops = (body: string) => parseFrames(body).filter((event) => JSON.stringify(event).includes("block_stop"));

  it("puts each finished block on its content_block_stop, tool input parsed", async () => {
    const body = await written(encodeServerSentEvents(events, { completedBlocks: true }));
    expect(stops(body)).toMatchObject([
      { index: 0, content_block: { type: "text", text: "Hello" } },
      { index: 1, content_block: { type: "tool_use", input: { a: 1 } } },
    ]);
  });

  it.each([
    ["numbers beyond 2^53", '{"id": 9007199254740993, "x": 1.10}'],
    ["line breaks between members", '{\n  "a": "b\\n",\r\n  "c": 1\n}'],
    ["more depth than JSON.stringify takes", `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
  ])("writes tool input as it came: %s", async (_, json) => {
    const call = finished(toolUse(0, "t", ...(json.match(/.{1,5000}/gs) ?? [])));
    const body = await written(encodeServerSentEvents(call, { completedBlocks: true }));
    const stop = body.split("\n\n").find((frame) => frame.startsWith("event: content_block_stop")) ?? "";
    expect(stop.split("\n")).toHaveLength(2);
    expect(stop.endsWith(`"name":"Read","caller":{"type":"direct"},"input":${json.replaceAll(/[\r\n]/g, " ")}}}`)).toBe(
      true,
    );
    expect(parseFrames(body).length).toBe(call.length);
  });

  it("gives a call that was cut an empty input (K30)", async () => {
    const body = await written(
      encodeServerSentEvents(finished(toolUse(0, "t", '{"a":1,"b":')), { completedBlocks: true }),
    );
    expect(stops(body)).toMatchObject([{ content_block: { input: {} } }]);
  });

  it("changes nothing else", async () => {
    const body = await written(encodeServerSentEvents(events, { completedBlocks: true }));
    const rest = events.filter(({ type }) => type !== "content_block_stop");
    expect(parseFrames(body)).toEqual(expect.arrayContaining(rest));
  });

  it.each([undefined, {}, { completedBlocks: false }])("is not there with %j", async (options) => {
    expect(parseFrames(await written(encodeServerSentEvents(events, options)))).toEqual(events);
  });
});

describe("an event that cannot be written", () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const block = { type: "tool_use", id: "a", name: "b", input: circular, caller: { type: "direct" } } as const;
  const start: StreamEvent = { type: "content_block_start", index: 0, content_block: block };

  it("ends the body in an error event, and leaves the source", async () => {
    const { iterator, state } = silent<StreamEvent>(ping, start);
    const body = await written(encodeServerSentEvents(iterator));
    expect(parseFrames(body)).toMatchObject([ping, { type: "error", error: { type: "api_error" } }]);
    expect(state.cancelled).toBe(true);
  });

  it("is not made worse by a source that cannot be left", async () => {
    await withoutUnhandledRejections(async () => {
      const { next } = silent<StreamEvent>(start).iterator;
      const body = encodeServerSentEvents({ [Symbol.asyncIterator]: () => ({ next }) });
      expect(parseFrames(await written(body))).toMatchObject([{ type: "error" }]);
    });
  });
});

describe("a source that throws", () => {
  it("ends the body in an error event", async () => {
    async function* broken(): AsyncGenerator<StreamEvent> {
      yield ping;
      throw new TypeError("terminated");
    }
    const body = await written(encodeServerSentEvents(broken()));
    expect(parseFrames(body)).toMatchObject([ping, { error: { message: "upstream connection failed" } }]);
  });
});

describe("back-pressure", () => {
  /** An upstream that never ends, and counts how often it is asked. */
  function endless() {
    const state = { pulls: 0, cancelled: false };
    const delta = encodeUpstream([stream[2] ?? {}]);
    const first = encodeUpstream(stream.slice(0, 2));
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => controller.enqueue(state.pulls++ === 0 ? first : delta),
        cancel: () => {
          state.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { body, state };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it("reads nothing until it is read", async () => {
    const { body, state } = endless();
    encodeServerSentEvents(streamTranslator(body, context));
    await settle();
    expect(state.pulls).toBe(0);
  });

  it("reads the upstream as often as it is read itself, never ahead", async () => {
    const { body, state } = endless();
    const reader = encodeServerSentEvents(streamTranslator(body, context)).getReader();
    for (let reads = 1; reads <= 20; reads++) {
      await reader.read();
      await settle();
      expect(state.pulls).toBe(reads);
    }
    await reader.cancel();
    expect(state).toEqual({ pulls: 20, cancelled: true });
  });

  it("holds whoever iterates by hand to the same", async () => {
    const { body, state } = endless();
    const translated = streamTranslator(body, context);
    for (let events = 1; events <= 20; events++) {
      await translated.next();
      await settle();
      expect(state.pulls).toBeLessThanOrEqual(events);
    }
    await translated.return();
  });

  it("can be left where the source cannot", async () => {
    const { next } = silent<StreamEvent>(ping).iterator;
    const reader = encodeServerSentEvents({ [Symbol.asyncIterator]: () => ({ next }) }).getReader();
    await reader.read();
    await expect(reader.cancel()).resolves.toBeUndefined();
  });

  it("cancels a silent upstream with the body, while a read is pending", async () => {
    const { iterator, state } = silent<UpstreamEvent>(...stream.slice(0, 2));
    const reader = encodeServerSentEvents(streamTranslator(iterator, context)).getReader();
    await reader.read();
    const pending = reader.read();
    await reader.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(state.cancelled).toBe(true);
  });
});
