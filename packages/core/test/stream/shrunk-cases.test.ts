import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { testContext } from "../support/context.js";
import { messageDeltaOf, saidIn, visibleTextOf } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import {
  added,
  argumentsDelta,
  callItem,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
} from "../support/upstream-events.js";

/** Cases that properties have found, each shrunk to what it is about. */
const call = callItem("Read", "{}");
const message = (id: string, text: string, extra: object = {}) => messageItem(text, { id, ...extra });
const begun = (place: number, item: object) => added(place, { ...item, content: [] });
const incomplete = (reason: string, output: object[]) =>
  terminal(output, { status: "incomplete", incomplete_details: { reason } });

const lawful = (events: readonly object[], context = testContext()) => {
  const translated = translateNow(events, context).events;
  expect(checkMessageStream(translated, { profile: "strict" })).toEqual([]);
  return translated;
};
const endOf = (events: readonly object[], context = testContext()) => {
  const translated = lawful(events, context);
  return messageDeltaOf(translated)?.delta.stop_reason ?? translated.at(-1)?.type;
};

describe("calls", () => {
  it("whose deltas are no JSON object fail, whatever their final form says", () => {
    expect(endOf([argumentsDelta(0, '{"a'), done(0, call), terminal([call])])).toBe("error");
  });

  it("whose deltas are another JSON object than their final form stand as streamed", () => {
    expect(endOf([argumentsDelta(0, '{"a":1}'), done(0, call), terminal([call])])).toBe("tool_use");
  });

  it("in an answer that somebody steered are no end of a turn", () => {
    expect(endOf([done(0, call), incomplete("steered", [call])])).toBe("max_tokens");
    expect(endOf([done(0, message("msg_1", "a")), incomplete("steered", [])])).toBe("end_turn");
  });

  it("that were cut before their first argument are told of as cut", () => {
    const cut = callItem("Read", "", { status: "incomplete" });
    const events = [added(0, cut), done(0, cut), incomplete("max_output_tokens", [cut])];
    expect(endOf(events)).toBe("max_tokens");
    expect(translateNow(events).losses).toMatchObject([{ code: "tool_call_truncated", path: "output.0" }]);
  });
});

describe("stop sequences", () => {
  const context = testContext({ stopSequences: ["END"] });

  it("in a text that comes whole", () => {
    const items = [message("msg_1", "one END two"), call];
    const events = [done(0, items[0] ?? {}), terminal(items)];
    expect([endOf(events, context), visibleTextOf(lawful(events, context))]).toEqual(["stop_sequence", "one "]);
    const { message: whole } = fromOpenAIResponse(Object(terminal(items).response), context);
    expect([whole.stop_reason, whole.content.length]).toEqual(["stop_sequence", 1]);
  });

  it("behind a call that was cut do not make the call whole", () => {
    const cut = callItem("Read", '{"a', { status: "incomplete" });
    expect(endOf([incomplete("max_output_tokens", [cut, message("msg_1", "END")])], context)).toBe("max_tokens");
  });

  it("before a call that was cut, in items that come with the end alone", () => {
    const cut = callItem("Read", '{"a', { status: "incomplete" });
    expect(endOf([incomplete("max_output_tokens", [message("msg_1", "END"), cut])], context)).toBe("stop_sequence");
  });

  it("in a text that waited for a call before it", () => {
    const late = callItem("", "");
    const items = [call, message("msg_1", "END")];
    const events = [added(0, late), begun(1, items[1] ?? {}), textDelta(1, "END"), done(0, call), terminal(items)];
    expect(endOf(events, context)).toBe("stop_sequence");
  });
});

