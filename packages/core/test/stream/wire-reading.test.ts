import { describe, expect, it } from "vitest";
import { createTranslator, type StreamEvent, streamTranslator } from "../../src/index.js";
import { FrameReader } from "../../src/stream/read-frames.js";
import { testContext } from "../support/context.js";
import { collect, endOf, iterate } from "../support/sources.js";
import { visibleTextOf } from "../support/stream-readings.js";
import { reads } from "../support/translate.js";
import { messageItem, terminal, textStream, toSse, type UpstreamEvent } from "../support/upstream-events.js";

const context = testContext();
const utf8 = new TextEncoder();
const answer = "Grüße, 漢字 👋";
const stream = textStream("Grüße, ", "漢字 👋");
const json = (value: unknown) => JSON.stringify(value);
const data = (events: readonly UpstreamEvent[], end = "\n\n") => events.map((event) => `data: ${json(event)}${end}`);
const { response } = terminal([messageItem(answer)]);

/** What a reader of bodies made of it, from both translators and from reads of several sizes. */
async function readings(body: Uint8Array): Promise<StreamEvent[][]> {
  const all: StreamEvent[][] = [];
  for (const size of [1, 7, body.length + 1]) {
    const translator = createTranslator(context);
    const events: StreamEvent[] = [];
    for await (const chunk of reads(body, size)) events.push(...translator.push(chunk));
    all.push([...events, ...translator.end()]);
    all.push(await collect(streamTranslator(reads(body, size), context)));
  }
  return all;
}

describe("a body is read whatever its framing", () => {
  it.each<[string, string]>([
    ["with event lines", toSse(stream)],
    ["without event lines", data(stream).join("")],
    ["with [DONE] behind it", `${data(stream).join("")}data: [DONE]\n\n`],
    ["with comments", `: hello\n\n${data(stream).join(": still here\n\n")}`],
    ["with empty frames", `\n\n${data(stream).join("\n\ndata:\n\n")}`],
    ["with keepalive events", data(stream).join(`event: keepalive\ndata: {"type":"keepalive"}\n\n`)],
    ["with CRLF", toSse(stream).replaceAll("\n", "\r\n")],
    ["with CR alone", toSse(stream).replaceAll("\n", "\r")],
    ["with a byte order mark", `\uFEFF${data(stream).join("")}`],
    [
      "with data over several lines",
      stream.map((event) => `${JSON.stringify(event, null, 2).replace(/^/gm, "data: ")}\n\n`).join(""),
    ],
    ["with no space behind the colon", data(stream).join("").replaceAll("data: ", "data:")],
    [
      "with id and retry lines",
      data(stream)
        .map((frame, i) => `id: ${i}\nretry: 10\nretry: x\n${frame}`)
        .join(""),
    ],
    [
      "with fields that nobody knows",
      data(stream)
        .map((frame) => `future: 1\nalone\n${frame}`)
        .join(""),
    ],
    ["without a last blank line", toSse(stream).trimEnd()],
    ["cut within the last line feed", toSse(stream).slice(0, -1)],
    ["as one JSON Response (F04)", json(response)],
    ["as a JSON Response on many lines", `\n ${JSON.stringify(response, null, 2)}\n`],
    ["as a JSON Response behind a byte order mark", `\uFEFF${json(response)}`],
  ])("%s", async (_name, body) => {
    for (const events of await readings(utf8.encode(body))) {
      expect([visibleTextOf(events), endOf(events)]).toEqual([answer, "message_stop"]);
    }
  });

  it("as text, with a byte order mark that no decoder took away", async () => {
    const events = await collect(streamTranslator(iterate([`\uFEFF${data(stream).join("")}`]), context));
    expect([visibleTextOf(events), endOf(events)]).toEqual([answer, "message_stop"]);
  });
});

