import { describe, expect, it } from "vitest";

import type { TranslatorOptions } from "../../src/index.js";
import { answered, codesOf } from "../support/both-ways.js";
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
  usage,
} from "../support/upstream-events.js";

const textPart = (text: string, annotations: object[] = []) => ({ type: "output_text", text, annotations });
const partEvent = (step: "added" | "done", content_index: number, part: object): UpstreamEvent => ({
  type: `response.content_part.${step}`,
  output_index: 0,
  content_index,
  part,
});
const textDone = (text: unknown, content_index = 0): UpstreamEvent => ({
  type: "response.output_text.done",
  output_index: 0,
  content_index,
  text,
});

/** The text blocks of a stream of one message, its deltas, and its losses. */
function shown(events: readonly UpstreamEvent[], options: TranslatorOptions = {}, changes = {}) {
  const { events: out, losses } = translateNow([created(), ...events], testContext(changes), options);
  const content = accumulated(out)?.content ?? [];
  return {
    texts: content.map((block) => (block.type === "text" ? block.text : block.type)),
    deltas: out.flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "text_delta" ? [event.delta.text] : [],
    ),
    losses: codesOf(losses),
    end: out.at(-1),
  };
}

const item = messageItem("Hello");

describe("what the deltas lacked (C.3)", () => {
  const forms: Record<string, UpstreamEvent> = {
    "output_text.done": textDone("Hello"),
    "content_part.done": partEvent("done", 0, textPart("Hello")),
    "output_item.done": done(0, item),
  };
  it.each(Object.entries(forms))("comes with %s", (_name, form) => {
    const open = [added(0, { ...item, content: [] }), textDelta(0, "Hel")];
    expect(shown([...open, form]).deltas).toEqual(["Hel", "lo"]);
    const { deltas, losses } = shown([...open, form, done(0, item), terminal([item])]);
    expect([deltas, losses]).toEqual([["Hel", "lo"], []]);
  });

  it.each(Object.entries(forms))("all of it, where %s is the first that says anything", (_name, form) => {
    expect(shown([form, done(0, item), terminal([item])]).deltas).toEqual(["Hello"]);
  });

  it.each(["output_text.done", "content_part.done"])("and %s before the deltas is a text that stands", (name) => {
    const { texts, losses } = shown([forms[name] ?? created(), textDelta(0, "!"), done(0, item), terminal([item])]);
    expect(texts).toEqual(["Hello!"]);
    expect(losses).toContain("text_diverged@output.0.content.0");
  });

  it.each<[string, UpstreamEvent]>([
    ["output_text.done", textDone("Howdy")],
    ["content_part.done", partEvent("done", 0, textPart("Howdy"))],
    ["output_item.done", done(0, messageItem("Howdy"))],
    ["output_item.done without text", done(0, messageItem(""))],
  ])("a %s that differs changes nothing and is told (C.4)", (_name, form) => {
    const { texts, losses } = shown([textDelta(0, "Hello"), form, done(0, item), terminal([item])]);
    expect(texts).toEqual(["Hello"]);
    expect(losses).toContain("text_diverged@output.0.content.0");
  });

  it("what is no text says nothing", () => {
    const odd = [7, null, {}, ["a"], ""].flatMap((value) => [{ ...textDelta(0, ""), delta: value }, textDone(value)]);
    const { deltas, losses } = shown([
      added(0, item),
      ...odd,
      textDelta(0, "Hel"),
      ...odd,
      done(0, item),
      terminal([item]),
    ]);
    expect([deltas, losses]).toEqual([["Hel", "lo"], []]);
  });
});

describe("one block a part (R1)", () => {
  const two = messageItem("", { content: [textPart("one"), textPart("two")] });

  it("in the order of their numbers, however they interleave", () => {
    const { deltas, losses } = shown([
      added(0, { ...two, content: [] }),
      partEvent("added", 0, textPart("")),
      partEvent("added", 1, textPart("")),
      textDelta(0, "tw", 1),
      textDelta(0, "on", 0),
      textDelta(0, "o", 1),
      textDelta(0, "e", 0),
      done(0, two),
      terminal([two]),
    ]);
    expect(deltas).toEqual(["on", "e", "tw", "o"]);
    expect(losses).toEqual([]);
  });

  it("the second goes out as it comes when the first is done, not when only its text is", () => {
    const open = [textDelta(0, "one", 0), textDone("one", 0), textDelta(0, "tw", 1)];
    expect(shown(open).deltas).toEqual(["one"]);
    expect(shown([...open, partEvent("done", 0, textPart("one"))]).deltas).toEqual(["one", "tw"]);
  });

  it("an empty part is no block", () => {
    const content = [textPart(""), textPart("Hi"), textPart("")];
    expect(answered({ status: "completed", output: [messageItem("", { content })] }).message.content).toEqual([
      { type: "text", text: "Hi", citations: null },
    ]);
    expect(shown([partEvent("added", 0, textPart("")), textDelta(0, "")]).texts).toEqual([]);
  });

  it("what is no part counts among their numbers all the same", () => {
    const content = [null, textPart("Hi")];
    const { texts } = shown([textDelta(0, "Hi", 1), done(0, { ...item, content }), terminal([{ ...item, content }])]);
    expect(texts).toEqual(["Hi"]);
  });

  it.each([{ content: "Hello" }, { content: null }, { content: {} }, {}])(
    "an item whose content is no list has no parts: %j",
    (content) => {
      const odd = { type: "message", id: "msg_1", ...content };
      expect(shown([textDelta(0, "Hel"), done(0, odd), terminal([odd])]).texts).toEqual(["Hel"]);
    },
  );

  it.each([-1, 1.5, Number.NaN, "1", null, 2 ** 60])("content_index %s is that of the only part", (content_index) => {
    const { texts } = shown([{ ...textDelta(0, "Hel"), content_index }, done(0, item), terminal([item])]);
    expect(texts).toEqual(["Hello"]);
  });

  it("F01, F05: one item may hold several blocks; each has its own number, and the message begins once", () => {
    const { events } = translateNow([created(), created(), done(0, two), done(1, item), terminal([two, item])]);
    const numbers = events.flatMap((event) => (event.type === "content_block_start" ? [event.index] : []));
    expect(numbers).toEqual([0, 1, 2]);
    expect(events.filter(({ type }) => type === "message_start")).toHaveLength(1);
  });

  it("a part of an unknown kind is told and not shown, by its events or by its final form", () => {
    const content = [{ type: "some_future_part", text: "?" }, { text: "no type" }, textPart("Hi")];
    const whole = answered({ status: "completed", output: [messageItem("", { content })], usage });
    expect(whole.message.content).toMatchObject([{ text: "Hi" }]);
    const expected = ["unknown_output_part@output.0.content.0", "unknown_output_part@output.0.content.1"];
    expect(codesOf(whole.losses)).toEqual(expected);
    for (const step of ["added", "done"] as const) {
      expect(shown([partEvent(step, 1, { type: "toString" })]).losses).toEqual([expected[1]]);
    }
  });

  it("a part of an unknown kind holds nobody up (K34)", () => {
    expect(shown([partEvent("added", 0, { type: "some_future_part" }), textDelta(0, "Hi", 1)]).deltas).toEqual(["Hi"]);
  });

  it("ends with what it has where the response has no final form of it", () => {
    const { texts, losses } = shown([textDelta(0, "Hel"), terminal([])]);
    expect([texts, losses]).toEqual([["Hel"], []]);
  });
});
