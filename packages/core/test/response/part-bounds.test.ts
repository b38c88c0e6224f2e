import { describe, expect, it } from "vitest";
import { testContext } from "../support/context.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import {
  added,
  created,
  done,
  messageItem,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../support/upstream-events.js";

const textPart = (text: string, annotations: object[] = []) => ({ type: "output_text", text, annotations });
const partDone = (content_index: number, part: object): UpstreamEvent => ({
  type: "response.content_part.done",
  output_index: 0,
  content_index,
  part,
});
const item = messageItem("Hello");

/** How a stream ends whose waiting parts are bounded, and its content. */
function run(events: readonly UpstreamEvent[], maxQueuedLength: number, changes = {}) {
  const { events: out } = translateNow([created(), ...events], testContext(changes), { maxQueuedLength });
  const end = out.at(-1);
  return { end: end?.type === "error" ? end.error : end?.type, content: accumulated(out)?.content ?? [] };
}
const overflow = { type: "api_error", message: expect.stringContaining("too much out of order") };

describe("parts that wait are bounded (C.6)", () => {
  const stalled = [textDelta(0, "one", 0), ...Array.from({ length: 20 }, () => textDelta(0, "x".repeat(50), 1))];
  const end = [done(0, item), terminal([item])];

  it("by `maxQueuedLength`: beyond it, the stream ends in an error", () => {
    expect(run([...stalled, ...end], 1000).end).toMatchObject(overflow);
    expect(run([...stalled, ...end], 2000).end).toBe("message_stop");
  });

  it("by what waits at one time, not over the whole stream", () => {
    const turns = Array.from({ length: 40 }, (_, at) => [
      textDelta(0, "x".repeat(50), 2 * at),
      textDelta(0, "y".repeat(50), 2 * at + 1),
      partDone(2 * at, textPart("x".repeat(50))),
      partDone(2 * at + 1, textPart("y".repeat(50))),
    ]);
    expect(run([...turns.flat(), terminal([])], 1000).content).toHaveLength(80);
  });

  it("also where the text would not even be shown", () => {
    const commentary = { ...item, phase: "commentary", content: [] };
    expect(run([added(0, commentary), ...stalled], 1000, { format: true }).end).toMatchObject(overflow);
  });

  it("also where they are only announced", () => {
    const announced = Array.from({ length: 5 }, (_, content_index) => ({
      ...partDone(content_index, textPart("")),
      type: "response.content_part.added",
    }));
    expect(run([...announced, ...end], 1000).end).toMatchObject(overflow);
    expect(run([...announced, ...end], 1024).end).toBe("message_stop");
  });
});

describe("citations wait for the end of their part", () => {
  const mark = { type: "url_citation", url: "https://a.test/".padEnd(100, "a"), title: "t".repeat(100) };
  const untitled = { ...mark, title: null };
  const cite = (annotation: object, content_index = 0): UpstreamEvent => ({
    type: "response.output_text.annotation.added",
    output_index: 0,
    content_index,
    annotation,
  });
  const text = textDelta(0, "a");

  it.each<[string, (count: number) => UpstreamEvent[], number]>([
    ["as events", (count) => Array.from({ length: count }, () => cite(mark)), 264],
    ["without a title", (count) => Array.from({ length: count }, () => cite(untitled)), 164],
    ["with the end of the part", (count) => [partDone(0, textPart("a", Array(count).fill(mark)))], 264],
  ])("%s, and are bounded", (_name, events, cost) => {
    expect(run([text, ...events(3), terminal([])], 3 * cost).end).toBe("message_stop");
    expect(run([text, ...events(4), terminal([])], 3 * cost).end).toMatchObject(overflow);
  });

  it("not over the whole stream", () => {
    const parts = Array.from({ length: 9 }, (_, index) => [
      textDelta(0, "a", index),
      cite(mark, index),
      partDone(index, textPart("a", [mark])),
    ]);
    const { content } = run([...parts.flat(), terminal([])], 3 * 264);
    expect(content.map((block) => block.type === "text" && block.citations?.length)).toEqual(Array(9).fill(1));
  });

  it("nor where they come all at once, with the item", () => {
    const cited = messageItem("", {
      content: [textPart("a", Array(9).fill(mark)), textPart("b", Array(9).fill(mark))],
    });
    expect(run([done(0, cited), terminal([cited])], 264).end).toBe("message_stop");
  });
});