describe("order", () => {
  it("an item that stands at another place in the final Response is shown once", () => {
    const items = [message("msg_1", "one"), message("msg_2", "two")];
    const events = [done(0, items[0] ?? {}), done(2, items[1] ?? {}), terminal(items)];
    expect(visibleTextOf(lawful(events))).toBe("onetwo");
  });

  it("an item that begins late, before one that has shown nothing yet, comes first", () => {
    const items = [message("msg_0", "one "), message("msg_1", "two")];
    const ends = items.map((item, place) => done(place, item));
    const events = [begun(1, items[1] ?? {}), begun(0, items[0] ?? {}), ...ends, terminal(items)];
    expect(visibleTextOf(lawful(events))).toBe("one two");
  });

  it("a part that was announced comes before one that speaks first", () => {
    const part = (content_index: number) => ({
      type: "response.content_part.added",
      output_index: 0,
      content_index,
      part: { type: "output_text", text: "" },
    });
    const item = message("msg_0", "", { content: ["one ", "two"].map((text) => ({ type: "output_text", text })) });
    const deltas = [textDelta(0, "two", 1), textDelta(0, "one ", 0)];
    const events = [begun(0, item), part(0), part(1), ...deltas, done(0, item), terminal([item])];
    expect(visibleTextOf(lawful(events))).toBe("one two");
  });

  it("refusals that overlap are told in the order of their items", () => {
    const refusal = (id: string, refusal: string) => message(id, "", { content: [{ type: "refusal", refusal }] });
    const output = [refusal("msg_1", "one "), refusal("msg_2", "two")];
    const delta = (output_index: number, delta: string) => ({
      ...textDelta(output_index, delta),
      type: "response.refusal.delta",
    });
    const heads = output.map((item, place) => begun(place, item));
    const events = lawful([...heads, delta(1, "two"), delta(0, "one "), terminal(output)]);
    expect(messageDeltaOf(events)?.delta.stop_details?.explanation).toBe("one two");
  });
});

describe("thoughts", () => {
  it("whose summaries stay empty show the raw reasoning behind them", () => {
    const at = (summary_index: number) => ({ output_index: 0, summary_index });
    const empty = (summary_index: number) => [
      { type: "response.reasoning_summary_part.added", ...at(summary_index), part: { type: "summary_text", text: "" } },
      { type: "response.reasoning_summary_text.done", ...at(summary_index), text: "" },
    ];
    const item = reasoningItem(["", ""], { content: [{ type: "reasoning_text", text: "raw" }] });
    const raw = { type: "response.reasoning_text.delta", output_index: 0, content_index: 0, delta: "raw" };
    const events = [added(0, reasoningItem([])), ...empty(0), ...empty(1), raw, done(0, item), terminal([item])];
    expect(saidIn(lawful(events))).toEqual([["thinking", "raw"]]);
  });

  it("whose parts were announced come in their order", () => {
    const at = (content_index: number) => ({ output_index: 0, content_index });
    const part = { type: "reasoning_text", text: "" };
    const begins = [0, 1].map((index) => ({ type: "response.content_part.added", ...at(index), part }));
    const delta = (index: number, delta: string) => ({ type: "response.reasoning_text.delta", ...at(index), delta });
    const content = ["one", "two"].map((text) => ({ ...part, text }));
    const item = reasoningItem([], { content });
    const events = [added(0, reasoningItem([])), ...begins, delta(1, "two"), delta(0, "one"), done(0, item)];
    expect(saidIn(lawful([...events, terminal([item])]))).toEqual([["thinking", "one\n\ntwo"]]);
  });
});

describe("odd values", () => {
  it("ids of searches that Anthropic would not take back", () => {
    for (const id of ["", "ws_a-b", "ws_ä", "x".repeat(200)]) {
      const search = { type: "web_search_call", id, status: "completed", action: { type: "search", query: "q" } };
      expect(endOf([done(0, search), terminal([])]), id).toBe("end_turn");
    }
  });

  it("an event with an `output` list is no Response", () => {
    const event = { type: "response.shell_call_output_content.done", output_index: 0, output: [] };
    expect(endOf([event])).toBe("error");
  });

  it("usage that is no whole number", () => {
    const usage = { input_tokens: 9.5, input_tokens_details: { cached_tokens: 0.5 }, output_tokens: 1e300 };
    expect(endOf([terminal([], { usage })])).toBe("end_turn");
  });

  it("a citation that begins or ends within a surrogate pair", () => {
    const annotation = { type: "url_citation", url: "https://example.com", start_index: 1, end_index: 3 };
    const item = message("msg_1", "", { content: [{ type: "output_text", text: "🙂🙂", annotations: [annotation] }] });
    const response: JsonObject = Object(terminal([item]).response);
    const { content } = fromOpenAIResponse(response, testContext()).message;
    expect(JSON.stringify(content)).not.toMatch(/\\ud[89a-f]/);
  });
});