describe("what is no event stream is an error, at once or at its end", () => {
  const incomplete = "The upstream stream ended before the response was complete.";

  it.each<[string, string, string]>([
    ["nothing", "", incomplete],
    ["white space", " \n\n ", incomplete],
    ["a web page", "<!doctype html><title>502</title>", "The upstream sent a web page."],
    ["a web page behind white space", "\n  <html>", "The upstream sent a web page."],
    ["plain text", "upstream connect error", incomplete],
    ["half a JSON body", '{"object":"response",', "The upstream sent an answer that is not JSON."],
    ["two JSON bodies", '{"a":1}\n{"a":2}\n', "The upstream sent an answer that is not JSON."],
    ["a JSON list", "[{}]", "The upstream sent an event that is not an object."],
    ["a JSON object of no known shape", '{"ok":true}', incomplete],
    ["an event that is not JSON", 'data: {"type":\n\n', "The upstream sent an event that is not JSON."],
    ["an event that is no object", "data: 7\n\n", "The upstream sent an event that is not an object."],
  ])("%s", async (_name, body, message) => {
    for (const events of await readings(utf8.encode(body))) {
      expect(events).toEqual([{ type: "error", error: { type: "api_error", message }, request_id: null }]);
    }
  });

  it("a JSON error body behind a 200 keeps its meaning", async () => {
    const body = json({ error: { code: "rate_limit_exceeded", message: "Slow down", type: "requests" } });
    for (const events of await readings(utf8.encode(body))) {
      expect(events).toMatchObject([{ type: "error", error: { type: "rate_limit_error" } }]);
    }
  });

  it("a malformed event ends a message that had begun", async () => {
    const body = `${data(stream.slice(0, 3)).join("")}data: {"type":"response.output_text.delta\n\n`;
    for (const events of await readings(utf8.encode(body))) {
      expect(visibleTextOf(events)).toBe("Grüße, ");
      expect(endOf(events)).toBe("The upstream sent an event that is not JSON.");
    }
  });

  it("bytes that are no UTF-8 become replacement characters, and nothing else is lost", async () => {
    const broken = utf8.encode(toSse(textStream("a?b"))).map((byte) => (byte === 0x3f ? 0xff : byte));
    for (const events of await readings(broken)) {
      expect([visibleTextOf(events), endOf(events)]).toEqual(["a\uFFFDb", "message_stop"]);
    }
  });

  it("a body that ends within a character is an error, not a crash", async () => {
    const body = utf8.encode('data: {"type":"x","text":"👋');
    for (const events of await readings(body.subarray(0, -1))) {
      expect(endOf(events)).toBe("The upstream sent an event that is not JSON.");
    }
  });
});

describe("a body that is too long", () => {
  const messages = (events: unknown[]) => events.map((event) => (event instanceof Error ? event.message : event));

  it.each<[string, string[], string]>([
    ["one line", ["data: ", "x".repeat(60), "x".repeat(60)], "event"],
    ["many lines of one event", Array.from({ length: 30 }, () => "data: 12345\n"), "event"],
    ["a JSON body", ['{"a":"', "x".repeat(60), "x".repeat(60)], "answer"],
  ])("%s is given up, and what follows is not looked at", (_name, chunks, what) => {
    const reader = new FrameReader(100);
    const events = chunks.flatMap((chunk) => reader.push(chunk));
    expect(messages(events)).toEqual([`The upstream sent an ${what} that is too long.`]);
    expect(reader.push('data: {"type":"a"}\n\n')).toEqual([]);
    expect(reader.end()).toEqual([]);
  });

  it("is measured by the event, not by the stream", () => {
    const reader = new FrameReader(100);
    const frames = Array.from({ length: 50 }, (_, i) => `data: {"i":${i}}\n\n`);
    expect(frames.flatMap((frame) => reader.push(frame))).toHaveLength(50);
  });

  it("does not count up to its bound", () => {
    const body = `{"a":"${"x".repeat(91)}"}`;
    const reader = new FrameReader(99);
    expect([body.length, reader.push(body), reader.end()]).toEqual([99, [], [JSON.parse(body)]]);
  });
});

it("[DONE] and frames without data say nothing", () => {
  const reader = new FrameReader();
  expect(reader.push('data: [DONE]\n\ndata:\n\nevent: x\n\n: hi\n\ndata: {"a":1}\n\n')).toEqual([{ a: 1 }]);
});

it("text and bytes may take turns", () => {
  const reader = new FrameReader();
  const [first, second] = [reader.push('data: {"a":'), reader.push(utf8.encode("1}\n\n"))];
  expect([first, second, reader.end()]).toEqual([[], [{ a: 1 }], []]);
});
